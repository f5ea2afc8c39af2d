"""Replaying everything is quick, and comes to the same verdicts as judging one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Unusable
from evaluations.rules.quick import Quick
from evaluations.rules.rubric import LEVELS, Rubric
from evaluations.rules.verdict import decide
from tests.rules import samples
from tests.rules.rubrics import every_aim, every_flag, every_rating, readable
from tests.rules.samples import DEFAULT


@given(readable(), st.sampled_from(LEVELS), st.sampled_from([None, Unusable.GARBLED]))
def test_both_come_to_the_same_in_every_case_of_any_rubric(
    rubric: Rubric, level: str, unusable: Unusable | None
) -> None:
    quick = Quick(rubric)
    for ratings in every_rating(rubric):
        for flags in every_flag():
            for aims in ((), *every_aim(rubric)):
                verdict = decide(
                    rubric, level=level, ratings=ratings, flags=flags, aims=aims, unusable=unusable
                ).verdict
                again = quick.verdict(
                    level=level, ratings=ratings, flags=flags, aims=aims, is_unusable=unusable is not None
                )
                assert again == verdict


@given(samples.levels, samples.ratings, samples.severities, samples.aims)
def test_both_come_to_the_same_by_the_default_rubric(
    level: str, ratings: dict[str, str], flags: list[int], aims: set[str]
) -> None:
    verdict = decide(DEFAULT, level=level, ratings=ratings, flags=flags, aims=aims).verdict
    again = Quick(DEFAULT).verdict(level=level, ratings=ratings, flags=flags, aims=aims, is_unusable=False)
    assert again == verdict


def test_a_rating_that_is_not_on_the_scale_is_refused() -> None:
    with pytest.raises(KeyError):
        Quick(DEFAULT).verdict(level="Senior", ratings={"Ownership": "Great"}, flags=(), aims=(), is_unusable=False)
