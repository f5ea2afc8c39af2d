"""What a hiring committee decides from: signed scorecards only, each thing one click from the words it rests on."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import present
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import CaseBody, Evaluation
from interviews.models import Candidate, Interview, Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import decide, fill, reopen, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> User:
    return factories.user(role=Role.COMMITTEE)


@pytest.fixture
def theirs() -> Interview:
    """Signed, with a confirmed flag."""
    return judged(factories.interview(interviewer=factories.user(name="Ines Interviewer")), "Strong", "Hire")


def judged(interview: Interview, ownership: str, verdict: str, *, is_signed: bool = True) -> Interview:
    evaluation = cases.drafted(interview, ratings={"Ownership": ownership, "Execution": "Not assessed"}, flags=(2,))
    decide(evaluation, FlagStatus.CONFIRMED)
    fill(interview, verdict=verdict, verdict_reason="Heard so.")
    if is_signed:
        sign(interview)
    return interview


def colleague(theirs: Interview, *, is_signed: bool = True) -> Interview:
    omar = factories.user(name="Omar Other")
    theirs.opening.panel.add(omar)
    interview = factories.interview(interviewer=omar, candidate=theirs.candidate, opening=theirs.opening)
    return judged(interview, "Below", "Leaning No Hire", is_signed=is_signed)


def page(user: User, candidate: Candidate) -> str:
    text = signed_in(user).get(f"/candidates/{candidate.pk}/").text
    return re.sub(r"\s+", " ", text)


def queries(user: User, candidate: Candidate) -> int:
    """Of the first look after a change, in a process that knows the rubric."""
    client = signed_in(user)
    client.get(f"/candidates/{candidate.pk}/")
    CaseBody.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/candidates/{candidate.pk}/")
    return len(captured)


def test_disagreement_comes_before_the_matrix_with_who_said_what(committee: User, theirs: Interview) -> None:
    colleague(theirs)
    shown = page(committee, theirs.candidate)
    assert "The verdicts lie 2 steps apart, from Leaning No Hire to Hire." in shown
    apart = shown[shown.index("Where they disagree") : shown.index(">Competencies<")]
    assert "3 steps apart" in apart
    assert apart.count("Ownership") == 1
    assert "Problem Solving" not in apart


def test_the_matrix_names_the_key_competency_that_nobody_has_evidence_for(committee: User, theirs: Interview) -> None:
    shown = page(committee, theirs.candidate)
    assert "Nobody has evidence</span> for Execution, which is key at this level." in shown


def test_each_thing_leads_to_its_item_and_its_sentence(committee: User, theirs: Interview) -> None:
    shown = page(committee, theirs.candidate)
    evaluation = Evaluation.objects.get(answer__interview=theirs)
    state = present.read(evaluation)
    leading = (Section.STRENGTHS, Section.IMPROVEMENTS, Section.FLAGS, Section.FOLLOW_UP_QUESTIONS, Section.RATINGS)
    for entry in (entry for section in leading for entry in state.items(section)):
        assert f"/evaluations/{evaluation.pk}/#item-{entry.id}" in shown
    assert f"/evaluations/{evaluation.pk}/#s1" in shown
    assert "<mark>Our parcel labels came out blank every Friday.</mark>" in shown
    assert 'id="s1"' in signed_in(committee).get(f"/evaluations/{evaluation.pk}/").text


def test_what_was_reopened_or_never_signed_is_pending_and_says_nothing(committee: User, theirs: Interview) -> None:
    colleague(theirs, is_signed=False)
    shown = page(committee, theirs.candidate)
    assert shown.count("Pending: not signed yet") == 1
    assert "Leaning No Hire" not in shown.partition('id="committee-')[0]
    reopen(theirs)
    shown = page(committee, theirs.candidate)
    assert shown.count("Pending: not signed yet") == 2
    assert "Competencies" not in shown


def test_a_panel_interviewer_sees_who_signed_and_what_only_after_signing_their_own(theirs: Interview) -> None:
    own = colleague(theirs, is_signed=False)
    before = page(own.interviewer, theirs.candidate)
    assert "What it says opens to you once you have signed your own." in before
    assert "strengths 0" not in before
    assert "Strong" not in before
    sign(own)
    after = page(own.interviewer, theirs.candidate)
    assert "What it says opens to you" not in after
    assert "Strong" in after


def test_two_openings_are_two_cases(committee: User, theirs: Interview) -> None:
    judged(factories.interview(candidate=theirs.candidate), "Below", "No Hire")
    shown = page(committee, theirs.candidate)
    assert shown.count(">Competencies<") == 2
    assert "Where they disagree" not in shown


def test_it_costs_as_many_queries_for_many_answers_as_for_one(committee: User, theirs: Interview) -> None:
    few = queries(committee, theirs.candidate)
    many = factories.interview(candidate=theirs.candidate, opening=theirs.opening)
    for _ in range(4):
        decide(cases.drafted(many))
    factories.follow_up(answer=Evaluation.objects.filter(answer__interview=many)[0].answer)
    fill(many, verdict="Hire")
    sign(many)
    assert queries(committee, theirs.candidate) == few <= 12
    assert queries(theirs.interviewer, theirs.candidate) <= 12


def test_pictures_say_their_numbers_in_words_and_are_there_only_where_something_is_compared(
    committee: User, theirs: Interview
) -> None:
    assert 'class="chart"' not in page(committee, theirs.candidate)
    colleague(theirs)
    shown = page(committee, theirs.candidate)
    verdicts = (
        "Verdicts: Strong Hire 0; Hire 1 (Ines Interviewer); Leaning Hire 0; Leaning No Hire 1 (Omar Other); No Hire 0."
    )
    assert f"<title>{verdicts}</title>" in shown
    assert "<title>Omar Other: Strong 0; Meets+ 5 (" in shown
    assert "<title>Vagueness: 5, critical 0; 4, major 0; 3, moderate 0; 2, mild 2 (" in shown
