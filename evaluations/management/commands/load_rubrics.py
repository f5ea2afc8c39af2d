"""Publish the rubrics that come with Debrief. Does nothing for those that were published before."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Max

from evaluations.models import RubricVersion
from evaluations.rules.rubric import Rubric

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics"


class Command(BaseCommand):
    help = "Publish the rubrics that come with Debrief, each as a new version where it changed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for path in sorted(SHIPPED.glob("*.toml")):
            source = path.read_text(encoding="utf-8")
            versions = RubricVersion.objects.filter(name=Rubric.from_toml(source).name)
            if not versions.filter(source=source).exists():
                self.publish(source, (versions.aggregate(Max("number"))["number__max"] or 0) + 1)

    def publish(self, source: str, number: int) -> None:
        version = RubricVersion.objects.create(name=Rubric.from_toml(source).name, number=number, source=source)
        self.stderr.write(f"Published the rubric {version}")
