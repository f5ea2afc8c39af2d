"""What is put in numbers, and what is said beside them: nothing is made up, and no order matters that should not."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.comparing import (
    VERDICTS,
    Circumstances,
    Said,
    differences,
    measures,
    scale_of,
    shared_scale,
    verdict_places,
)
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rating, Rubric
from tests.rules.samples import DEFAULT, NAMES, ratings

FOUR_STEPS = DEFAULT.model_copy(
    update={"ratings": (Rating(word="Yes", points=2, mark="strong"), Rating(word="No", points=1, mark="concern"))}
)
verdicts = st.sampled_from((*DEFAULT.verdict_words, INSUFFICIENT_EVIDENCE))
scorecards = st.lists(st.builds(Said, st.just(DEFAULT), verdicts, ratings), min_size=1, max_size=6)
circumstances = st.builds(
    Circumstances,
    who=st.text(max_size=3),
    scale=st.sampled_from(["one", "other", ""]),
    versions=st.frozensets(st.sampled_from(["v1", "v2"]), min_size=1),
    engines=st.frozensets(st.sampled_from(["builtin", "a model"])),
    interviewers=st.frozensets(st.integers(1, 5), min_size=1),
    interviews=st.integers(0, 4),
)


def all_rated(rating: str, rubric: Rubric = DEFAULT) -> Said:
    return Said(rubric, DEFAULT.verdict_words[0], dict.fromkeys(rubric.competency_names, rating))


@given(scorecards)
def test_a_mean_lies_between_what_was_said_and_what_judges_nothing_has_no_number(said: list[Said]) -> None:
    found = measures(said)
    assert list(found) == [VERDICTS, *NAMES]
    for name in NAMES:
        points = [DEFAULT.points(one.ratings[name]) for one in said]
        judged = [value for value in points if value is not None]
        mean = found[name].mean
        assert (mean is None) == (found[name].spread is None) == (not judged)
        assert mean is None or min(judged) <= mean <= max(judged)
        assert (found[name].steps is None) == (len(judged) < 2)
        assert found[name].words == tuple(one.ratings[name] for one in said)


@given(scorecards)
def test_a_mean_minds_neither_the_order_nor_who_assessed_nothing(said: list[Said]) -> None:
    nothing = Said(DEFAULT, INSUFFICIENT_EVIDENCE, dict.fromkeys(NAMES, NOT_ASSESSED))
    again = measures([nothing, *reversed(said)])
    assert [one.mean for one in measures(said).values()] == [one.mean for one in again.values()]


def test_verdicts_count_from_the_worst() -> None:
    assert verdict_places(DEFAULT)["No Hire"] == 1
    two = [Said(DEFAULT, "No Hire", {}), Said(DEFAULT, "Strong Hire", {})]
    assert measures(two)[VERDICTS].mean == 3


def test_scales_that_differ_give_no_number() -> None:
    mixed = [all_rated("Meets"), all_rated("Yes", FOUR_STEPS)]
    assert shared_scale(mixed) == ""
    assert all(one.mean is None and one.spread is None for one in measures(mixed).values())


def test_a_version_that_changes_other_things_has_the_same_scale() -> None:
    assert scale_of(DEFAULT.model_copy(update={"name": "Another", "caps": ()})) == scale_of(DEFAULT)
    assert scale_of(FOUR_STEPS) != scale_of(DEFAULT)


@given(st.lists(circumstances, max_size=5))
def test_whoever_was_not_interviewed_says_nothing(compared: list[Circumstances]) -> None:
    known = [one for one in compared if one.interviews]
    assert differences(compared) == differences(known)


@given(st.lists(circumstances, min_size=2, max_size=5))
def test_whatever_differs_is_told(compared: list[Circumstances]) -> None:
    known = [one for one in compared if one.interviews]
    told = differences(compared)
    assert bool(told.versions) == (len({version for one in known for version in one.versions}) > 1)
    assert bool(told.engines) == (len({engine for one in known for engine in one.engines}) > 1)
    assert told.is_one_scale == (len({one.scale or one for one in known}) <= 1 and all(one.scale for one in known))
    assert bool(told.fewer) == (len({one.interviews for one in known}) > 1)
    assert not (told.strangers and told.is_seen_by_one)


def test_those_whom_nobody_saw_both_are_named() -> None:
    anna = Circumstances("Anna", "one", interviewers=frozenset({1, 2}), interviews=2)
    bela = Circumstances("Béla", "one", interviewers=frozenset({2, 3}), interviews=2)
    cleo = Circumstances("Cleo", "one", interviewers=frozenset({3}), interviews=1)
    told = differences([anna, bela, cleo])
    assert told.strangers == [("Anna", "Cleo")]
    assert not told.is_seen_by_one
    assert told.fewer == [("Cleo", 1)]
    assert not differences([anna])
