"""Who knows the candidate stays out, for everybody to see."""

import pytest

from evaluations.models import Recusal
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return Case()


def test_everybody_sees_who_stays_out_and_who_does_sees_nothing_of_the_others(case: Case) -> None:
    mona, mats = case.member("Mona Member"), case.member("Mats Member")
    case.vote(mats, "Hire", "Enough for me.")
    case.post(mats, "remark", remark="Ask about the outage.")
    assert case.post(mona, "recuse", recusal="We were at school together.") == 302
    assert 'Mona Member, <span dir="auto">“We were at school together.”</span>' in case.shown_to(mats)
    own = case.shown_to(mona)
    assert "Enough for me." not in own
    assert "Ask about the outage." not in own
    assert case.vote(mona) == 422
    assert case.post(mona, "remark", remark="Still, I think") == 403


def test_the_vote_of_who_stays_out_does_not_count(case: Case) -> None:
    """Votes once, and says after the debrief that they know the candidate."""
    mona = case.member()
    case.vote(mona, "Hire", "Enough for me.")
    assert case.post(mona, "recuse") == 302
    assert "Enough for me." not in case.shown_to(case.chair)
    assert "who knows the candidate" in case.shown_to(case.chair)


def test_it_can_be_taken_back_until_it_is_decided_and_both_are_kept(case: Case) -> None:
    mona = case.member()
    case.post(mona, "recuse")
    assert case.post(mona, "recuse", back="1") == 302
    assert case.vote(mona) == 302
    assert Recusal.objects.get().withdrawn_at is not None


def test_a_recused_chair_neither_opens_the_debrief_nor_decides(case: Case) -> None:
    case.post(case.chair, "recuse")
    assert case.debrief() == 403
    assert case.decide() == 403


def test_who_has_no_vote_cannot_stay_out(case: Case) -> None:
    found = others(case.interview, lambda client: client.post(case.url("recuse")))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 302, "admin": 403}


def test_too_long_a_reason_comes_back(case: Case) -> None:
    response = signed_in(case.member()).post(case.url("recuse"), {"recusal": "x" * 5001})
    assert response.status_code == 422
    assert "x" * 5001 in response.text


def test_twice_is_once_and_only_by_post(case: Case) -> None:
    mona = case.member()
    assert [case.post(mona, "recuse"), case.post(mona, "recuse")] == [302, 302]
    assert Recusal.objects.count() == 1
    assert wrong_methods(signed_in(mona), case.url("recuse"), "post") == set()
