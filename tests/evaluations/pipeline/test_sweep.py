"""Passes that nobody was told about, or that a dead worker left behind, are found and rung."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from evaluations import requests
from evaluations.evidence.claims import PassKind, Section
from evaluations.models import Attempt, Evaluation, Pass
from evaluations.pages.desk import Desk
from evaluations.pages.section_views import Stage
from evaluations.pipeline import claiming, leases, passes
from evaluations.pipeline.results import RING_AGAIN
from evaluations.pipeline.sweep import take_due
from tests.engines.gates import Gates
from tests.evaluations.cases import drafted, interviewer_of, pass_of, request
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def ids(evaluation: Evaluation) -> list[int]:
    return sorted(Pass.objects.filter(draft=evaluation.draft_id).values_list("pk", flat=True))


def let_pass(evaluation: Evaluation, time: timedelta = RING_AGAIN) -> None:
    """As if everything noted about its passes had been noted so much earlier."""
    for work in Pass.objects.filter(draft=evaluation.draft_id):
        Pass.objects.filter(pk=work.pk).update(
            due_at=work.due_at - time,
            rung_at=work.rung_at - time,
            lease_until=work.lease_until - time if work.lease_until else None,
        )


def test_a_pass_that_was_just_rung_is_left_to_whoever_heard_it() -> None:
    request()
    assert take_due() == []


def test_a_pass_that_nobody_came_for_is_rung_again() -> None:
    evaluation = request()
    let_pass(evaluation)
    assert sorted(take_due()) == ids(evaluation)


def test_it_is_not_rung_a_second_time_at_once() -> None:
    let_pass(request())
    take_due()
    assert take_due() == []


def test_two_sweepers_at_once_ring_each_pass_once() -> None:
    for _ in range(10):
        evaluation = request()
        let_pass(evaluation)
        rung = [pk for taken in all_at_once(lambda _: take_due(), range(4)) for pk in taken]
        assert sorted(rung) == ids(evaluation)


def test_a_pass_in_good_hands_is_not_rung() -> None:
    evaluation = request()
    let_pass(evaluation)
    for pk in ids(evaluation):
        claiming.claim(pk)
    assert take_due() == []


def test_a_pass_whose_worker_died_is_rung() -> None:
    evaluation = request()
    for pk in ids(evaluation):
        claiming.claim(pk)
    let_pass(evaluation)
    assert sorted(take_due()) == ids(evaluation)


def test_finished_passes_are_never_rung() -> None:
    let_pass(drafted())
    assert take_due() == []


def test_a_pass_that_is_to_be_tried_later_is_rung_when_it_is_due(settings: Settings, gates: Gates) -> None:
    settings.DEBRIEF_ENGINE = "busy"
    evaluation = request()
    for pk in ids(evaluation):
        passes.run(pk)
    let_pass(evaluation, timedelta(seconds=590))
    assert take_due() == []
    let_pass(evaluation, timedelta(seconds=11))
    assert sorted(take_due()) == ids(evaluation)


def die(work: Pass, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker takes the pass, shows a section, and is never heard of again."""

    class Killed(BaseException):
        pass

    def vanish(gates: Gates, kind: PassKind) -> None:
        raise Killed

    monkeypatch.setattr(Gates, "enter", vanish)
    with pytest.raises(Killed):
        passes.run(work.pk)


def test_a_pass_whose_workers_keep_dying_is_given_up_with_words_and_nothing_half_done(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBRIEF_ENGINE = "streaming"
    evaluation = request()
    for _ in range(leases.MOST_ATTEMPTS):
        die(pass_of(evaluation), monkeypatch)
        let_pass(evaluation)
    assert pass_of(evaluation).pk not in take_due()
    work = pass_of(evaluation)
    assert work.state == Pass.State.FAILED
    assert "try again" in work.failure
    assert set(work.attempts.values_list("outcome", flat=True)) == {Attempt.Outcome.SUPERSEDED}
    desk = Desk.open(evaluation.pk, interviewer_of(evaluation))
    assert desk.sections[Section.NOTES].stage == Stage.FAILED


def test_a_pass_that_was_given_up_can_be_tried_again(settings: Settings) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    evaluation = request()
    Pass.objects.update(state=Pass.State.RUNNING, lease_until=Now(), attempts_made=leases.MOST_ATTEMPTS)
    take_due()
    requests.retry(evaluation, PassKind.FEEDBACK)
    passes.run(pass_of(evaluation).pk)
    assert pass_of(evaluation).state == Pass.State.DONE
