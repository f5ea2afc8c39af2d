"""The chair opens all votes to everybody who votes."""

import pytest

from evaluations.models import Deliberation
from tests import factories
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return Case()


def test_it_opens_the_votes_to_who_has_not_voted_to_the_chair_and_to_admins(case: Case) -> None:
    case.vote(case.member("Mona Member"), "No Hire", "I doubt the outage.")
    readers = [case.member("Mats Member"), case.chair, factories.user(role="admin")]
    assert not any("I doubt the outage." in case.shown_to(reader) for reader in readers)
    assert case.debrief() == 302
    assert all("I doubt the outage." in case.shown_to(reader) for reader in readers)
    assert "I doubt the outage." not in case.shown_to(case.interview.interviewer)


def test_an_admin_stands_in_for_the_chair(case: Case) -> None:
    admin = factories.user(role="admin")
    assert "Begin the debrief" in case.shown_to(admin)
    assert case.debrief(admin) == 302
    assert Deliberation.objects.get().debriefed_by == admin


def test_nobody_else_opens_it(case: Case) -> None:
    found = others(case.interview, lambda client: client.post(case.url("debrief")))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 403, "admin": 302}


def test_a_chair_who_interviewed_the_candidate_does_not(case: Case) -> None:
    response = signed_in(case.interview.interviewer).post(case.url("debrief"))
    assert response.status_code == 403
    assert "You interviewed the candidate." in response.text
    assert Deliberation.objects.get().debriefed_at is None


def test_twice_is_once_and_only_by_post(case: Case) -> None:
    case.debrief()
    first = Deliberation.objects.get().debriefed_at
    assert case.debrief() == 302
    assert Deliberation.objects.get().debriefed_at == first
    assert wrong_methods(signed_in(case.chair), case.url("debrief"), "post") == set()
