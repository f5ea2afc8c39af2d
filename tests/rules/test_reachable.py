"""What a rubric can come to is told exactly: as much as trying every case out finds, and no more."""

from typing import get_args

from hypothesis import given, settings

from evaluations.rules.reachable import Outcome, outcomes
from evaluations.rules.rubric import LEVELS, Rubric
from evaluations.rules.verdict import Scope, decide, deciding
from tests.rules.rubrics import every_aim, every_flag, every_rating, readable


@settings(max_examples=150)
@given(readable())
def test_it_is_what_trying_every_case_out_finds(rubric: Rubric) -> None:
    for level in LEVELS[:2]:
        assert outcomes(rubric, level) == by_trying(rubric, level)


def by_trying(rubric: Rubric, level: str) -> frozenset[Outcome]:
    decisions = (
        decide(rubric, level=level, ratings=ratings, flags=flags, aims=aims, scope=scope)
        for ratings in every_rating(rubric)
        for flags in every_flag()
        for aims in every_aim(rubric)
        for scope in get_args(Scope)
    )
    found = {Outcome(decision.verdict, deciding(decision).rule) for decision in decisions}
    return frozenset(outcome for outcome in found if outcome.rule != "enough")
