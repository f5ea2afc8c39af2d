"""The rubric recommends: the same facts always give the same verdict, and worse facts never a better one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluations.evidence.claims import Unusable
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED
from evaluations.rules.verdict import Decision, decide
from tests.rules import samples
from tests.rules.samples import DEFAULT, NAMES, rank

SCALE = (*DEFAULT.verdict_words, INSUFFICIENT_EVIDENCE)


def all_rated(word: str, **others: str) -> dict[str, str]:
    names = {name.replace(" ", "_").lower().partition("_/")[0]: name for name in NAMES}
    return dict.fromkeys(NAMES, word) | {names[key]: value for key, value in others.items()}


def decided(ratings: Mapping[str, str], flags: Sequence[int] = (), level: str = "Junior-Mid") -> Decision:
    return decide(DEFAULT, level=level, ratings=ratings, flags=flags, aims=NAMES)


@given(samples.levels, samples.ratings, samples.severities, samples.aims, st.sampled_from([None, *Unusable]))
def test_there_is_always_a_verdict_and_one_step_that_decided_it(
    level: str, ratings: dict[str, str], flags: list[int], aims: set[str], unusable: Unusable | None
) -> None:
    decision = decide(DEFAULT, level=level, ratings=ratings, flags=flags, aims=aims, unusable=unusable)
    assert decision.verdict in SCALE
    (deciding,) = (step.text for step in decision.trace if step.decided)
    outcome = deciding.rpartition(": ")[2].removeprefix("band ")
    assert outcome.startswith((f"{decision.verdict}.", f"{decision.verdict} at best.", f"{decision.verdict} ("))


@given(samples.levels, samples.ratings, samples.severities, samples.aims, st.data())
def test_lowering_an_assessed_rating_never_raises_the_verdict(
    level: str, ratings: dict[str, str], flags: list[int], aims: set[str], data: st.DataObject
) -> None:
    assessed = [name for name, word in ratings.items() if word not in (NOT_ASSESSED, DEFAULT.rating_words[-1])]
    assume(assessed)
    name = data.draw(st.sampled_from(assessed))
    worse = DEFAULT.rating_words[DEFAULT.rating_words.index(ratings[name]) + 1 :]
    lowered = ratings | {name: data.draw(st.sampled_from(worse))}
    before = decide(DEFAULT, level=level, ratings=ratings, flags=flags, aims=aims).verdict
    after = decide(DEFAULT, level=level, ratings=lowered, flags=flags, aims=aims).verdict
    if before == INSUFFICIENT_EVIDENCE:
        assert after in (INSUFFICIENT_EVIDENCE, "No Hire")
    else:
        assert rank(after) >= rank(before)


@given(samples.levels, samples.ratings, samples.severities, st.integers(1, 5))
def test_confirming_a_flag_never_raises_the_verdict(
    level: str, ratings: dict[str, str], flags: list[int], severity: int
) -> None:
    before = decided(ratings, flags, level).verdict
    after = decided(ratings, [*flags, severity], level).verdict
    if before == INSUFFICIENT_EVIDENCE:
        assert after in (INSUFFICIENT_EVIDENCE, "No Hire")
    else:
        assert rank(after) >= rank(before)


@given(samples.levels, samples.ratings, samples.severities)
def test_the_order_of_ratings_and_flags_does_not_matter(level: str, ratings: dict[str, str], flags: list[int]) -> None:
    backwards = dict(reversed(ratings.items()))
    assert decided(ratings, flags, level) == decided(backwards, flags[::-1], level)


@given(st.lists(st.sampled_from(["Strong", "Meets+", "Meets"]), min_size=4, max_size=7))
def test_the_band_is_that_of_the_exact_mean(words: list[str]) -> None:
    mean = Fraction(sum({"Strong": 5, "Meets+": 4, "Meets": 3}[word] for word in words), len(words))
    aims = NAMES[: len(words)]
    decision = decide(DEFAULT, level="Junior-Mid", ratings=dict(zip(aims, words, strict=True)), flags=[], aims=aims)
    if mean >= Fraction(9, 2):
        assert decision.verdict == "Strong Hire"
    elif mean >= Fraction(7, 2):
        assert decision.verdict == "Hire"
    else:
        assert decision.verdict == "Leaning Hire"


def test_an_example_in_full() -> None:
    decision = decided(all_rated("Meets+", leadership="Meets"), flags=[2, 2])
    assert decision.verdict == "Hire"
    assert [step.text for step in decision.trace] == ["Mean of 7 assessed ratings is 3.86: band Hire (from 3.5)."]


@pytest.mark.parametrize(
    ("level", "ratings", "flags", "verdict"),
    [
        ("Junior-Mid", all_rated("Strong"), [5], "No Hire"),
        ("Junior-Mid", all_rated("Strong", culture_fit="Concern"), [], "No Hire"),
        ("Junior-Mid", all_rated("Strong", culture_fit="Below"), [], "Leaning No Hire"),
        ("Junior-Mid", all_rated("Strong"), [], "Strong Hire"),
        ("Junior-Mid", all_rated("Meets"), [], "Leaning Hire"),
        ("Junior-Mid", all_rated("Below"), [], "Leaning No Hire"),
        ("Junior-Mid", all_rated("Strong"), [4], "Leaning No Hire"),
        ("Junior-Mid", all_rated("Strong"), [3], "Strong Hire"),
        ("Junior-Mid", all_rated("Strong"), [3, 3], "Leaning Hire"),
        ("Junior-Mid", all_rated("Strong", execution=NOT_ASSESSED), [], "Leaning Hire"),
        ("Junior-Mid", all_rated("Strong", leadership=NOT_ASSESSED), [], "Strong Hire"),
        ("Senior", all_rated("Strong", ownership="Meets"), [], "Leaning Hire"),
        ("Senior", all_rated("Strong", leadership="Meets"), [], "Strong Hire"),
        ("Staff", all_rated("Strong", ownership="Meets"), [], "Strong Hire"),
        ("Staff", all_rated("Strong", leadership="Meets"), [], "Leaning No Hire"),
        ("Staff", all_rated("Strong", leadership=NOT_ASSESSED), [], "Leaning Hire"),
    ],
)
def test_each_rule_of_the_default_rubric(level: str, ratings: dict[str, str], flags: list[int], verdict: str) -> None:
    assert decided(ratings, flags, level).verdict == verdict


def test_a_cap_that_changes_nothing_is_still_in_the_trace() -> None:
    decision = decided(all_rated("Meets", execution="Below"), flags=[3, 3])
    assert [(step.decided, step.text) for step in decision.trace] == [
        (True, "Mean of 7 assessed ratings is 2.86: band Leaning No Hire (from 2.0)."),
        (False, "Execution is rated Below: Leaning No Hire at best."),
        (False, "2 confirmed red flags of severity 3 or more: Leaning Hire at best."),
    ]


def test_fewer_than_half_of_the_aims_is_too_little_whatever_else_is_rated() -> None:
    aims = ("Ownership", "Execution", "Culture Fit")
    ratings = {"Ownership": "Strong", "Collaboration": "Strong", "Communication": "Strong"}
    one_of_three = decide(DEFAULT, level="Senior", ratings=ratings, flags=[4], aims=aims)
    assert one_of_three.verdict == INSUFFICIENT_EVIDENCE
    assert "1 of the 3" in one_of_three.trace[0].text
    half = decide(DEFAULT, level="Senior", ratings=ratings, flags=[], aims=aims[:2])
    assert half.verdict == "Leaning Hire"


def test_a_scorecard_is_measured_against_the_whole_rubric() -> None:
    ratings = {"Ownership": "Strong", "Execution": "Strong", "Culture Fit": "Strong"}
    aims = tuple(ratings)
    assert decide(DEFAULT, level="Junior-Mid", ratings=ratings, flags=[], aims=aims).verdict == "Strong Hire"
    card = decide(DEFAULT, level="Junior-Mid", ratings=ratings, flags=[], aims=aims, scope="scorecard")
    assert card.verdict == INSUFFICIENT_EVIDENCE


@pytest.mark.parametrize("unusable", list(Unusable))
def test_an_unusable_answer_gets_no_band_yet_a_critical_flag_still_counts(unusable: Unusable) -> None:
    def verdict(flags: list[int]) -> str:
        ratings = all_rated("Strong")
        return decide(DEFAULT, level="Senior", ratings=ratings, flags=flags, aims=NAMES, unusable=unusable).verdict

    assert verdict([4]) == INSUFFICIENT_EVIDENCE
    assert verdict([5]) == "No Hire"


def test_a_key_competency_that_was_not_aimed_at_is_not_missed() -> None:
    aims = ("Communication", "Collaboration")
    decision = decide(DEFAULT, level="Senior", ratings=dict.fromkeys(aims, "Strong"), flags=[], aims=aims)
    assert decision.verdict == "Strong Hire"


def test_a_question_without_aims_aims_at_everything() -> None:
    ratings = all_rated("Strong", ownership=NOT_ASSESSED)
    free = decide(DEFAULT, level="Senior", ratings=ratings, flags=[], aims=())
    assert free == decide(DEFAULT, level="Senior", ratings=ratings, flags=[], aims=NAMES)


def test_a_rubric_that_asks_for_no_share_still_needs_a_rating() -> None:
    lenient = DEFAULT.model_copy(update={"enough": DEFAULT.enough.model_copy(update={"answer_share": Decimal(0)})})
    assert decide(lenient, level="Senior", ratings={}, flags=[], aims=NAMES).verdict == INSUFFICIENT_EVIDENCE


def test_a_rating_that_is_not_on_the_scale_is_refused() -> None:
    with pytest.raises(KeyError):
        decided({"Ownership": "Excellent"})
