"""Where candidates stand in numbers follows every signature and every reopening, and nothing else."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import standings
from evaluations.evidence.claims import FlagStatus
from evaluations.models import Scorecard, Standing
from evaluations.rules.comparing import VERDICTS, scale_of
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.models import Interview
from tests import factories
from tests.evaluations import cases
from tests.evaluations.signed import decide, fill, ready, reopen, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


def rated(interview: Interview, verdict: str = "Hire", **ratings: str) -> Interview:
    decide(cases.drafted(interview, ratings=ratings), FlagStatus.CONFIRMED)
    fill(interview, verdict=verdict, verdict_reason="Heard so.")
    sign(interview)
    return interview


def beside(interview: Interview) -> Interview:
    """Another one of the same candidate for the same opening."""
    return factories.interview(candidate=interview.candidate, opening=interview.opening)


def stands(interview: Interview) -> Mapping[str, Standing]:
    of_case = Standing.objects.filter(candidate=interview.candidate, opening=interview.opening)
    return {standing.about: standing for standing in of_case}


def test_each_signature_counts() -> None:
    first = rated(factories.interview(), "Hire", Ownership="Strong", Execution=NOT_ASSESSED)
    second = rated(beside(first), "No Hire", Ownership="Meets", Execution=NOT_ASSESSED)
    found = stands(first)
    assert (found["Ownership"].mean, found["Ownership"].steps) == (4.0, 2)
    assert "Execution" not in found
    assert (found[VERDICTS].mean, found[VERDICTS].steps) == (2.5, 3)
    assert found[VERDICTS].words == ["Hire", "No Hire"]
    assert found[VERDICTS].scale == scale_of(cases.RUBRIC)
    assert found[VERDICTS].signed_at == Scorecard.objects.get(interview=second).signed_at
    assert Scorecard.objects.get(interview=first).flags == [2]


def test_what_is_reopened_counts_no_more() -> None:
    first = rated(factories.interview(), Ownership="Strong")
    second = rated(beside(first), Ownership="Meets")
    reopen(second)
    assert stands(first)["Ownership"].mean == 5.0
    reopen(first)
    assert not stands(first)


def test_own_ratings_count_instead_of_what_the_answers_combine_to() -> None:
    interview = ready()
    ratings = {**dict.fromkeys(cases.RUBRIC.competency_names, "Meets+"), "Ownership": "Below"}
    fill(interview, ratings=ratings, verdict="Leaning No Hire")
    sign(interview)
    assert stands(interview)["Ownership"].mean == 2.0


def test_another_opening_is_another_standing() -> None:
    first = rated(factories.interview(), Ownership="Strong")
    other = rated(factories.interview(candidate=first.candidate), Ownership="Below")
    assert stands(first)["Ownership"].mean == 5.0
    assert stands(other)["Ownership"].mean == 2.0


def test_what_was_signed_before_there_were_standings_is_caught_up_with() -> None:
    interview = signed()
    before = {about: standing.mean for about, standing in stands(interview).items()}
    Standing.objects.all().delete()
    standings.catch_up()
    assert {about: standing.mean for about, standing in stands(interview).items()} == before
    with CaptureQueriesContext(connection) as captured:
        standings.catch_up()
    assert not [query for query in captured if "DELETE" in query["sql"]]


def test_many_cost_as_many_statements_as_one() -> None:
    def statements(*interviews: Interview) -> int:
        with CaptureQueriesContext(connection) as captured:
            standings.restand(*((one.candidate_id, one.opening_id) for one in interviews))
        return len(captured)

    first = signed()
    assert statements(first) == statements(first, signed(), signed(beside(first)))


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_both_count() -> None:
    first = ready(verdict="Hire")
    second = ready(beside(first), verdict="Strong Hire")
    fill(second, verdict_reason="Nothing was left open.")
    all_at_once(sign, [first, second])
    assert stands(first)[VERDICTS].words == ["Hire", "Strong Hire"]
