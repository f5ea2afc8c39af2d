"""What the committees of samples did is what members, chairs and interviewers may do, and what the rules make of it."""

from collections.abc import Iterator

import pytest

from evaluations import samples
from evaluations.candidates import Case, findings, of_case
from evaluations.models import Decision, Deliberation, Mention, Recusal, Remark, Scorecard, Vote
from evaluations.samples.plans import Phase, State, plan
from interviews.models import Candidate, Interview, Opening, Role, User
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db

MANY = 50


def test_every_phase_of_a_committee_and_every_state_of_an_interview_is_planned_for() -> None:
    plans = [plan(1, number, 2) for number in range(400)]
    assert {one.phase for one in plans} == set(Phase)
    assert {talk.state for one in plans for talk in one.talks} == set(State)
    assert {one.is_withdrawn for one in plans} == {True, False}


@pytest.fixture
def _made() -> None:
    samples.make(MANY)


def deliberated() -> Iterator[tuple[Deliberation, Case]]:
    """Every case that has one, as an admin sees it."""
    admin = User.objects.filter(role=Role.ADMIN)[0]
    for row in Deliberation.objects.select_related("opening"):
        yield row, of_case(row.candidate_id, row.opening, admin)


@pytest.mark.usefixtures("_made")
def test_a_case_is_deliberated_once_something_of_it_was_signed() -> None:
    signed = Scorecard.objects.filter(signed_at__isnull=False).values_list("interview__candidate", "interview__opening")
    assert set(signed) == set(Deliberation.objects.values_list("candidate", "opening"))


@pytest.mark.usefixtures("_made")
def test_only_members_who_may_vote_have_voted_and_the_first_votes_are_independent() -> None:
    assert Vote.objects.filter(number=2).exists()
    for vote in Vote.objects.select_related("member", "deliberation__opening"):
        case, member = vote.deliberation, vote.member
        chairs = case.opening.panelmember_set.filter(seat="chair", user=member)
        held = Interview.objects.filter(candidate=case.candidate_id, interviewer=member)
        assert member.role == Role.COMMITTEE or chairs.exists()
        assert not held.exists()
        assert not Recusal.objects.filter(deliberation=case, member=member).exists()
        assert vote.number == 1 or (case.debriefed_at and vote.cast_at > case.debriefed_at)
        assert vote.number == 2 or case.debriefed_at is None or vote.cast_at < case.debriefed_at


@pytest.mark.usefixtures("_made")
def test_a_decision_knows_what_the_rules_make_of_the_signed_scorecards() -> None:
    decided = 0
    for row, case in deliberated():
        assert case.deliberated
        assert row.is_decided == (case.deliberated.decision is not None)
        for decision in Decision.objects.filter(deliberation=row):
            [found] = findings([case])
            assert found.by_rubric
            assert decision.rubric_verdict == found.by_rubric.verdict
            assert decision.trace == [[step.text, step.decided] for step in found.by_rubric.trace]
            assert decision.verdict in case.rubric.verdict_words
            assert not Interview.objects.filter(candidate=row.candidate_id, interviewer=decision.decided_by).exists()
            assert not Recusal.objects.filter(deliberation=row, member=decision.decided_by).exists()
            decided += 1
    assert decided > MANY / 8


@pytest.mark.usefixtures("_made")
def test_remarks_are_about_what_is_there_and_nobody_is_mailed() -> None:
    for remark in Remark.objects.exclude(evaluation=None).select_related("evaluation__answer__interview"):
        assert remark.evaluation
        interview = remark.evaluation.answer.interview
        assert (interview.candidate_id, interview.opening_id) == (
            remark.deliberation.candidate_id,
            remark.deliberation.opening_id,
        )
        assert remark.item
    assert Remark.objects.exclude(addressee=None).exists()
    assert Mention.objects.exists()
    assert not Mention.objects.filter(mailed_at=None).exists()


@pytest.mark.usefixtures("_made")
def test_a_decision_keeps_what_it_was_based_on_as_it_stood() -> None:
    found = Decision.objects.filter(basis__isnull=False).select_related("basis", "deliberation")
    assert len(found) > 10
    for decision in found:
        document = decision.basis.document
        (case,) = document["cases"]
        assert document["candidate"]["id"] == str(decision.deliberation.candidate_id)
        assert [one["number"] for one in case["committee"]["decisions"]] == list(range(1, decision.number))
        assert case["committee"]["votes"]


def test_every_candidate_page_opens_for_everybody_who_may_see_it() -> None:
    samples.make(12)
    members = [User.objects.filter(role=role)[0] for role in (Role.COMMITTEE, Role.ADMIN)]
    members += list(Opening.objects.order_by("created_at")[0].panel.filter(role=Role.INTERVIEWER)[:2])
    statuses = {
        signed_in(member).get(f"/candidates/{candidate.pk}/").status_code
        for member in members
        for candidate in Candidate.objects.visible_to(member)
    }
    assert statuses == {200}
