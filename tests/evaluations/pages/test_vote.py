"""Members vote before they see the others' votes, and may change theirs after the debrief; both are kept."""

import pytest

from evaluations.models import Vote
from tests import factories
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods
from tests.evaluations.signed import reopen
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
REASON = "The rollback was theirs alone."


@pytest.fixture
def case() -> Case:
    return Case()


def test_what_the_others_voted_opens_with_ones_own_vote(case: Case) -> None:
    mona, mats = case.member("Mona Member"), case.member("Mats Member")
    assert case.vote(mona, "No Hire", REASON) == 302
    before = case.shown_to(mats)
    assert "Voted so far: Mona Member." in before
    assert REASON not in before
    assert "No Hire</span>" not in before.partition('id="votes-')[2].partition("<form")[0]
    assert case.vote(mats, "Hire", "Enough for me.") == 302
    after = case.shown_to(mats)
    assert REASON in after
    assert "Enough for me." in after


def test_no_decision_is_a_vote_with_a_reason_too(case: Case) -> None:
    mona = case.member()
    case.vote(mona, "none", "I cannot tell from one interview.")
    assert Vote.objects.get().verdict == ""
    assert "No decision" in case.shown_to(mona)


def test_who_has_seen_the_others_votes_changes_theirs_only_after_the_debrief_and_both_are_kept(case: Case) -> None:
    mona = case.member()
    case.vote(mona, "Hire", REASON)
    assert case.vote(mona, "No Hire", "On second thought.") == 422
    assert Vote.objects.count() == 1
    case.debrief()
    assert case.vote(mona, "No Hire", "Omar's point convinced me.") == 302
    shown = case.shown_to(case.chair)
    assert REASON in shown
    assert "Omar&#x27;s point convinced me." in shown
    assert list(Vote.objects.order_by("number").values_list("number", "verdict")) == [(1, "Hire"), (2, "No Hire")]


def test_who_votes_after_the_votes_were_open_is_marked(case: Case) -> None:
    case.debrief()
    mona = case.member()
    case.vote(mona)
    assert "voted after the votes were open" in case.shown_to(mona)


def test_interviewers_and_admins_have_no_vote_and_see_none_before_the_debrief(case: Case) -> None:
    case.vote(case.member(), "Hire", REASON)
    found = others(case.interview, lambda client: client.post(case.url("vote"), {"verdict": "Hire", "reason": "x"}))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 302, "admin": 403}
    assert case.vote(case.interview.interviewer) == 403
    assert REASON not in case.shown_to(case.interview.interviewer)
    assert REASON not in case.shown_to(factories.user(role="admin"))


def test_a_chair_who_interviewed_has_no_vote(case: Case) -> None:
    """Whoever set the opening up chairs it, here its interviewer."""
    assert case.opening.panelmember_set.filter(user=case.interview.interviewer, seat="chair").exists()
    assert case.vote(case.interview.interviewer) == 403
    assert "Ines Interviewer, who interviewed the candidate" in case.shown_to(case.chair)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": REASON}, "Choose what you vote for"),
        ({"verdict": "Perhaps", "reason": REASON}, "Choose what you vote for"),
        ({"verdict": "Hire", "reason": " "}, "Say in a sentence why"),
        ({"verdict": "Hire", "reason": "x" * 5001}, "5,000"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(
    case: Case, typed: dict[str, str], told: str
) -> None:
    for htmx in (False, True):
        response = signed_in(case.member(), htmx=htmx).post(case.url("vote"), typed)
        assert response.status_code == 422
        assert told in response.text
        assert typed["reason"].strip() in response.text
    assert not Vote.objects.exists()


def test_the_same_vote_again_changes_nothing(case: Case) -> None:
    mona = case.member()
    assert [case.vote(mona), case.vote(mona)] == [302, 302]
    assert Vote.objects.count() == 1


def test_it_is_sent_and_nothing_else(case: Case) -> None:
    mona = case.member()
    assert wrong_methods(signed_in(mona), case.url("vote"), "get", "post") == set()
    assert "Your vote, before you see the others" in signed_in(mona).get(case.url("vote")).text


def test_nothing_signed_is_nothing_to_vote_on() -> None:
    interview = factories.interview()
    url = f"/candidates/{interview.candidate_id}/openings/{interview.opening_id}/vote/"
    response = signed_in(factories.user(role="committee")).post(url, {"verdict": "Hire", "reason": "x"})
    assert response.status_code == 422
    assert "Nothing is signed yet" in response.text


def test_a_vote_stays_when_the_scorecard_is_reopened(case: Case) -> None:
    mona = case.member()
    case.vote(mona, "Hire", REASON)
    reopen(case.interview)
    shown = case.shown_to(mona)
    assert "Pending: not signed yet" in shown
    assert REASON in shown


@pytest.mark.django_db(transaction=True)
def test_of_the_same_vote_sent_many_times_at_once_one_is_kept(case: Case) -> None:
    mona = case.member()
    assert all_at_once(lambda _: case.vote(mona), range(8)) == [302] * 8
    assert Vote.objects.count() == 1
