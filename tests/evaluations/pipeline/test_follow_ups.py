"""What was asked further: the replies are read with the answer, and what rests on them leads to them."""

import pytest

from evaluations import present, records, requests
from evaluations.evidence.claims import PassKind, Section, Span
from evaluations.models import Evaluation
from evaluations.moving import delete
from evaluations.pipeline import passes
from interviews.models import Answer, FollowUpReply, Text
from tests import factories
from tests.evaluations.cases import answered, interviewer_of, pass_of, publish_rubric
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

# Invented, like who said it.
VAGUE = "The parcel labels came out blank. We fixed it."
QUESTION = "Which part of that was yours?"
REPLY = "I read the printer logs for two weeks and found a queue that nobody emptied. I wrote a job that empties it."


@pytest.fixture
def answer() -> Answer:
    publish_rubric()
    return answered(factories.interview(), VAGUE)


def draft(answer: Answer) -> Evaluation:
    evaluation = requests.request(answer, answer.interview.interviewer)
    for kind in PassKind:
        passes.run(pass_of(evaluation, kind).pk)
    return evaluation


def evidence(evaluation: Evaluation) -> set[Span]:
    return {span for entry in present.read(evaluation).by_id.values() for span in entry.item.evidence}


def test_a_claim_may_rest_on_a_reply(answer: Answer) -> None:
    factories.follow_up(answer=answer, question=QUESTION, reply=REPLY)
    spans = {span for span in evidence(draft(answer)) if span.text == "follow_ups/0"}
    assert "I read the printer logs for two weeks and found a queue that nobody emptied." in {
        REPLY[span.start : span.end] for span in spans
    }


def test_the_page_shows_what_was_asked_further_with_its_evidence(answer: Answer) -> None:
    factories.follow_up(answer=answer, question=QUESTION, reply=REPLY)
    evaluation = draft(answer)
    page = signed_in(interviewer_of(evaluation)).get(f"/evaluations/{evaluation.pk}/").text
    assert QUESTION in page
    said = page.partition(QUESTION)[2]
    # The answer has two sentences, so the reply's first is the third.
    assert 'id="s3"' in said
    assert "<mark>I read the printer logs" in said


def test_a_draft_keeps_to_the_replies_it_has_read(answer: Answer) -> None:
    factories.follow_up(answer=answer, question=QUESTION, reply=REPLY)
    draft(answer)
    factories.follow_up(answer=answer, question="And then?", reply="Since then not one label was blank.")
    (record,) = records.of(Evaluation.objects.all())
    assert [(asked.question, asked.reply) for asked in record.follow_ups] == [(QUESTION, REPLY)]


def test_replies_are_read_in_the_order_in_which_they_were_asked(answer: Answer) -> None:
    replies = [f"Reply number {number} of the invented candidate was short." for number in range(12)]
    for reply in replies:
        factories.follow_up(answer=answer, reply=reply)
    draft(answer)
    (record,) = records.of(Evaluation.objects.all())
    assert [asked.reply for asked in record.follow_ups] == replies
    assert record.items(Section.RATINGS)


def test_replies_go_with_their_answer(answer: Answer) -> None:
    factories.follow_up(answer=answer)
    draft(answer)
    delete(answer)
    assert not FollowUpReply.objects.exists()
    assert not Text.objects.exists()
