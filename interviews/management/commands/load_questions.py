"""The questions that come with Debrief. Does nothing for those that are there, however often it runs."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from interviews.models import Question, QuestionVersion

BANK = Path(__file__).resolve().parents[2] / "question_bank.toml"


class Command(BaseCommand):
    help = "Add the questions that come with Debrief to the question bank."

    def handle(self, *args: Any, **options: Any) -> None:
        """One that was reworded here is there, too."""
        known = set(QuestionVersion.objects.values_list("wording", flat=True))
        shipped = tomllib.loads(BANK.read_text(encoding="utf-8"))["questions"]
        questions = [question for question in shipped if question["wording"] not in known]
        before = Question.objects.count()
        Question.objects.bulk_create((Question(**question) for question in questions), ignore_conflicts=True)
        if added := Question.objects.count() - before:
            self.stderr.write(f"Added {added} questions to the question bank")
