"""What waits for whoever signs in."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from evaluations import signing
from evaluations.evidence.claims import PassKind
from evaluations.models import Evaluation, Pass
from interviews.models import Candidate, Interview, PasteDraft, Role, User
from tests import factories
from tests.evaluations.cases import drafted, interviewer_of, request
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import SIGN_IN, others, signed_in, wrong_methods
from tests.evaluations.signed import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def interviewer() -> User:
    return factories.user()


def held(interviewer: User, name: str) -> Interview:
    return factories.interview(interviewer=interviewer, candidate=factories.candidate(name=name))


def review(evaluation: Evaluation) -> None:
    Evaluation.objects.filter(pk=evaluation.pk).update(
        reviewed_at=timezone.now(), reviewed_by=interviewer_of(evaluation)
    )


def home(user: User) -> str:
    return signed_in(user).get("/").text


def in_order(text: str, *words: str) -> list[str]:
    """Those of the words that the page says, as often and in the order in which it says them."""
    return re.findall("|".join(map(re.escape, words)), strip_tags(text))


def test_failed_drafts_come_first_then_the_oldest_then_what_is_to_be_pasted(interviewer: User) -> None:
    drafted(held(interviewer, "Old Drafted"))
    request(held(interviewer, "Being Drafted"))
    failed = drafted(held(interviewer, "Failed Last"))
    Pass.objects.filter(draft=failed.draft_id, kind=PassKind.FEEDBACK).update(state=Pass.State.FAILED)
    held(interviewer, "Nothing Yet")
    typing = held(interviewer, "Half Typed")
    PasteDraft.objects.create(user=interviewer, interview=typing, answer="I was")
    expected = [
        *("Failed Last", "draft failed, try again"),
        *("Old Drafted", "to review"),
        *("Being Drafted", "being drafted"),
        *("Half Typed", "typed, not evaluated yet"),
        *("Nothing Yet", "no answer yet"),
    ]
    assert in_order(home(interviewer), *expected) == expected


def test_what_is_reviewed_waits_no_more(interviewer: User) -> None:
    review(drafted(held(interviewer, "Done With")))
    assert "to review" not in home(interviewer)


def test_what_is_reviewed_waits_to_be_signed_and_what_was_reopened_comes_first(interviewer: User) -> None:
    reviewed, open_too = held(interviewer, "All Reviewed"), held(interviewer, "Half Reviewed")
    review(drafted(reviewed))
    review(drafted(open_too))
    drafted(open_too)
    reopened = signed(held(interviewer, "Opened Again"))
    signed(held(interviewer, "Is Signed"))
    signing.reopen(reopened, interviewer, "A rating was wrong.", 1)
    text = home(interviewer)
    expected = ["Opened Again", "reopened, to sign again", "All Reviewed", "to sign"]
    assert in_order(text.partition("To sign")[2], "Half Reviewed", "Is Signed", *expected) == expected


def test_a_withdrawn_candidate_waits_no_more(interviewer: User) -> None:
    drafted(held(interviewer, "Gone One"))
    held(interviewer, "Gone Two")
    Candidate.objects.update(status=Candidate.Status.WITHDRAWN)
    assert "Gone" not in home(interviewer)


def test_an_empty_draft_of_typing_is_nothing_typed(interviewer: User) -> None:
    evaluation = drafted(held(interviewer, "Already There"))
    PasteDraft.objects.create(user=interviewer, interview=evaluation.answer.interview)
    assert in_order(home(interviewer), "Already There") == ["Already There"]


def test_where_nothing_waits_it_says_how_to_start(interviewer: User) -> None:
    assert "Start with a new interview" in home(interviewer)


def test_nobody_sees_what_waits_for_somebody_else(interviewer: User) -> None:
    evaluation = drafted(held(interviewer, "Somebody's Own"))
    seen = others(evaluation.answer.interview, lambda client: client.get("/"))
    assert seen == {"nobody": SIGN_IN, "stranger": 200, "shadow": 200, "panel": 200, "committee": 200, "admin": 200}
    for role in Role:
        assert "Somebody" not in home(factories.user(role=role))


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADMIN])
def test_the_committee_and_admins_see_what_was_reviewed_newest_first(interviewer: User, role: Role) -> None:
    for name in ("First Reviewed", "Then Reviewed"):
        signed(held(interviewer, name))
    drafted(held(interviewer, "Not Yet"))
    text = home(factories.user(role=role)).partition("Reviewed evaluations")[2]
    expected = ["Then Reviewed", "Hire", "First Reviewed", "Hire"]
    assert in_order(text, "Not Yet", *expected) == expected


def test_it_costs_as_many_queries_for_many_as_for_one(interviewer: User) -> None:
    def count() -> int:
        client = signed_in(interviewer)
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    drafted(held(interviewer, "One"))
    review(drafted(held(interviewer, "Signable")))
    held(interviewer, "Two")
    few = count()
    for number in range(8):
        drafted(held(interviewer, f"More {number}"))
        held(interviewer, f"Empty {number}")
        review(drafted(held(interviewer, f"Signable {number}")))
    assert count() == few


def test_other_methods_are_refused(interviewer: User) -> None:
    assert wrong_methods(signed_in(interviewer), "/", "get") == set()


def test_an_admin_who_interviews_sees_what_waits_and_what_was_reviewed() -> None:
    admin = factories.user(role=Role.ADMIN)
    drafted(factories.interview(interviewer=admin, candidate=factories.candidate(name="Wait Ing")))
    page = signed_in(admin).get("/").content.decode()
    assert "Wait Ing" in page
    assert "Reviewed evaluations" in page


def test_a_member_finds_what_they_have_not_voted_on_and_a_chair_what_is_in_the_debrief() -> None:
    case = Case()
    mona = case.member()
    assert "To vote on" in home(mona)
    assert "To decide" not in home(case.chair)
    case.vote(mona)
    case.debrief()
    assert "To vote on" not in home(mona)
    assert "Nothing waits for you" in home(mona)
    assert "To decide" in home(case.chair)
    assert "To vote on" in home(case.chair)
    case.decide()
    assert "To decide" not in home(case.chair)
    assert "To vote on" not in home(case.chair)


def test_what_one_stays_out_of_or_interviewed_waits_for_nobody_elses_vote() -> None:
    case = Case()
    mona = case.member()
    case.post(mona, "recuse")
    assert "To vote on" not in home(mona)
    assert "To vote on" not in home(case.interview.interviewer)
    assert "To vote on" not in home(factories.user(role=Role.ADMIN))
