"""Putting an answer where it belongs, when it was pasted under the wrong candidate."""

import pytest
from django.db.models.functions import Now

from evaluations.models import Draft, Evaluation, Pass
from evaluations.moving import move
from interviews.models import Candidate, Interview, Level
from tests import factories
from tests.evaluations.cases import drafted, interviewer_of, present_rating, refreshed
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


def url(evaluation: Evaluation) -> str:
    return f"/answers/{evaluation.answer_id}/move/"


def other_interview(evaluation: Evaluation, level: str = Level.JUNIOR_MID, name: str = "Nils Next") -> Interview:
    return factories.interview(
        interviewer=interviewer_of(evaluation),
        opening=factories.opening(level=level),
        candidate=factories.candidate(name=name),
    )


def test_the_page_offers_the_persons_own_other_interviews(evaluation: Evaluation) -> None:
    other_interview(evaluation)
    factories.interview(candidate=factories.candidate(name="Somebody Else's"))
    page = signed_in(interviewer_of(evaluation)).get(url(evaluation)).text
    assert page.count('type="radio"') == 1
    assert "Nils Next" in page


def test_nothing_is_moved_to_a_candidate_who_withdrew(evaluation: Evaluation) -> None:
    gone = other_interview(evaluation)
    Candidate.objects.filter(pk=gone.candidate_id).update(status=Candidate.Status.WITHDRAWN)
    client = signed_in(interviewer_of(evaluation))
    assert client.post(url(evaluation), {"interview": gone.pk}).status_code == 422
    assert refreshed(evaluation).answer.interview == evaluation.answer.interview


def test_who_has_no_other_interview_is_told_what_to_do(evaluation: Evaluation) -> None:
    assert "You have no other interview." in signed_in(interviewer_of(evaluation)).get(url(evaluation)).text


def test_the_evaluation_goes_along_with_everything_decided(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Below")
    target = other_interview(evaluation)
    response = client.post(url(evaluation), {"interview": target.pk}, follow=True)
    assert response.request["PATH_INFO"] == f"/evaluations/{evaluation.pk}/"
    assert "Moved to Nils Next." in response.text
    moved = refreshed(evaluation)
    assert (moved.answer.interview, moved.draft, moved.verdict) == (target, evaluation.draft, "Leaning No Hire")


def test_where_another_level_judges_it_is_drafted_anew(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    client.post(url(evaluation), {"interview": other_interview(evaluation, Level.STAFF).pk})
    moved = refreshed(evaluation)
    assert moved.draft
    assert (moved.draft.number, moved.draft.level, moved.verdict) == (2, Level.STAFF, "")
    assert Pass.objects.filter(draft=moved.draft_id, state=Pass.State.WAITING).count() == 2


def test_what_was_decided_stays_beside_what_another_level_makes_of_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Below")
    Evaluation.objects.update(reviewed_at=Now(), reviewed_by=interviewer_of(evaluation))
    client.post(url(evaluation), {"interview": other_interview(evaluation, Level.STAFF).pk})
    moved = refreshed(evaluation)
    assert moved.proposal
    assert (moved.proposal.level, moved.draft, moved.verdict) == (Level.STAFF, evaluation.draft, "Leaning No Hire")
    assert moved.reviewed_at is None


@pytest.mark.parametrize("chosen", ["", "x", "a\x00", "00000000-0000-0000-0000-000000000000"])
def test_without_a_choice_nothing_moves_and_the_page_asks_for_one(evaluation: Evaluation, chosen: str) -> None:
    response = signed_in(interviewer_of(evaluation)).post(url(evaluation), {"interview": chosen})
    assert response.status_code == 422
    assert "Choose the interview it belongs to." in response.text
    assert refreshed(evaluation).answer.interview == evaluation.answer.interview


def test_somebody_elses_interview_is_no_choice(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert client.post(url(evaluation), {"interview": factories.interview().pk}).status_code == 422
    assert refreshed(evaluation).answer.interview == evaluation.answer.interview


@pytest.mark.django_db(transaction=True)
def test_a_move_sent_many_times_at_once_is_drafted_anew_once(evaluation: Evaluation) -> None:
    target = other_interview(evaluation, Level.SENIOR)
    all_at_once(lambda _: move(refreshed(evaluation).answer, target, interviewer_of(evaluation)), range(6))
    assert Draft.objects.filter(evaluation=evaluation).count() == 2


def test_only_the_interviewer_moves(evaluation: Evaluation) -> None:
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation))) == INTERVIEWER_ONLY
    sent = {"interview": other_interview(evaluation).pk}
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation), sent)) == INTERVIEWER_ONLY
    assert refreshed(evaluation).answer.interview == evaluation.answer.interview


def test_other_methods_are_refused(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get", "post") == set()
