"""Evaluations that people have in files: brought in, each once, and told about line by line."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evaluations.documents.finding import Found, in_paths
from evaluations.documents.importing import Import
from evaluations.documents.outcomes import Outcome, Status
from evaluations.documents.places import Places
from evaluations.documents.understanding import Reader
from evaluations.management.choices import one_of
from evaluations.models import ImportBatch, RubricVersion
from interviews.models import Level, Opening, Role, User

FORMATS = ("text", "json")
Act = Callable[[Found, bytes], list[Outcome]]
TELL_EVERY = 100
"""Files, where standard error is no terminal."""


class Command(BaseCommand):
    help = "Import evaluations: documents, folders, zips. Prints one line of JSON for each; progress on standard error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or zips")
        parser.add_argument("--format", help=f"one of: {', '.join(FORMATS)}; told from each file unless given")
        parser.add_argument("--level", default="", help=f"of documents that state none: {', '.join(Level.values)}")
        parser.add_argument("--opening", default="", help="its title; made where there is none. Default: one per level")
        parser.add_argument("--interviewer", default="", help="their e-mail address. Default: the first admin")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be imported")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["level"]:
            one_of("level", options["level"], Level.values)
        if options["format"]:
            one_of("format", options["format"], FORMATS)
        found = list(in_paths(map(Path, options["paths"])))
        if not found:
            raise CommandError("There are no files there.")
        run = _run(options)
        if options["dry_run"]:
            failed = self.each(found, run, run.look)
        else:
            run.batch.save()
            failed = self.each(found, run, run.take)
            _finish(run.batch)
        if failed:
            raise CommandError(f"{failed:,} of {len(found):,} files could not be imported; their lines say why.")

    def each(self, found: Sequence[Found], run: Import, act: Act) -> int:
        """How many failed."""
        failed = 0
        for number, one in enumerate(found, 1):
            outcomes = run.attempt(one, act)
            for outcome in outcomes:
                self.stdout.write(json.dumps(_line(one, outcome), ensure_ascii=False))
            self.stdout.flush()
            failed += any(outcome.status is Status.FAILED for outcome in outcomes)
            self.tell(number, len(found), failed)
        return failed

    def tell(self, done: int, of: int, failed: int) -> None:
        said = f"{done:,} of {of:,} files" + (f", {failed:,} failed" if failed else "")
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{said}", ending="\n" if done == of else "")
            self.stderr.flush()
        elif done == of or done % TELL_EVERY == 0:
            self.stderr.write(said)


def _run(options: dict[str, Any]) -> Import:
    interviewer = _interviewer(options["interviewer"])
    # A title that several have says nothing about which: then the one of the document's level.
    titled = Opening.objects.filter(title=options["opening"])
    opening = titled.get() if titled.count() == 1 else None
    try:
        reader = Reader(opening=opening, level=options["level"], format=options["format"])
    except RubricVersion.DoesNotExist as error:
        raise CommandError("No rubric is published yet. Run `manage.py prepare` first.") from error
    batch = ImportBatch(
        created_by=interviewer,
        interviewer=interviewer,
        opening=opening,
        level=options["level"],
        state=ImportBatch.State.RUNNING,
    )
    return Import(batch, reader, Places(interviewer, opening, options["opening"]))


def _interviewer(email: str) -> User:
    people = User.objects.filter(is_active=True)
    if not email:
        admin = people.filter(role=Role.ADMIN).order_by("created_at").first()
        if admin is None:
            raise CommandError("There is no admin yet to import for. Name somebody with --interviewer.")
        return admin
    person = people.filter(email=email.strip().lower()).first()
    if person is None:
        raise CommandError(f"Nobody with the e-mail address “{email}” can sign in here.")
    if person.role == Role.COMMITTEE:
        raise CommandError(f"{person.name} is on the committee and does not interview. Name somebody else.")
    return person


def _line(found: Found, outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"file": found.name, "evaluation": outcome.evaluation, "status": outcome.status.value}
    if outcome.reason:
        told["reason"] = outcome.reason
    return {**told, "not_understood": [{"line": line, "text": text} for line, text in outcome.not_understood]}


def _finish(batch: ImportBatch) -> None:
    """One that brought nothing leaves no trace."""
    if batch.files.exists():
        batch.state, batch.finished_at = ImportBatch.State.DONE, timezone.now()
        batch.save(update_fields=["state", "finished_at"])
    else:
        batch.delete()
