"""The line about an answer's evaluation on a page that shows answers, and the way from an answer to it."""

import pytest
from django.utils import timezone

from evaluations import requests
from evaluations.evidence.claims import PassKind
from evaluations.models import Evaluation, Pass
from interviews.models import Role
from tests import factories
from tests.evaluations.cases import answered, drafted, interviewer_of, request
from tests.evaluations.meanwhile import stored_while
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


def url(evaluation: Evaluation) -> str:
    return f"/answers/{evaluation.answer_id}/state/"


def state(evaluation: Evaluation) -> str:
    return signed_in(interviewer_of(evaluation), htmx=True).get(url(evaluation)).text


def test_a_draft_on_its_way_is_followed() -> None:
    text = state(request())
    assert "being drafted" in text
    assert "hx-trigger" in text


def test_a_finished_one_shows_its_verdict_and_is_followed_no_more() -> None:
    text = state(drafted())
    assert "Hire" in text
    assert "draft, to review" in text
    assert "hx-trigger" not in text


def test_one_that_is_finished_while_the_line_is_read_has_its_verdict_or_is_followed() -> None:
    for evaluation, text in stored_while(state):
        assert "hx-trigger" in text or f" {evaluation.verdict}</span>" in text


def test_a_reviewed_one_says_so() -> None:
    evaluation = drafted()
    Evaluation.objects.update(reviewed_at=timezone.now())
    assert "reviewed</span>" in state(evaluation)


def test_a_failure_is_said() -> None:
    evaluation = drafted()
    Pass.objects.filter(kind=PassKind.RED_FLAGS).update(state=Pass.State.FAILED)
    assert "draft failed" in state(evaluation)


def test_a_cancelled_one_says_so() -> None:
    evaluation = request()
    requests.cancel(evaluation)
    assert "cancelled" in state(evaluation)


@pytest.mark.parametrize("old", [Pass.State.FAILED, Pass.State.RUNNING])
def test_what_became_of_an_earlier_draft_is_no_longer_said(old: Pass.State) -> None:
    evaluation = request()
    Pass.objects.update(state=old)
    requests.request(evaluation.answer, interviewer_of(evaluation))
    Pass.objects.exclude(state=old).update(state=Pass.State.DONE)
    text = state(evaluation)
    assert "draft failed" not in text
    assert "being drafted" not in text


def test_an_answer_without_an_evaluation_is_pending() -> None:
    answer = answered(factories.interview())
    text = signed_in(answer.created_by).get(f"/answers/{answer.pk}/state/").text
    assert "pending" in text


def test_a_committee_member_learns_nothing_before_it_is_reviewed() -> None:
    text = signed_in(factories.user(role=Role.COMMITTEE)).get(url(drafted())).text
    assert "pending" in text
    assert "Hire" not in text


def test_who_may_not_read_the_answer_finds_nothing() -> None:
    evaluation = drafted()
    found = others(evaluation.answer.interview, lambda client: client.get(url(evaluation)))
    assert found == {**READERS, "committee": 200}


def test_an_answer_leads_to_its_evaluation() -> None:
    evaluation = drafted()
    place = f"/answers/{evaluation.answer_id}/"
    response = signed_in(interviewer_of(evaluation)).get(place)
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/"
    found = others(evaluation.answer.interview, lambda client: client.get(place))
    assert found == {**READERS, "shadow": 302, "admin": 302}


def test_other_methods_are_refused() -> None:
    evaluation = drafted()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get") == set()
