"""What is being typed is kept, whatever it is."""

from uuid import uuid4

import pytest
from django.test import Client

from interviews.models import Interview, PasteDraft
from tests import factories
from tests.evaluations.cases import ANSWER, publish_rubric
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return factories.interview()


@pytest.fixture
def client(interview: Interview) -> Client:
    return signed_in(interview.interviewer, htmx=True)


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/paste/keep/"


@pytest.mark.parametrize("answer", ["", "I wa", "ع 🌟 <b>", "x" * 60_000])
def test_what_is_typed_is_there_when_the_page_is_opened_again(
    client: Client, interview: Interview, answer: str
) -> None:
    response = client.post(url(interview), {"question": "What", "answer": answer})
    assert "Kept at" in response.text
    kept = PasteDraft.objects.get()
    assert (kept.question, kept.answer) == ("What", answer)


def test_the_newest_is_kept(client: Client, interview: Interview) -> None:
    for answer in ("One", "One two", "One"):
        client.post(url(interview), {"answer": answer})
    assert PasteDraft.objects.get().answer == "One"


def test_what_no_database_stores_is_kept_without_it(client: Client, interview: Interview) -> None:
    client.post(url(interview), {"answer": "One\x00two"})
    assert PasteDraft.objects.get().answer == "One\ufffdtwo"


def test_a_copy_that_comes_after_the_form_itself_is_not_kept(client: Client, interview: Interview) -> None:
    publish_rubric()
    sent = {"id": uuid4(), "question": "What broke?", "answer": ANSWER}
    client.post(f"/interviews/{interview.pk}/paste/", sent)
    client.post(url(interview), sent)
    assert not PasteDraft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_keep_one(interview: Interview) -> None:
    client = signed_in(interview.interviewer)
    texts = [f"Version {number}" for number in range(8)]
    all_at_once(lambda text: client.post(url(interview), {"answer": text}), texts)
    assert PasteDraft.objects.get().answer in texts


def test_only_the_interviewer_types(interview: Interview) -> None:
    assert others(interview, lambda client: client.post(url(interview), {"answer": "x"})) == INTERVIEWER_ONLY
    assert not PasteDraft.objects.exists()


def test_it_is_sent_by_post(client: Client, interview: Interview) -> None:
    assert wrong_methods(client, url(interview), "post") == set()
