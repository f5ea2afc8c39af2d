"""Everything an installation needs before its processes start. A second run does nothing."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from evaluations import standings


class Command(BaseCommand):
    help = (
        "Migrate, publish the shipped rubrics, load the question bank, put signatures in numbers, collect static files."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_rubrics", stderr=self.stderr)
        call_command("load_questions", stderr=self.stderr)
        standings.catch_up()
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.EMBEDDED:
            call_command("load_samples", stdout=self.stdout, stderr=self.stderr)
