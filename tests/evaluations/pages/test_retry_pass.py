"""Trying a stopped pass again."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from evaluations import requests
from evaluations.evidence.claims import PassKind
from evaluations.models import Evaluation, Pass
from tests.evaluations.cases import interviewer_of, pass_of, request
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    evaluation = request()
    work = pass_of(evaluation)
    Pass.objects.filter(pk=work.pk).update(state=Pass.State.FAILED, failure="Cut.", attempts_made=5)
    return evaluation


def url(evaluation: Evaluation, kind: str = "feedback") -> str:
    return f"/evaluations/{evaluation.pk}/passes/{kind}/retry/"


@pytest.mark.parametrize("state", [Pass.State.FAILED, Pass.State.CANCELLED])
def test_a_stopped_pass_waits_anew_and_a_worker_is_told(
    evaluation: Evaluation,
    state: Pass.State,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rung: list[list[int]] = []
    monkeypatch.setattr(requests, "ring", rung.append)
    Pass.objects.filter(kind=PassKind.FEEDBACK).update(state=state)
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/"
    work = pass_of(evaluation)
    assert (work.state, work.failure, work.attempts_made) == (Pass.State.WAITING, "", 0)
    assert rung == [[work.pk]]


@pytest.mark.parametrize("state", [Pass.State.WAITING, Pass.State.RUNNING, Pass.State.DONE])
def test_a_pass_that_did_not_stop_is_left_alone(evaluation: Evaluation, state: Pass.State) -> None:
    Pass.objects.filter(kind=PassKind.FEEDBACK).update(state=state)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert (pass_of(evaluation).state, pass_of(evaluation).attempts_made) == (state, 5)


def test_the_other_pass_is_left_alone(evaluation: Evaluation) -> None:
    Pass.objects.filter(kind=PassKind.RED_FLAGS).update(state=Pass.State.DONE)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert pass_of(evaluation, PassKind.RED_FLAGS).state == Pass.State.DONE


def test_there_are_two_passes(evaluation: Evaluation) -> None:
    assert signed_in(interviewer_of(evaluation)).post(url(evaluation, "third")).status_code == 404


def test_only_the_interviewer_tries_again(evaluation: Evaluation) -> None:
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation))) == INTERVIEWER_ONLY
    assert pass_of(evaluation).state == Pass.State.FAILED


def test_it_is_sent_by_post(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "post") == set()
