"""Taking an answer out, with everything that was made of it."""

import pytest

from evaluations import requests
from evaluations.models import Attempt, Draft, DraftSection, Edit, Evaluation, Pass, RawReply, Wording
from interviews.models import Answer, Interview, Text
from tests.evaluations.cases import drafted, interviewer_of, pass_of, present_rating, request
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db

TABLES = (Answer, Text, Evaluation, Draft, Pass, Attempt, RawReply, DraftSection, Edit, Wording)


@pytest.fixture
def evaluation() -> Evaluation:
    """With something in every table, and two drafts."""
    evaluation = drafted()
    send(signed_in(interviewer_of(evaluation)), evaluation, present_rating(evaluation), rating="Below")
    attempt = Attempt.objects.create(work=pass_of(evaluation), number=1, engine="builtin")
    RawReply.objects.create(attempt=attempt, body="Said")
    requests.request(evaluation.answer, interviewer_of(evaluation))
    return evaluation


def url(evaluation: Evaluation) -> str:
    return f"/answers/{evaluation.answer_id}/delete/"


def test_it_asks_first_and_changes_nothing(evaluation: Evaluation) -> None:
    response = signed_in(interviewer_of(evaluation)).get(url(evaluation))
    assert "Delete for good" in response.text
    assert Answer.objects.exists()


def test_nothing_of_it_is_left_and_the_interview_stays(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    response = signed_in(interviewer_of(evaluation)).post(url(evaluation), follow=True)
    assert response.request["PATH_INFO"] == f"/interviews/{interview.pk}/"
    assert "The answer and its evaluation are deleted." in response.text
    assert [model.__name__ for model in TABLES if model.objects.exists()] == []
    assert Interview.objects.filter(pk=interview.pk).exists()


def test_another_answer_of_the_same_interview_stays_whole(evaluation: Evaluation) -> None:
    other = request(evaluation.answer.interview)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert Evaluation.objects.get() == other
    assert Text.objects.count() == 2


def test_deleting_it_again_finds_nothing(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert [client.post(url(evaluation)).status_code for _ in range(2)] == [302, 404]


def test_only_the_interviewer_deletes(evaluation: Evaluation) -> None:
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation))) == INTERVIEWER_ONLY
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation))) == INTERVIEWER_ONLY
    assert Answer.objects.exists()


def test_other_methods_are_refused(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get", "post") == set()
