"""Picking a question from the bank while an answer is being typed."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from interviews.models import Answer, Interview, Question
from tests import factories
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return factories.interview()


@pytest.fixture
def client(interview: Interview) -> Client:
    return signed_in(interview.interviewer)


@pytest.fixture
def question() -> Question:
    factories.question(wording="Which deadline did you miss?")
    return factories.question(wording="Whom did you disagree with?", aims=["Collaboration"])


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/paste/"


def test_questions_are_found_by_words_of_them_and_of_their_aims(
    client: Client, interview: Interview, question: Question
) -> None:
    for words in ("disagree", "DISAGR", "collaboration whom"):
        found = client.get(f"{url(interview)}questions/", {"words": words}).text
        assert question.wording in found
        assert "deadline" not in found


@pytest.mark.parametrize("words", ["", " ", "'", "& | !", "a\x00b:*", "🌟", "x" * 5000])
def test_whatever_is_typed_into_the_search_is_answered(client: Client, interview: Interview, words: str) -> None:
    assert client.get(f"{url(interview)}questions/", {"words": words}).status_code == 200


def test_a_picked_question_fills_its_field_and_the_answer_stays(
    client: Client, interview: Interview, question: Question
) -> None:
    response = client.post(url(interview), {"id": uuid4(), "pick": question.pk, "answer": "I typed thi"})
    assert response.status_code == 200
    assert f"{question.wording}</textarea>" in response.text
    assert "I typed thi</textarea>" in response.text
    assert f'name="bank_question" value="{question.pk}"' in response.text
    assert 'class="error"' not in response.text
    assert not Answer.objects.exists()


def test_searching_without_scripts_keeps_what_was_typed(
    client: Client, interview: Interview, question: Question
) -> None:
    response = client.post(
        url(interview), {"search": "1", "words": "disagree", "question": "Half", "answer": "I typed thi"}
    )
    assert question.wording in response.text
    assert "Which deadline" not in response.text
    assert "Half</textarea>" in response.text
    assert "I typed thi</textarea>" in response.text


@pytest.mark.parametrize("pick", ["x" * 36, str(UUID(int=1)), "x", "a\x00"])
def test_picking_what_is_not_there_changes_nothing(client: Client, interview: Interview, pick: str) -> None:
    response = client.post(url(interview), {"id": uuid4(), "pick": pick, "question": "Half", "answer": "I typed"})
    assert response.status_code == 200
    assert "Half</textarea>" in response.text


def test_only_the_interviewer_searches(interview: Interview) -> None:
    assert others(interview, lambda client: client.get(f"{url(interview)}questions/")) == INTERVIEWER_ONLY


def test_other_methods_are_refused(client: Client, interview: Interview) -> None:
    assert wrong_methods(client, f"{url(interview)}questions/", "get") == set()
