"""Publish the rubrics that come with Debrief. Does nothing for those that were published before."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from evaluations import publishing
from evaluations.models import RubricVersion
from evaluations.rules.rubric import Rubric

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics"


class Command(BaseCommand):
    help = "Publish the rubrics that come with Debrief, each as a new version where it changed and is nobody's own."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for path in sorted(SHIPPED.glob("*.toml")):
            source = path.read_text(encoding="utf-8")
            newest = RubricVersion.objects.filter(name=Rubric.from_toml(source).name).order_by("number").last()
            if newest is not None and newest.created_by_id is not None:
                continue  # The house has made it its own; an upgrade of Debrief does not judge in its place.
            if not RubricVersion.objects.filter(source=source).exists():
                version = publishing.next_version(source)
                self.stderr.write(f"Published the rubric {version}")
