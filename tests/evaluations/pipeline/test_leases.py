"""Who works on a pass, and that nobody else stores what comes of it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from evaluations import requests
from evaluations.evidence.claims import PassKind
from evaluations.models import Attempt, DraftSection, Pass
from evaluations.pipeline import claiming, leases, passes
from tests.engines.gates import Gates
from tests.evaluations.cases import pass_of, request
from tests.evaluations.together import all_at_once
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def waiting_pass() -> Pass:
    return pass_of(request())


def expire(work: Pass) -> None:
    Pass.objects.filter(pk=work.pk).update(lease_until=Now() - timedelta(seconds=1))


def claim(work: Pass) -> UUID:
    claimed = claiming.claim(work.pk)
    assert claimed
    return claimed.token


def test_of_many_workers_that_claim_a_pass_one_gets_it() -> None:
    work = waiting_pass()
    for _ in range(50):
        Pass.objects.filter(pk=work.pk).update(state=Pass.State.WAITING, lease=None, attempts_made=0)
        tokens = [claimed.token for claimed in all_at_once(claiming.claim, [work.pk] * 6) if claimed]
        work.refresh_from_db()
        assert tokens == [work.lease]
        assert work.attempts_made == 1


def test_a_pass_in_good_hands_is_not_claimed_again() -> None:
    work = waiting_pass()
    claim(work)
    assert claiming.claim(work.pk) is None


@pytest.mark.parametrize("state", Pass.State.values)
@pytest.mark.parametrize("due_in", [timedelta(seconds=-1), timedelta(minutes=1)])
@pytest.mark.parametrize("leased_for", [None, timedelta(seconds=-1), timedelta(minutes=1)])
def test_the_sweeper_rings_for_exactly_what_a_worker_can_claim(
    state: str, due_in: timedelta, leased_for: timedelta | None
) -> None:
    work = waiting_pass()
    lease_until = leased_for and Now() + leased_for
    Pass.objects.filter(pk=work.pk).update(state=state, due_at=Now() + due_in, lease_until=lease_until)
    is_rung_for = Pass.objects.filter(leases.claimable(), pk=work.pk).exists()
    assert (claiming.claim(work.pk) is not None) == is_rung_for


@pytest.mark.parametrize("state", [Pass.State.DONE, Pass.State.FAILED, Pass.State.CANCELLED])
def test_a_finished_pass_is_not_claimed(state: Pass.State) -> None:
    work = waiting_pass()
    Pass.objects.filter(pk=work.pk).update(state=state)
    assert claiming.claim(work.pk) is None


def test_a_pass_that_is_not_due_is_not_claimed() -> None:
    work = waiting_pass()
    Pass.objects.filter(pk=work.pk).update(due_at=Now() + timedelta(minutes=1))
    assert claiming.claim(work.pk) is None


def test_an_expired_lease_is_claimed_again_and_its_token_holds_no_more() -> None:
    work = waiting_pass()
    late = claim(work)
    expire(work)
    token = claim(work)
    assert not leases.held(work.pk, late).exists()
    assert leases.held(work.pk, token).exists()


def test_what_a_late_worker_brings_is_refused_and_what_the_other_brought_stays(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    work = waiting_pass()
    stored: list[int] = []

    def overtake(gates: Gates, kind: PassKind) -> None:
        """While the first worker drafts, its lease ends and a second one drafts the whole pass."""
        monkeypatch.setattr(Gates, "enter", lambda gates, kind: None)
        expire(work)
        passes.run(work.pk)
        stored.extend(DraftSection.objects.order_by("pk").values_list("pk", flat=True))

    monkeypatch.setattr(Gates, "enter", overtake)
    passes.run(work.pk)
    assert stored == list(DraftSection.objects.order_by("pk").values_list("pk", flat=True)) != []
    outcomes = Attempt.objects.filter(work=work).order_by("number").values_list("outcome", flat=True)
    assert list(outcomes) == [Attempt.Outcome.SUPERSEDED, Attempt.Outcome.STORED]


def test_a_late_failure_does_not_undo_what_the_other_brought(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBRIEF_ENGINE = "gated"
    work = waiting_pass()

    def overtake_and_fail(gates: Gates, kind: PassKind) -> None:
        monkeypatch.setattr(Gates, "enter", lambda gates, kind: None)
        expire(work)
        passes.run(work.pk)
        raise RuntimeError

    monkeypatch.setattr(Gates, "enter", overtake_and_fail)
    passes.run(work.pk)
    work.refresh_from_db()
    assert (work.state, work.failure) == (Pass.State.DONE, "")
    assert work.sections.exists()


def test_a_lease_is_renewed_while_its_holder_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "RENEW_EVERY", 0.05)
    monkeypatch.setattr(leases, "_heartbeat", None)
    work = waiting_pass()
    token = claim(work)
    expire(work)
    with leases.kept(token):
        wait_for(lambda: not Pass.objects.filter(leases.claimable(), pk=work.pk).exists())
    assert claiming.claim(work.pk) is None


def test_a_cancelled_pass_is_not_brought_back_by_its_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "RENEW_EVERY", 0.05)
    monkeypatch.setattr(leases, "_heartbeat", None)
    evaluation, other = request(), waiting_pass()
    work = pass_of(evaluation)
    tokens = [claim(work), claim(other)]
    requests.cancel(evaluation)
    expire(other)
    with leases.kept(tokens[0]), leases.kept(tokens[1]):
        wait_for(lambda: not Pass.objects.filter(leases.claimable(), pk=other.pk).exists())
    work.refresh_from_db()
    assert (work.state, work.lease) == (Pass.State.CANCELLED, None)
