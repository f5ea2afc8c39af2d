"""What others left to ask: its wording, after they signed, where the opening allows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from evaluations import signing
from evaluations.models import OpeningPolicy
from interviews.models import Interview
from tests import factories
from tests.evaluations.cases import ANSWER
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.signed import ready, sign, signed

pytestmark = pytest.mark.django_db


def next_after(before: Interview, *, allowed: bool = True) -> Interview:
    """Another interview of the same candidate for the same opening."""
    OpeningPolicy.objects.filter(opening=before.opening_id).update(hands_on_questions=allowed)
    return factories.interview(candidate=before.candidate, opening=before.opening)


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/questions/"


def region(interview: Interview) -> str:
    return signed_in(interview.interviewer, htmx=True).get(url(interview)).text


QUESTION = "follow_up_questions 0"
"""As the cases draft it."""


def test_the_next_interviewer_reads_the_wording_and_nothing_else() -> None:
    before = signed()
    said = strip_tags(region(next_after(before)))
    assert QUESTION in said
    for hidden in (*ANSWER.split(". "), "Meets", "Hire", before.interviewer.email, "On Ownership"):
        assert hidden not in said


def test_a_question_leads_to_the_form_with_its_wording_filled_in() -> None:
    following = next_after(signed())
    address = f"/interviews/{following.pk}/paste/?question=follow_up_questions%200"
    assert f'href="{address}"' in region(following)
    assert QUESTION in signed_in(following.interviewer).get(address).text


def test_nothing_is_handed_on_before_the_scorecard_is_signed_nor_while_it_is_reopened() -> None:
    before = ready()
    following = next_after(before)
    assert region(following).strip() == ""
    sign(before)
    assert QUESTION in region(following)
    signing.reopen(before, before.interviewer, "A rating was wrong.", 1)
    assert region(following).strip() == ""


def test_an_opening_allows_it_or_not() -> None:
    assert region(next_after(signed(), allowed=False)).strip() == ""


def test_another_opening_or_candidate_hands_on_nothing() -> None:
    before = signed()
    next_after(before)
    elsewhere = factories.interview(candidate=before.candidate)
    OpeningPolicy.objects.of(elsewhere.opening)
    OpeningPolicy.objects.update(hands_on_questions=True)
    somebody = factories.interview(opening=before.opening)
    assert (region(elsewhere).strip(), region(somebody).strip()) == ("", "")


@pytest.mark.parametrize("how", ["further", "anew"])
def test_what_anybody_asked_since_is_left_to_nobody(how: str) -> None:
    before = signed()
    following = next_after(before)
    if how == "anew":
        factories.answer(interview=following, question=QUESTION)
    else:
        factories.follow_up(answer=factories.answer(interview=following), question=QUESTION)
    assert region(following).strip() == ""


def test_the_page_says_where_nothing_is_left() -> None:
    following = next_after(signed(), allowed=False)
    assert "Nothing is left to ask." in signed_in(following.interviewer).get(url(following)).text


def test_it_costs_as_many_queries_for_many_as_for_one() -> None:
    def count(answers: int) -> int:
        following = next_after(signed(answers=answers))
        client = signed_in(following.interviewer, htmx=True)
        with CaptureQueriesContext(connection) as captured:
            client.get(url(following))
        return len(captured)

    assert count(1) == count(5)


def test_only_who_runs_the_interview_asks() -> None:
    following = next_after(signed())
    assert others(following, lambda client: client.get(url(following))) == INTERVIEWER_ONLY


def test_other_methods_are_refused() -> None:
    following = next_after(signed())
    assert wrong_methods(signed_in(following.interviewer), url(following), "get") == set()
