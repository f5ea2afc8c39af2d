"""Many invented candidates with everything that belongs to them, on an embedded installation only."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evaluations import samples, standings
from evaluations.samples import accounts


class Command(BaseCommand):
    help = (
        "Make invented candidates, interviews, evaluations and scorecards (embedded installations only). "
        "Run again, it adds what is missing. Progress goes to standard error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--candidates", type=int, required=True, metavar="N", help="how many there are to be")
        parser.add_argument("--seed", type=int, default=1, help="the same makes the same; default: %(default)s")
        parser.add_argument(
            "--answers-per-interview", type=int, default=2, metavar="N", help="at most; default: %(default)s"
        )
        parser.add_argument(
            "--password", default="", help="what everybody signs in with who is added; default: nobody does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("Sample data is for embedded installations only; DATABASE_URL is set here.")
        if options["candidates"] < 1 or options["answers_per_interview"] < 1:
            raise CommandError("There has to be at least one candidate, and one answer in an interview.")
        accounts.ensure()
        began = monotonic()
        made = samples.make(
            options["candidates"],
            seed=options["seed"],
            answers_per_interview=options["answers_per_interview"],
            password=options["password"],
            tell=self.stderr.write,
        )
        standings.catch_up()
        if made.candidates:
            seconds = monotonic() - began
            told = (
                f"Added {made.candidates:,} candidates in {seconds:.1f} s, {made.rows / seconds:,.0f} rows per second."
            )
        else:
            told = f"All of them are there already, by seed {options['seed']}; nothing was added."
        self.stderr.write(told)
        for line in accounts.sign_ins():
            self.stdout.write(line)
