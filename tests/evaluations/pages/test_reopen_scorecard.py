"""Reopening: with a reason, a new version begins; what was signed stays readable as it is."""

import pytest

from evaluations import scorecards
from evaluations.models import Evaluation, Scorecard
from interviews.models import Interview, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, READERS, others, signed_in, wrong_methods
from tests.evaluations.signed import fill, ready, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return ready()


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/scorecard/reopen/"


def version(interview: Interview, number: int) -> str:
    return f"/interviews/{interview.pk}/scorecard/versions/{number}/"


def reopen(interview: Interview, reason: str = "I had mixed up two answers.") -> int:
    client = signed_in(interview.interviewer)
    return client.post(url(interview), {"number": 1, "reason": reason}).status_code


def test_the_next_version_begins_with_what_was_signed(interview: Interview) -> None:
    fill(interview, note="As signed.")
    sign(interview)
    assert reopen(interview) == 302
    card = scorecards.current(interview)
    assert (card.scorecard.number, card.is_signed, card.words.note) == (2, False, "As signed.")
    assert "I had mixed up two answers." in signed_in(interview.interviewer).get(version(interview, 1)[:-11]).text


def test_what_was_signed_says_the_same_whatever_comes_after(interview: Interview) -> None:
    sign(interview)
    reader = signed_in(factories.user(role=Role.ADMIN))
    reopen(interview)
    before = reader.get(version(interview, 1)).text
    evaluation = Evaluation.objects.get()
    send(signed_in(interview.interviewer), evaluation, cases.present_rating(evaluation), rating="Concern")
    fill(interview, verdict="No Hire", verdict_reason="")
    sign(interview)
    after = reader.get(version(interview, 1)).text
    for text in (before, after):
        assert "Answer 1: Meets+" in text
        assert "Reopened" in text
        assert "Answer 1: Concern" not in text
    assert "Answer 1: Concern" in reader.get(version(interview, 2)).text
    assert [one.own_verdict for one in Scorecard.objects.order_by("number")] == ["Hire", "No Hire"]


def test_without_a_reason_it_stays_signed(interview: Interview) -> None:
    sign(interview)
    assert reopen(interview, "  ") == 422
    assert Scorecard.objects.is_signed(interview.pk)


def test_while_it_is_reopened_the_committee_sees_what_was_signed_and_no_evaluation(interview: Interview) -> None:
    sign(interview)
    reopen(interview)
    member = signed_in(factories.user(role=Role.COMMITTEE))
    assert "This is what was signed before." in member.get(f"/interviews/{interview.pk}/scorecard/").text
    assert member.get(version(interview, 1)).status_code == 200
    assert member.get(f"/evaluations/{Evaluation.objects.get().pk}/").status_code == 404


def test_reopening_what_is_open_changes_nothing(interview: Interview) -> None:
    assert reopen(interview) == 302
    assert Scorecard.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_reopening_twice_at_once_makes_one_version() -> None:
    interview = signed()
    assert all_at_once(lambda _: reopen(interview), range(3)) == [302, 302, 302]
    assert Scorecard.objects.count() == 2


def test_only_the_interviewer_reopens(interview: Interview) -> None:
    sign(interview)
    typed = {"number": 1, "reason": "Mine now"}
    assert others(interview, lambda client: client.post(url(interview), typed)) == INTERVIEWER_ONLY
    assert others(interview, lambda client: client.get(url(interview))) == INTERVIEWER_ONLY


def test_a_signed_version_is_read_by_who_reads_the_interview(interview: Interview) -> None:
    sign(interview)
    seen = others(interview, lambda client: client.get(version(interview, 1)))
    assert seen == {**READERS, "committee": 200}
    assert signed_in(interview.interviewer).get(version(interview, 2)).status_code == 404


def test_a_version_that_is_open_is_not_one_of_the_signed(interview: Interview) -> None:
    assert signed_in(interview.interviewer).get(version(interview, 1)).status_code == 404


def test_other_methods_are_refused(interview: Interview) -> None:
    client = signed_in(interview.interviewer)
    assert wrong_methods(client, url(interview), "get", "post") == set()
    assert wrong_methods(client, version(interview, 1), "get") == set()
