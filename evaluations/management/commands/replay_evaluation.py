"""Does the record of a stored evaluation still give what is stored? Asks no model and stores nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from evaluations.engines.base import EngineFailure
from evaluations.engines.openai.replaying import NotReplayable
from evaluations.evidence.claims import PassKind
from evaluations.evidence.grounding import InvalidReply
from evaluations.models import Evaluation, Pass
from evaluations.pipeline.replays import replay


class Command(BaseCommand):
    help = "Draft a stored evaluation again from its recorded replies, and say where it differs from what is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the evaluation's, as its page's address has it")

    def handle(self, *args: Any, **options: Any) -> None:
        told = {work: _told(work) for work in _drafted(options["id"])}
        for work, difference in told.items():
            kind = PassKind(work.kind).label.lower()
            self.stdout.write(f"Draft {work.draft.number}, {kind}: {difference or 'the same again'}")
        if any(told.values()):
            raise CommandError("What is recorded does not give what is stored.")


def _drafted(evaluation: str) -> list[Pass]:
    """The passes that are done, of all its drafts."""
    try:
        found = Evaluation.objects.get(pk=evaluation)
    except (Evaluation.DoesNotExist, ValidationError) as error:
        raise CommandError(f"There is no evaluation {evaluation}.") from error
    read = ("evaluation__answer", "rubric_version", "question_text", "answer_text")
    passes = Pass.objects.filter(draft__evaluation=found, state=Pass.State.DONE).order_by("draft__number", "pk")
    drafted = list(passes.select_related(*(f"draft__{name}" for name in read)))
    if not drafted:
        raise CommandError("Nothing of it is drafted yet.")
    return drafted


def _told(work: Pass) -> str:
    """Empty where it is all the same."""
    try:
        differences = replay(work).differences
    except (NotReplayable, EngineFailure, InvalidReply) as error:
        return str(error)
    return f"differs in {', '.join(differences)}" if differences else ""
