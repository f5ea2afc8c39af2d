"""Is an engine there, what can it do, how long does it take: tried with an invented answer, nothing is stored."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.engines.registry import UnknownEngine
from evaluations.engines.report import report_on


class Command(BaseCommand):
    help = "Try an engine out with an invented answer. Nothing is stored; a model may cost a little."
    # A mistake in the configuration is what it is asked about, and is said in a line.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the engine: builtin, openai, or one of your own")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            name = _known(options["name"])
            self.stdout.write("An invented answer is evaluated, which takes as long as a real one does.")
            report = report_on(name)
        except (UnknownEngine, EndpointMisconfigured) as error:
            raise CommandError(str(error)) from error
        for label, found in report.lines:
            self.stdout.write(f"{label}: {found}")
        if report.problem:
            raise CommandError(report.problem)


def _known(name: str) -> str:
    if name not in registry.names():
        raise UnknownEngine(name)
    return name
