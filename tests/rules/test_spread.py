"""How far apart judgements lie: no word is made up, and their order does not matter."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.rubric import NOT_ASSESSED
from evaluations.rules.spread import Spread, spread
from tests.rules.samples import DEFAULT

SCALE = DEFAULT.rating_words
words = st.lists(st.sampled_from([*SCALE, NOT_ASSESSED]), max_size=8)


def test_from_the_worst_to_the_best() -> None:
    assert spread(SCALE, ["Meets", NOT_ASSESSED, "Strong", "Below"]) == Spread("Strong", "Below", 3)


@given(words)
def test_best_and_worst_were_said_and_nothing_lies_outside(said: list[str]) -> None:
    found = spread(SCALE, said)
    assessed = [word for word in said if word != NOT_ASSESSED]
    assert (found is None) == (not assessed)
    if found:
        assert {found.best, found.worst} <= set(assessed)
        assert all(SCALE.index(found.best) <= SCALE.index(word) <= SCALE.index(found.worst) for word in assessed)
        assert (found.steps == 0) == (len(set(assessed)) == 1)


@given(words)
def test_neither_order_nor_what_was_not_assessed_matters(said: list[str]) -> None:
    assert spread(SCALE, said) == spread(SCALE, [NOT_ASSESSED, *reversed(said)])
