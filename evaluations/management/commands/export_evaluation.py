"""Stored evaluations as files: one, a candidate's, or all."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from evaluations import records
from evaluations.documents.places import as_uuid
from evaluations.documents.writing import FORMS, Form
from evaluations.management.choices import one_of
from evaluations.models import Evaluation


class Command(BaseCommand):
    help = "Write one evaluation, or those of a candidate or of all as a zip (as one table where it is CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("id", nargs="?", help="of one evaluation")
        which.add_argument("--candidate", metavar="ID", help="all of this candidate's")
        which.add_argument("--all", action="store_true", help="all that there are")
        parser.add_argument("--format", default="markdown", help=f"one of: {', '.join(FORMS)}; default: %(default)s")
        parser.add_argument("--output", metavar="PATH", help="the file to write; default: standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        one_of("format", options["format"], FORMS)
        form = FORMS[options["format"]]
        chosen = _chosen(options)
        is_zip = form.is_zipped and not options["id"]
        if options["output"]:
            try:
                with Path(options["output"]).open("wb") as file:
                    _write(form, chosen, file, is_zip=is_zip)
            except OSError as error:
                raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        elif is_zip and self.stdout.isatty():
            raise CommandError("This is a zip, which no terminal can show. Name a file with --output.")
        else:
            _write(form, chosen, sys.stdout.buffer, is_zip=is_zip)


def _write(form: Form, chosen: "QuerySet[Evaluation]", to: IO[bytes], *, is_zip: bool) -> None:
    found = records.of(chosen)
    if form.is_zipped and not is_zip:
        to.write(form.one(next(found)))
    else:
        form.write(found, to)
    to.flush()


def _chosen(options: dict[str, Any]) -> "QuerySet[Evaluation]":
    """Raises CommandError where there is none."""
    drafted = Evaluation.objects.exclude(draft=None)
    if options["all"]:
        found, nothing = drafted, "There are no evaluations yet."
    elif options["candidate"]:
        candidate = as_uuid(options["candidate"])
        found = drafted.filter(answer__interview__candidate=candidate)
        nothing = f"There is no candidate {options['candidate']} with an evaluation."
    else:
        found = drafted.filter(pk__in=filter(None, [as_uuid(options["id"])]))
        nothing = f"There is no evaluation {options['id']}."
    if not found.exists():
        raise CommandError(nothing)
    return found
