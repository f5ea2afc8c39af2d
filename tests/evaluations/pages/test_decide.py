"""The chair records what was decided; what it was based on is frozen with it."""

import json

import pytest

from evaluations.models import Decision, DecisionBasis, Evaluation
from interviews.models import Interview
from tests import factories
from tests.evaluations import cases
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods
from tests.evaluations.signed import decide, fill, reopen, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """In the debrief, with one vote."""
    case = Case()
    case.vote(case.member("Mona Member"), "Hire", "Solid throughout.")
    case.debrief()
    return case


def shown(case: Case) -> str:
    return signed_in(case.chair).get(f"/decisions/{Decision.objects.get().pk}/").text.partition("<main")[2]


def test_it_is_at_the_head_of_the_page_with_who_decided_and_why(case: Case) -> None:
    assert case.decide(verdict="Hire", reason="All of us, for the rollback.") == 302
    page = case.shown_to(case.member())
    head = page.partition("<table")[0]
    assert "Decided" in head
    assert "Carla Chair" in head
    assert "All of us, for the rollback." in page
    assert "Override" not in page


def test_otherwise_than_the_rubric_is_shown_as_an_override(case: Case) -> None:
    case.decide(verdict="Strong Hire")
    assert Decision.objects.get().rubric_verdict == "Hire"
    assert "otherwise than the rubric, which gives Hire" in case.shown_to(case.member())
    assert "Override: the rubric gave Hire" in shown(case)


def test_everything_it_was_based_on_says_the_same_whatever_comes_after(case: Case) -> None:
    mona = case.member("Mats Member")
    case.post(mona, "vote", verdict="No Hire", reason="Too vague for me.")
    case.decide()
    before = shown(case)
    for words in ("Solid throughout.", "Too vague for me.", "strengths 0", "improvements 0", "Ines Interviewer"):
        assert words in before
    evaluation = Evaluation.objects.get(answer__interview=case.interview)
    document = json.loads(signed_in(case.chair).get(f"/decisions/{Decision.objects.get().pk}/basis.json").content)
    assert document["evaluations"][0]["id"] == str(evaluation.pk)
    assert document["evaluations"][0]["answer"] == evaluation.answer.answer_text.body
    assert [vote["verdict"] for vote in document["cases"][0]["committee"]["votes"]] == ["Hire", "No Hire"]
    reopen(case.interview)
    signed(factories.interview(candidate=case.candidate, opening=case.opening))
    assert shown(case) == before


def test_what_is_signed_later_is_named_on_the_page(case: Case) -> None:
    case.decide()
    assert "Signed after it was decided" not in case.shown_to(case.chair)
    later = factories.interview(candidate=case.candidate, opening=case.opening, interviewer=factories.user(name="Lea"))
    signed(later)
    assert "so the decision does not rest on it: Lea." in case.shown_to(case.chair)


def test_what_changed_since_the_page_was_opened_is_looked_at_first(case: Case) -> None:
    seal = case.seal(case.chair)
    case.vote(case.member(), "No Hire", "Late, but still.")
    typed = {"decision": "Hire", "decision_reason": "We agreed.", "seal": seal}
    response = signed_in(case.chair).post(case.url("decide"), typed)
    assert response.status_code == 409
    assert "Something changed since you opened the page" in response.text
    assert "We agreed." in response.text
    assert "Late, but still." in response.text
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "reason", "told"),
    [("", "x", "Choose what was decided"), ("Insufficient evidence", "x", "Choose"), ("Hire", "", "Say why")],
)
def test_what_is_missing_is_said_in_the_form(case: Case, verdict: str, reason: str, told: str) -> None:
    typed = {"decision": verdict, "decision_reason": reason, "seal": case.seal(case.chair)}
    response = signed_in(case.chair).post(case.url("decide"), typed)
    assert response.status_code == 422
    assert told in response.text


def test_before_the_debrief_there_is_nothing_to_record() -> None:
    case = Case()
    assert case.decide() == 422
    assert not Decision.objects.exists()


def test_only_a_chair_or_an_admin_who_did_not_interview_decides(case: Case) -> None:
    typed = {"decision": "Hire", "decision_reason": "We agreed.", "seal": case.seal(case.chair)}
    found = others(case.interview, lambda client: client.post(case.url("decide"), typed))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 403, "admin": 302}
    assert case.decide(case.interview.interviewer) == 403


def test_it_closes_the_votes(case: Case) -> None:
    case.decide()
    assert case.vote(case.member()) == 422
    assert "Your vote" not in case.shown_to(case.member())


def test_interviewers_who_signed_see_votes_and_decision_once_it_is_made_and_nobody_else_of_the_panel(
    case: Case,
) -> None:
    ines = case.interview.interviewer
    omar = factories.user(name="Omar Other")
    case.opening.panel.add(omar)
    Interview.objects.create(interviewer=omar, candidate=case.candidate, opening=case.opening)
    assert "Solid throughout." not in case.shown_to(ines)
    case.decide()
    assert "Solid throughout." in case.shown_to(ines)
    assert "Solid throughout." not in case.shown_to(omar)
    assert "We agreed." in case.shown_to(ines)
    assert "We agreed." not in case.shown_to(omar)
    assert "What was decided opens to you once you have signed" in case.shown_to(omar)
    address = f"/decisions/{Decision.objects.get().pk}/"
    assert [signed_in(who).get(address).status_code for who in (ines, omar, factories.user())] == [200, 403, 404]
    assert [signed_in(who).get(f"{address}basis.json").status_code for who in (ines, omar)] == [200, 403]


def test_twice_is_once_and_only_by_post(case: Case) -> None:
    seal = case.seal(case.chair)
    typed = {"decision": "Hire", "decision_reason": "We agreed.", "seal": seal}
    client = signed_in(case.chair)
    assert [client.post(case.url("decide"), typed).status_code for _ in range(2)] == [302, 302]
    assert Decision.objects.count() == DecisionBasis.objects.count() == 1
    assert wrong_methods(client, case.url("decide"), "post") == set()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does() -> None:
    case = Case()
    case.debrief()
    admin = factories.user(role="admin")
    ways = [(case.chair, "Hire"), (admin, "No Hire")] * 3
    seal = case.seal(case.chair)

    def record(way: tuple[object, str]) -> int:
        return case.post(way[0], "decide", decision=way[1], decision_reason="Because.", seal=seal)  # type: ignore[arg-type]

    statuses = all_at_once(record, ways)
    assert Decision.objects.count() == 1
    winner = Decision.objects.get().verdict
    assert [status for status, (_, verdict) in zip(statuses, ways, strict=True) if verdict == winner] == [302] * 3
    assert set(statuses) == {302, 422}


def test_several_scorecards_are_combined_by_the_rubric(case: Case) -> None:
    """A Below of a colleague caps what the mean would give."""
    other = factories.interview(candidate=case.candidate, opening=case.opening)
    decide(cases.drafted(other, ratings={"Ownership": "Concern"}))
    fill(other, verdict="No Hire")
    sign(other)
    case.decide(verdict="No Hire")
    decision = Decision.objects.get()
    assert decision.rubric_verdict == "Leaning No Hire"
