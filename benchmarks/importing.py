"""Documents per second of `manage.py import_evaluations`, from its start to its end, and what they cost."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import documents, processes, usage
from config.embedded.places import ROOT
from evaluations.models import Evaluation
from interviews.models import Role, User

DOCUMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Imported:
    seconds: float
    cpu: dict[str, float]
    """Milliseconds per document, by program."""

    @property
    def rate(self) -> float:
        """Documents per second."""
        return DOCUMENTS / self.seconds


def measure() -> Imported:
    """One run of the command over all documents. Raises AssertionError where one of them is not imported."""
    User.objects.create_user("admin@example.org", name="Admin", role=Role.ADMIN)
    with tempfile.TemporaryDirectory(prefix="debrief-documents-") as folder:
        documents.put_into(Path(folder), DOCUMENTS)
        _command(folder, "--dry-run")  # The first command finds out whether the installation is prepared.
        before, spent, started = Evaluation.objects.count(), _cpu(), time.monotonic()
        said = _command(folder)
        seconds = time.monotonic() - started
    cpu = {name: (used - spent[name]) * 1000 / DOCUMENTS for name, used in _cpu().items()}
    assert [line["status"] for line in said] == ["imported"] * DOCUMENTS
    assert Evaluation.objects.count() == before + DOCUMENTS
    return Imported(seconds, cpu)


def _command(*arguments: str) -> list[dict[str, str]]:
    """The lines that it printed."""
    command = (sys.executable, "manage.py", "import_evaluations", *arguments)
    output = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def _cpu() -> dict[str, float]:
    """Seconds."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"command": ended.ru_utime + ended.ru_stime, "PostgreSQL": usage.cpu(processes.postgres())}
