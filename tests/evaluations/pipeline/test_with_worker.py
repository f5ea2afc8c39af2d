"""Requests through the real queue to a real worker process, and what becomes of them when either goes away."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.functions import Now
from pytest_django import Settings
from redis import Redis

from config.embedded.places import ROOT
from evaluations import requests, tasks
from evaluations.evidence.claims import PassKind, Section
from evaluations.models import Attempt, Draft, DraftSection, Evaluation, Pass
from tests.engines.gates import Gates
from tests.evaluations.cases import answered, pass_of, publish_rubric, refreshed, request
from tests.evaluations.processes import environment
from tests.factories import interview
from tests.waiting import wait_for
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


def is_done(evaluation: Evaluation) -> bool:
    return not Pass.objects.filter(draft=evaluation.draft_id).exclude(state=Pass.State.DONE).exists()


def test_a_request_is_answered_by_the_worker(worker: Worker, settings: Settings) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    evaluation = request()
    wait_for(lambda: is_done(evaluation))
    assert refreshed(evaluation).verdict == "Hire"


def test_both_passes_are_drafted_at_the_same_time(worker: Worker, settings: Settings, gates: Gates) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    evaluation = request()
    for kind in PassKind:
        gates.wait_for_arrivals(kind)
    gates.open()
    wait_for(lambda: is_done(evaluation))


def test_the_worker_hears_of_a_request_once_it_is_committed(
    worker: Worker, settings: Settings, gates: Gates, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[list[int]] = []
    monkeypatch.setattr(requests, "ring", rung.append)
    publish_rubric()
    answer = answered(interview())
    with transaction.atomic():
        evaluation = requests.request(answer, answer.created_by)
        assert rung == []
    assert [sorted(ids) for ids in rung] == [sorted(pass_of(evaluation, kind).pk for kind in PassKind)]


def test_a_request_that_is_rolled_back_leaves_nothing_and_rings_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[list[int]] = []
    monkeypatch.setattr(requests, "ring", rung.append)
    publish_rubric()
    answer = answered(interview())
    with transaction.atomic():
        requests.request(answer, answer.created_by)
        transaction.set_rollback(True)
    assert rung == []
    assert not any(model.objects.exists() for model in (Evaluation, Draft, Pass))


def test_a_message_that_comes_many_times_is_done_once(worker: Worker, settings: Settings, gates: Gates) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    evaluation = request()
    tasks.ring([pass_of(evaluation, kind).pk for kind in PassKind] * 10)
    gates.wait_for_arrivals(PassKind.FEEDBACK)
    gates.open()
    wait_for(lambda: is_done(evaluation))
    assert Attempt.objects.count() == len(PassKind)
    assert DraftSection.objects.count() == len(Section)


def test_cancelling_stops_a_running_draft_and_trying_again_completes_it(
    worker: Worker, settings: Settings, gates: Gates
) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    evaluation = request()
    for kind in PassKind:
        gates.wait_for_arrivals(kind)
    requests.cancel(evaluation)
    gates.open()
    wait_for(lambda: not Attempt.objects.filter(outcome=Attempt.Outcome.RUNNING).exists())
    assert not DraftSection.objects.exists()
    for kind in PassKind:
        requests.retry(evaluation, kind)
    wait_for(lambda: is_done(evaluation))


def test_a_killed_worker_and_an_emptied_queue_lose_nothing(worker: Worker, settings: Settings, gates: Gates) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    evaluation = request()
    for kind in PassKind:
        gates.wait_for_arrivals(kind)
    worker.kill()
    Redis(unix_socket_path=str(settings.PLACES.valkey_socket)).flushall()
    worker.start()
    gates.open()
    # As if a lease and the sweeper's patience had gone by.
    Pass.objects.update(lease_until=Now() - timedelta(seconds=1), rung_at=Now() - timedelta(minutes=2))
    tasks.sweep.delay()
    wait_for(lambda: is_done(evaluation))
    assert DraftSection.objects.count() == len(Section)
    for kind in PassKind:
        outcomes = pass_of(evaluation, kind).attempts.order_by("number").values_list("outcome", flat=True)
        assert list(outcomes) == [Attempt.Outcome.SUPERSEDED, Attempt.Outcome.STORED]


PASTE_WITHOUT_QUEUE = """
from uuid import uuid4
from django.test import Client
from interviews.models import Interview
interview = Interview.objects.get()
client = Client(headers={"host": "127.0.0.1"})
client.force_login(interview.interviewer)
form = {"id": uuid4(), "question": "What broke?", "answer": "The invented label printer. I mended it."}
print(client.post(f"/interviews/{interview.pk}/paste/", form)["location"])
"""


def test_where_the_queue_is_away_an_answer_is_taken_and_drafted_later(worker: Worker, tmp_path: Path) -> None:
    publish_rubric()
    interview()
    said = subprocess.run(
        (sys.executable, "manage.py", "shell", "--no-imports", "--command", PASTE_WITHOUT_QUEUE),
        cwd=ROOT,
        env={**environment(queue=f"redis+socket://{tmp_path}/nobody.sock?virtual_host=0"), "DEBRIEF_ENGINE": "plain"},
        capture_output=True,
        check=True,
        text=True,
    )
    evaluation = Evaluation.objects.get()
    assert said.stdout.strip() == f"/evaluations/{evaluation.pk}/"
    assert "waits for the sweeper" in said.stderr
    Pass.objects.update(rung_at=Now() - timedelta(minutes=2))
    tasks.sweep.delay()
    wait_for(lambda: is_done(evaluation))
