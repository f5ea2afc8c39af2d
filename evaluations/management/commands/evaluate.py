"""One evaluation without the web: nothing is stored, the result is printed."""

import json
import shutil
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evaluations import present
from evaluations.engines import registry
from evaluations.engines.base import Assignment, EngineFailure, Reply
from evaluations.engines.patience import patiently
from evaluations.evidence.claims import PassKind
from evaluations.evidence.grounding import InvalidReply, ground
from evaluations.forms.json_form import to_json
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.record import Record
from evaluations.forms.text_form import to_text
from evaluations.management.choices import one_of
from evaluations.models import RubricVersion
from interviews.models import Level
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT, TextRefused, accept, decode, repair

FORMS = ("json", "markdown", "text")
PATIENCE = 3_600.0
"""Seconds for which it waits where workers take all places of an endpoint, or where the endpoint rests."""


class Command(BaseCommand):
    help = "Evaluate one answer and print the result. Nothing is stored. Progress goes to standard error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the answer as a text file, or - for standard input")
        parser.add_argument("--question", required=True, help="what was asked")
        parser.add_argument("--level", required=True, help=f"one of: {', '.join(Level.values)}")
        parser.add_argument("--engine", default=settings.DEBRIEF_ENGINE, help="default: %(default)s")
        parser.add_argument("--format", default="text", help=f"one of: {', '.join(FORMS)}; default: %(default)s")

    def handle(self, *args: Any, **options: Any) -> None:
        one_of("level", options["level"], Level.values)
        one_of("engine", options["engine"], registry.names())
        one_of("format", options["format"], FORMS)
        try:
            mended = repair(decode(_read(options["file"])))
            answer = accept(mended.text, what="answer", limit=ANSWER_LIMIT)
            question = accept(options["question"], what="question", limit=QUESTION_LIMIT)
            for change in mended.changes:
                self.stderr.write(f"Mended {change.before_shown} to {change.after_shown}, {change.count} times")
            record = self.evaluate(question, answer, options["level"], options["engine"])
        except (TextRefused, InvalidReply) as error:
            raise CommandError(str(error)) from error
        except EngineFailure as failure:
            raise CommandError(failure.reason) from failure
        except RubricVersion.DoesNotExist as error:
            raise CommandError("No rubric is published yet. Run `manage.py prepare` first.") from error
        self.stdout.write(_written(record, options["format"]), ending="")

    def evaluate(self, question: str, answer: str, level: str, engine: str) -> Record:
        version = RubricVersion.objects.current()
        rubric = version.rubric

        def draft(kind: PassKind) -> Reply:
            assignment = Assignment(
                kind=kind, question=question, answer=answer, level=level, rubric=rubric, aims=rubric.competency_names
            )
            ask = partial(registry.get(engine).draft, assignment, lambda section, claims: None)
            reply = patiently(ask, self.tell_of_wait, PATIENCE)
            self.stderr.write(f"{kind.label}: drafted")
            return reply

        self.stderr.write(f"Reading {len(answer):,} characters with the {engine} engine")
        with ThreadPoolExecutor(len(PassKind)) as pool:
            replies = list(pool.map(draft, PassKind))
        sections = {
            name: items
            for reply in replies
            for name, items in ground(reply.sections, {"answer": answer}, rubric).items()
        }
        standing = present.stand(present.drafted(sections), rubric=rubric, level=level, aims=rubric.competency_names)
        return Record(
            id=str(uuid4()),
            date=timezone.localdate().strftime("%Y%m%d"),
            question=question,
            answer=answer,
            level=level,
            source="command",
            engine=engine,
            model=replies[0].model,
            rubric=rubric,
            rubric_version=version.number,
            sections=sections,
            verdict=standing.decision.verdict,
            if_flags_confirmed=standing.if_confirmed,
            trace=tuple(step.text for step in standing.decision.trace),
            decisive=tuple(step.text for step in standing.decision.trace if step.decided),
        )

    def tell_of_wait(self, failure: EngineFailure) -> None:
        self.stderr.write(f"{failure.reason} Next try in {failure.retry_after:.0f} s.")


def _read(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _written(record: Record, form: str) -> str:
    if form == "json":
        return json.dumps(to_json(record), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        return to_markdown(record)
    return to_text(record, width=min(shutil.get_terminal_size().columns, 100))
