"""Pasting the reply to what was asked further: it joins the evidence of the next draft."""

from uuid import uuid4

import pytest
from django.test import Client

from evaluations import present, records, replying
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from interviews.models import FollowUpReply, Text
from tests.evaluations.cases import drafted, interviewer_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db

QUESTION = "Which part of it was yours?"
REPLY = "The job that empties the queue was mine. Nobody else knew the printers."


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


@pytest.fixture
def client(evaluation: Evaluation) -> Client:
    return signed_in(interviewer_of(evaluation))


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/reply/"


def form(**typed: object) -> dict[str, object]:
    return {"id": uuid4(), "question": QUESTION, "reply": REPLY, **typed}


def test_the_reply_is_kept_and_the_next_draft_can_be_asked_for(client: Client, evaluation: Evaluation) -> None:
    response = client.post(url(evaluation), form(), follow=True)
    assert "The reply is kept." in response.text
    assert "The answer and 1 reply to what was asked further." in response.text
    kept = FollowUpReply.objects.get()
    assert (kept.answer, kept.number, kept.question_text.body, kept.reply_text.body) == (
        evaluation.answer,
        0,
        QUESTION,
        REPLY,
    )
    assert "1 reply has not been judged: draft again" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_a_probing_question_is_offered_and_told_as_asked(client: Client, evaluation: Evaluation) -> None:
    probing = present.read(evaluation).items(Section.FOLLOW_UP_QUESTIONS)[0].item.text
    assert probing in client.get(url(evaluation), {"question": probing}).text
    client.post(url(evaluation), form(question=probing))
    page = client.get(f"/evaluations/{evaluation.pk}/").text
    assert "asked</span>" in page.partition('id="section-follow_up_questions"')[2].partition("</section>")[0]
    (record,) = records.of(Evaluation.objects.all())
    assert [item.asked for item in record.items(Section.FOLLOW_UP_QUESTIONS)] == [True]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reply": " "}, "The reply is empty."),
        ({"question": ""}, "The question is empty."),
        ({"reply": "x" * 50_001}, "50,000"),
        ({"reply": "a\x00b"}, "The reply contains"),
    ],
)
def test_what_is_refused_stays_in_the_form(
    client: Client, evaluation: Evaluation, typed: dict[str, str], told: str
) -> None:
    response = client.post(url(evaluation), form(**typed))
    assert response.status_code == 422
    assert told in response.text
    assert (REPLY if "reply" not in typed else QUESTION) in response.text
    assert not FollowUpReply.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_many_times_keeps_one_reply(evaluation: Evaluation) -> None:
    one, by = uuid4(), interviewer_of(evaluation)
    texts = Text.objects.count()
    all_at_once(lambda _: replying.add_reply(evaluation.answer, one, QUESTION, REPLY, by), range(6))
    assert FollowUpReply.objects.count() == 1
    assert Text.objects.count() == texts + 2


@pytest.mark.django_db(transaction=True)
def test_replies_that_come_at_once_are_all_kept_in_some_order(evaluation: Evaluation) -> None:
    by = interviewer_of(evaluation)
    all_at_once(lambda text: replying.add_reply(evaluation.answer, uuid4(), QUESTION, text, by), list("abcdef"))
    assert list(FollowUpReply.objects.order_by("number").values_list("number", flat=True)) == list(range(6))


def test_only_the_interviewer_pastes_replies(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    assert others(interview, lambda visitor: visitor.get(url(evaluation))) == INTERVIEWER_ONLY
    assert others(interview, lambda visitor: visitor.post(url(evaluation), form())) == INTERVIEWER_ONLY
    assert not FollowUpReply.objects.exists()


def test_other_methods_are_refused(client: Client, evaluation: Evaluation) -> None:
    assert wrong_methods(client, url(evaluation), "get", "post") == set()
