"""Whatever the text: no exception, nothing invented, the same draft again."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.engines.base import FollowUp
from evaluations.engines.builtin import BuiltinEngine, data_version
from evaluations.evidence.claims import SECTIONS, Basis, PassKind
from evaluations.evidence.grounding import ground
from evaluations.rules.rubric import LEVELS
from tests.engines.builtin import answers
from tests.engines.builtin.drafting import RUBRIC, assignment, ratings, sections

_SENTENCES = [
    sentence + "."
    for answer in answers.WITH_EVIDENCE.values()
    for sentence in answer.replace("\n", " ").split(". ")
    if sentence
]
_stories = st.lists(st.sampled_from(_SENTENCES) | st.text(max_size=60), max_size=30).map(" ".join)
_kinds = st.sampled_from(list(PassKind))


@given(answer=st.text() | _stories, reply=st.text(max_size=80), kind=_kinds, level=st.sampled_from(LEVELS))
@settings(max_examples=150, deadline=None)
def test_every_claim_holds_once_its_quotes_are_looked_for(answer: str, reply: str, kind: PassKind, level: str) -> None:
    given_ = assignment(answer, kind, level=level, follow_ups=(FollowUp("And then?", reply),))
    drafted = sections(given_)
    items = ground(drafted, {"answer": answer, "follow_ups/0": reply}, RUBRIC)
    for section, claims in drafted.items():
        assert len(items[section]) == len(claims)
        for claim, item in zip(claims, items[section], strict=True):
            assert item.basis is (Basis.QUOTED if claim.quotes else Basis.ABSENT)
            assert item.rating == claim.rating


@given(answer=_stories)
@settings(max_examples=60, deadline=None)
def test_no_competency_is_rated_higher_at_a_higher_level(answer: str) -> None:
    by_level = [ratings(answer, level=level) for level in LEVELS]
    for competency in RUBRIC.competency_names:
        points = [RUBRIC.points(rated[competency].rating) or 0 for rated in by_level]
        assert points == sorted(points, reverse=True)


@given(answer=_stories, kind=_kinds)
@settings(max_examples=25, deadline=None)
def test_the_same_answer_gives_the_same_draft(answer: str, kind: PassKind) -> None:
    assert sections(assignment(answer, kind)) == sections(assignment(answer, kind))


@pytest.mark.parametrize("kind", PassKind)
@pytest.mark.parametrize("answer", [answers.SOLID, "fine"])
def test_every_section_of_the_pass_is_drafted_in_the_order_of_a_committee(kind: PassKind, answer: str) -> None:
    reply = BuiltinEngine().draft(assignment(answer, kind), lambda section, claims: None)
    assert tuple(reply.sections) == SECTIONS[kind]


def test_the_reply_says_which_word_lists_wrote_it_and_that_no_model_did() -> None:
    reply = BuiltinEngine().draft(assignment(answers.SOLID), lambda section, claims: None)
    assert (reply.model, reply.prompt_version) == (None, data_version())
    assert set(json.loads(reply.raw)) == set(SECTIONS[PassKind.FEEDBACK])


@pytest.mark.parametrize(
    "answer",
    ["a" * 50_000, "I fixed it, and " * 3_000, "we shipped 30% " * 3_000, '"' * 50_000, "I fixed it. " * 4_000],
    ids=["one word", "one sentence", "numbers", "quotes", "repetition"],
)
def test_texts_at_the_limit_of_length_are_drafted(answer: str) -> None:
    assert set(sections(assignment(answer))) == set(SECTIONS[PassKind.FEEDBACK])
