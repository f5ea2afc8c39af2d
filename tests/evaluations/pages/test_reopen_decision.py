"""A decision is reopened with a reason; it and its reopening stay on record."""

import pytest

from evaluations.models import Decision, Deliberation
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    case = Case()
    case.debrief()
    case.decide(reason="We agreed.")
    return case


def reopen(case: Case, reason: str = "A reference came in.", number: int = 1) -> int:
    return case.post(case.chair, "reopen", reopening_reason=reason, number=number)


def test_it_can_be_decided_again_and_both_decisions_are_there(case: Case) -> None:
    assert reopen(case) == 302
    between = case.shown_to(case.chair)
    assert "Reopened, to decide again" in between
    assert "A reference came in." in between
    assert not Deliberation.objects.get().is_decided
    assert case.decide(verdict="No Hire", reason="The reference disagrees.") == 302
    shown = case.shown_to(case.chair)
    assert "We agreed." in shown
    assert "The reference disagrees." in shown
    assert list(Decision.objects.values_list("number", "verdict")) == [(1, "Hire"), (2, "No Hire")]
    assert Deliberation.objects.get().is_decided


def test_without_a_reason_it_stays(case: Case) -> None:
    response = signed_in(case.chair).post(case.url("reopen"), {"number": 1, "reopening_reason": " "})
    assert response.status_code == 422
    assert "Say why it is reopened" in response.text
    assert Decision.objects.in_force().exists()


def test_who_decides_reopens_and_nobody_else(case: Case) -> None:
    typed = {"number": 1, "reopening_reason": "A reference came in."}
    found = others(case.interview, lambda client: client.post(case.url("reopen"), typed))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 403, "admin": 302}


def test_twice_is_once_and_a_later_decision_is_not_reopened_by_an_old_page(case: Case) -> None:
    assert [reopen(case), reopen(case)] == [302, 302]
    case.decide()
    assert reopen(case, number=1) == 302
    assert Decision.objects.in_force().get().number == 2
    assert wrong_methods(signed_in(case.chair), case.url("reopen"), "post") == set()
