"""An interview is rated by its answers: nothing is made up, and no order of them matters."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.rubric import NOT_ASSESSED, Rubric, Scorecard
from evaluations.rules.scorecard import combine
from evaluations.rules.verdict import decide
from tests.rules import samples
from tests.rules.samples import DEFAULT, NAMES

LOWEST = DEFAULT.model_copy(update={"scorecard": Scorecard(combine="lowest")})

rubrics = st.sampled_from([DEFAULT, LOWEST])
answers = st.lists(samples.ratings, max_size=5)


@pytest.mark.parametrize(
    ("ratings", "mean", "lowest"),
    [
        (["Strong", "Meets+"], "Meets+", "Meets+"),
        (["Strong", "Strong", "Meets+"], "Strong", "Meets+"),
        (["Below", "Concern"], "Concern", "Concern"),
        (["Strong", "Below"], "Meets", "Below"),
        (["Meets", NOT_ASSESSED], "Meets", "Meets"),
        ([NOT_ASSESSED, NOT_ASSESSED], NOT_ASSESSED, NOT_ASSESSED),
        ([], NOT_ASSESSED, NOT_ASSESSED),
    ],
)
def test_the_rubric_names_how_answers_combine(ratings: list[str], mean: str, lowest: str) -> None:
    given_answers = [{"Execution": word} for word in ratings]
    assert combine(DEFAULT, given_answers)["Execution"] == mean
    assert combine(LOWEST, given_answers)["Execution"] == lowest


@given(rubrics, answers)
def test_each_competency_lies_between_its_lowest_and_its_highest(rubric: Rubric, given: list[dict[str, str]]) -> None:
    combined = combine(rubric, given)
    assert tuple(combined) == NAMES
    for name, word in combined.items():
        points = [value for answer in given if (value := rubric.points(answer[name])) is not None]
        got = rubric.points(word)
        assert (got is None) == (not points)
        assert got is None or min(points) <= got <= max(points)


@given(rubrics, answers, st.randoms())
def test_the_order_of_the_answers_does_not_matter(rubric: Rubric, given: list[dict[str, str]], chance: Random) -> None:
    shuffled = list(given)
    chance.shuffle(shuffled)
    assert combine(rubric, shuffled) == combine(rubric, given)


@given(rubrics, samples.ratings)
def test_one_answer_is_its_own_scorecard(rubric: Rubric, ratings: dict[str, str]) -> None:
    assert combine(rubric, [ratings]) == ratings


@given(rubrics, answers, samples.ratings, st.sampled_from(NAMES))
def test_a_lower_rating_in_an_answer_never_raises_the_combined_one(
    rubric: Rubric, given: list[dict[str, str]], ratings: dict[str, str], name: str
) -> None:
    if ratings[name] in (NOT_ASSESSED, rubric.rating_words[-1]):
        return
    lower = rubric.rating_words[rubric.rating_words.index(ratings[name]) + 1]
    before = rubric.points(combine(rubric, [*given, ratings])[name])
    after = rubric.points(combine(rubric, [*given, ratings | {name: lower}])[name])
    assert before is not None
    assert after is not None
    assert after <= before


@given(samples.levels, answers)
def test_an_answer_in_which_nothing_is_assessed_changes_nothing(level: str, given: list[dict[str, str]]) -> None:
    def verdict(of: list[dict[str, str]]) -> str:
        return decide(
            DEFAULT, level=level, ratings=combine(DEFAULT, of), flags=[], aims=NAMES, scope="scorecard"
        ).verdict

    assert verdict([*given, dict.fromkeys(NAMES, NOT_ASSESSED)]) == verdict(given)


def test_without_a_word_about_it_a_rubric_combines_by_the_mean() -> None:
    silent = Rubric.from_toml(samples.SOURCE.replace('[scorecard]\ncombine = "mean"\n', ""))
    assert silent.scorecard.combine == "mean"
