"""Records of stored evaluations: what stands, with what people changed, in as many queries for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import present, records, review
from evaluations.evidence.claims import Section
from evaluations.forms.record import Removed
from evaluations.models import Evaluation
from evaluations.review import Decision, Words
from tests import factories
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, present_rating, request

pytestmark = pytest.mark.django_db


def test_a_record_says_what_stands_and_who_changed_it() -> None:
    evaluation = drafted()
    entry = present_rating(evaluation)
    review.rate(evaluation, Decision(author=interviewer_of(evaluation), item=entry.id, number=1), "Below")
    (record,) = records.of(Evaluation.objects.all())
    ratings = {item.competency: item.rating for item in record.items(Section.RATINGS)}
    assert record.id == str(evaluation.pk)
    assert record.answer == ANSWER
    assert ratings["Ownership"] == "Below"
    assert record.changed == {entry.id: "Ines Interviewer"}
    assert record.drafted[entry.id].rating == "Meets+"
    assert record.final_verdict == "Leaning No Hire"
    assert record.decisive == ("Ownership is rated Below: Leaning No Hire at best.",)
    assert set(record.decisive) < set(record.trace)
    assert record.origin
    assert record.origin.candidate == "Mara Example"
    assert record.origin.reviewed_by is None


def test_a_record_tells_what_people_reworded_added_removed_and_reordered() -> None:
    evaluation = drafted(claims=3)
    by = interviewer_of(evaluation)
    first, second, third = present.read(evaluation).items(Section.NOTES)
    review.reword(evaluation, Decision(author=by, item=first.id, number=1), Words(text="In my words"))
    review.remove(evaluation, Decision(author=by, item=second.id, number=1))
    review.move(evaluation, Decision(author=by, item=third.id, number=1), up=True)
    for new in ("a" * 32, "b" * 32):
        review.add(evaluation, by, Section.NOTES, new, Words(text="My own"))
    review.remove(evaluation, Decision(author=by, item="b" * 32, number=1))
    (record,) = records.of(Evaluation.objects.all())
    assert [item.text for item in record.items(Section.NOTES)] == ["notes 2", "In my words", "My own"]
    assert record.changed == {first.id: "Ines Interviewer"}
    assert record.drafted == {first.id: first.item}
    assert record.added == {"a" * 32: "Ines Interviewer"}
    assert record.removed == (Removed(Section.NOTES, second.item, "Ines Interviewer"),)


def test_what_is_still_being_drafted_is_a_record_too() -> None:
    request()
    (record,) = records.of(Evaluation.objects.all())
    assert record.sections == {}
    assert record.verdict == ""


def test_many_take_as_many_queries_as_one() -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert list(records.of(Evaluation.objects.all()))
        return len(context)

    interview = factories.interview()
    drafted(interview)
    alone = queries()
    for _ in range(4):
        drafted(interview)
    assert queries() == alone
