"""Records of stored evaluations: what stands, with what people changed, in as many queries for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import records, review
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from evaluations.review import Decision
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
