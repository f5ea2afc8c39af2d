"""Every file is imported once, by however many at the same moment, and however often somebody was killed at it."""

import json
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models.functions import Now

from config.embedded.places import ROOT
from evaluations import tasks
from evaluations.documents import batches
from evaluations.documents.finding import in_paths
from evaluations.models import DraftSection, Evaluation, ImportBatch, ImportedFile
from interviews.models import Candidate, Interview, Opening, Role, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import document
from tests.evaluations.processes import environment
from tests.evaluations.together import all_at_once
from tests.waiting import wait_for
from tests.worker import Worker

FOLDERS, EACH = 6, 10

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def admin() -> User:
    publish_rubric()
    return factories.user(role=Role.ADMIN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """So many candidates with so many answers each."""
    for who in range(FOLDERS):
        (tmp_path / f"Candidate {who}").mkdir()
        for number in range(EACH):
            text = document(question=f"What did you, number {who}, mend in week {number}?")
            (tmp_path / f"Candidate {who}" / f"{number:02}.md").write_text(text)
    return tmp_path


def each_is_there_once() -> bool:
    """Whole, and where it belongs."""
    counts = (Evaluation, ImportedFile, Interview, Candidate, Opening, DraftSection)
    every = FOLDERS * EACH
    return [table.objects.count() for table in counts] == [every, every, FOLDERS, FOLDERS, 1, 10 * every] and not (
        Evaluation.objects.filter(draft=None).exists()
    )


def test_several_who_import_the_same_at_the_same_moment(folder: Path) -> None:
    def run(_: int) -> list[dict[str, str]]:
        output = StringIO()
        call_command("import_evaluations", str(folder), stdout=output, stderr=StringIO())
        return [json.loads(line) for line in output.getvalue().splitlines()]

    lines = [line for said in all_at_once(run, range(3)) for line in said]
    assert [line["status"] for line in lines].count("imported") == FOLDERS * EACH
    assert [line["status"] for line in lines].count("already imported") == 2 * FOLDERS * EACH
    assert len({(line["file"], line["evaluation"]) for line in lines}) == FOLDERS * EACH
    assert each_is_there_once()


def test_the_command_is_killed_halfway_and_run_again(folder: Path) -> None:
    command = (sys.executable, "manage.py", "import_evaluations", str(folder))
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        for _ in range(EACH + EACH // 2):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert EACH < Evaluation.objects.count() < FOLDERS * EACH
    call_command("import_evaluations", str(folder), stdout=StringIO(), stderr=StringIO())
    assert each_is_there_once()


def test_the_worker_is_killed_halfway_and_another_goes_on(folder: Path, worker: Worker, admin: User) -> None:
    batch = batches.receive(in_paths([folder]), by=admin, interviewer=admin, opening=None, level="")
    tasks.ring_import(batch.pk)
    wait_for(lambda: batches.start(batch))
    tasks.ring_import(batch.pk)
    wait_for(lambda: Evaluation.objects.count() > EACH)
    worker.kill()
    assert Evaluation.objects.count() < FOLDERS * EACH
    worker.start()
    long_ago = Now() - timedelta(hours=1)
    ImportBatch.objects.update(lease_until=long_ago, rung_at=long_ago)
    tasks.sweep.delay()
    wait_for(lambda: ImportBatch.objects.get().state == ImportBatch.State.DONE)
    assert each_is_there_once()
