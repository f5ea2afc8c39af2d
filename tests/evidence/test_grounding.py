"""Of what an engine claims, a committee sees what holds, and sees of the rest that it does not."""

import pytest

from evaluations.evidence.claims import Basis, Claim, Item, Section, Span
from evaluations.evidence.grounding import InvalidReply, ground
from evaluations.rules.rubric import NOT_ASSESSED
from tests.rules.samples import DEFAULT, NAMES

TEXTS = {
    "answer": "I owned the invented rollout myself. We shipped it in nine days.",
    "follow_ups/0": "The hard part was ours. I owned the invented rollout myself, as I said.",
}
OWNED = "I owned the invented rollout"
NEVER_SAID = "I owned the whole department"


def grounded(section: Section, *claims: Claim) -> tuple[Item, ...]:
    return ground({section: claims}, TEXTS, DEFAULT)[section]


def rated(rating: str, *quotes: str, absent: bool = False) -> Item:
    claim = Claim(text="Because.", competency="Ownership", rating=rating, quotes=quotes, absent=absent)
    return grounded(Section.RATINGS, claim)[0]


@pytest.mark.parametrize(
    ("claim", "basis"),
    [
        (Claim(text="Took charge", quotes=(OWNED,)), Basis.QUOTED),
        (Claim(text="Took charge", quotes=(NEVER_SAID, OWNED)), Basis.QUOTED),
        (Claim(text="Took charge", quotes=(NEVER_SAID,)), Basis.UNVERIFIED),
        (Claim(text="Took charge"), Basis.UNVERIFIED),
        (Claim(text="No look back", absent=True), Basis.ABSENT),
        (Claim(text="No look back", quotes=(NEVER_SAID,), absent=True), Basis.UNVERIFIED),
    ],
)
def test_what_a_claim_rests_on(claim: Claim, basis: Basis) -> None:
    (item,) = grounded(Section.STRENGTHS, claim)
    assert item.basis is basis
    assert bool(item.evidence) == (basis is Basis.QUOTED)


def test_evidence_stands_once_and_in_the_order_it_was_said() -> None:
    quotes = ("The hard part was ours.", "We shipped it in nine days.", f"“{OWNED}”", OWNED)
    (item,) = grounded(Section.STRENGTHS, Claim(text="Took charge", quotes=quotes))
    assert item.evidence == (Span("answer", 0, 28), Span("answer", 37, 64), Span("follow_ups/0", 0, 23))


def test_every_competency_of_the_rubric_has_one_rating_in_its_order() -> None:
    claims = [Claim(text="", competency=name, rating="Meets", quotes=(OWNED,)) for name in reversed(NAMES[1:])]
    items = grounded(Section.RATINGS, *claims)
    assert tuple(item.competency for item in items) == NAMES
    assert (items[0].rating, items[0].basis, items[0].text) == (NOT_ASSESSED, Basis.ABSENT, "")
    assert {item.rating for item in items[1:]} == {"Meets"}


@pytest.mark.parametrize("rating", DEFAULT.rating_words)
def test_a_rating_without_a_verified_quote_is_not_assessed(rating: str) -> None:
    item = rated(rating, NEVER_SAID)
    assert (item.rating, item.claimed_rating, item.basis) == (NOT_ASSESSED, rating, Basis.UNVERIFIED)


@pytest.mark.parametrize(("rating", "kept"), [("Strong", False), ("Meets", False), ("Below", True), ("Concern", False)])
def test_what_was_not_found_may_support_below_only(rating: str, kept: bool) -> None:
    item = rated(rating, absent=True)
    assert item.basis is Basis.ABSENT
    assert (item.rating, item.claimed_rating) == ((rating, "") if kept else (NOT_ASSESSED, rating))


def test_not_assessed_needs_no_evidence() -> None:
    item = rated(NOT_ASSESSED)
    assert (item.rating, item.claimed_rating, item.basis) == (NOT_ASSESSED, "", Basis.ABSENT)


def test_a_flag_that_nothing_verifies_stays_and_says_so() -> None:
    claim = Claim(text="Nobody else is named.", label="Overclaiming contribution", severity=4, quotes=(NEVER_SAID,))
    (item,) = grounded(Section.FLAGS, claim)
    assert (item.label, item.severity, item.basis) == ("Overclaiming contribution", 4, Basis.UNVERIFIED)


@pytest.mark.parametrize("section", [Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS])
def test_questions_and_suggestions_are_no_claims_about_what_was_said(section: Section) -> None:
    (item,) = grounded(section, Claim(text="What did you try first?"))
    assert item.basis is Basis.ABSENT


def test_blank_points_are_dropped_and_the_rest_is_trimmed() -> None:
    items = grounded(Section.NOTES, Claim(text=" \n"), Claim(text=" took charge\n", quotes=(OWNED,)))
    assert [item.text for item in items] == ["took charge"]


def test_only_the_sections_that_arrived_are_grounded() -> None:
    assert ground({Section.NOTES: ()}, TEXTS, DEFAULT) == {Section.NOTES: ()}


@pytest.mark.parametrize(
    ("section", "claims", "complaint"),
    [
        (Section.RATINGS, [Claim(text="", competency="Charm", rating="Meets")], "rubric does not have"),
        (Section.RATINGS, [Claim(text="", competency="Execution", rating="Superb")], "not on the rubric's scale"),
        (Section.RATINGS, [Claim(text="", competency="Execution", rating="Meets")] * 2, "twice"),
        (Section.FLAGS, [Claim(text="x", label="Vagueness", severity=0)], "from 1 to 5"),
        (Section.FLAGS, [Claim(text="x", label="Vagueness", severity=6)], "from 1 to 5"),
        (Section.FLAGS, [Claim(text="x", label=" ", severity=2)], "without a name"),
        (Section.RECOMMENDATION, [Claim(text="x", verdict="Perhaps")], "not on the rubric's scale"),
        (Section.RECOMMENDATION, [Claim(text="x", verdict="Hire")] * 2, "more than one recommendation"),
        (Section.NOTES, [Claim(text="x" * 2_001)], "longer than 2,000 characters"),
        (Section.NOTES, [Claim(text="a\x00b")], "cannot be stored"),
        (Section.NOTES, [Claim(text="a\ud800b")], "cannot be stored"),
    ],
)
def test_a_reply_that_cannot_be_an_evaluation_is_refused(section: Section, claims: list[Claim], complaint: str) -> None:
    with pytest.raises(InvalidReply, match=complaint):
        grounded(section, *claims)


@pytest.mark.parametrize("verdict", ["Hire", "Insufficient evidence", ""])
def test_a_recommendation_is_a_word_of_the_scale_or_none(verdict: str) -> None:
    (item,) = grounded(Section.RECOMMENDATION, Claim(text="In short.", verdict=verdict))
    assert item.verdict == verdict
