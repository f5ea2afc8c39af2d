"""Hypothesis strategies for whole rubrics: small enough to try every case of one out, and as odd as admins can be."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations_with_replacement, product

from hypothesis import strategies as st

from evaluations.rules.checking import errors
from evaluations.rules.rubric import (
    LEVELS,
    NOT_ASSESSED,
    AnyRating,
    Band,
    Competency,
    ConfirmedFlags,
    Enough,
    KeyNotAssessed,
    RatedUnder,
    Rating,
    Rubric,
    Rule,
    Verdict,
)

_SHARES = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)])
SEVERITIES = (2, 4)
MOST_FLAGS = 2
"""What rules of these rubrics tell apart: more flags, or others, make no difference to them."""


@st.composite
def readable(draw: st.DrawFn) -> Rubric:
    """Any that can be read, whatever is wrong with it."""
    ratings = [f"rating {place}" for place in range(draw(st.integers(1, 3)))]
    verdicts = [f"verdict {place}" for place in range(draw(st.integers(1, 4)))]
    names = [f"competency {place}" for place in range(draw(st.integers(1, 3)))]
    points = draw(st.lists(st.integers(0, 6), min_size=len(ratings), max_size=len(ratings), unique=True))
    given = sorted(draw(st.sets(st.integers(0, len(verdicts) - 1), min_size=1)))
    limits = draw(st.lists(st.integers(0, 12), min_size=len(given), max_size=len(given), unique=True))
    rules = st.lists(_rules(names, ratings, verdicts), max_size=3).map(tuple)
    return Rubric(
        name="Invented",
        competencies=tuple(
            Competency(name=name, key_at=tuple(draw(st.sets(st.sampled_from(LEVELS[:2]))))) for name in names
        ),
        ratings=tuple(
            Rating(word=word, points=value, mark="star")
            for word, value in zip(ratings, sorted(points, reverse=True), strict=True)
        ),
        verdicts=tuple(Verdict(word=word, mark="star") for word in verdicts),
        knockouts=draw(rules),
        enough=Enough(answer_share=draw(_SHARES), scorecard_share=draw(_SHARES)),
        bands=tuple(
            Band(at_least=Decimal(limit) / 2, verdict=verdicts[place])
            for limit, place in zip(sorted(limits, reverse=True), given, strict=True)
        ),
        caps=draw(rules),
    )


def _rules(names: list[str], ratings: list[str], verdicts: list[str]) -> st.SearchStrategy[Rule]:
    at_best = st.sampled_from(verdicts)
    return st.one_of(
        st.builds(AnyRating, kind=st.just("any_rating"), rating=st.sampled_from(ratings), at_best=at_best),
        st.builds(
            RatedUnder,
            kind=st.just("rated_under"),
            competency=st.sampled_from(names),
            under=st.sampled_from(ratings),
            level=st.sampled_from(LEVELS[:2]),
            at_best=at_best,
        ),
        st.builds(
            ConfirmedFlags,
            kind=st.just("confirmed_flags"),
            severity=st.sampled_from(SEVERITIES),
            count=st.integers(1, 2),
            at_best=at_best,
        ),
        st.builds(KeyNotAssessed, kind=st.just("key_not_assessed"), at_best=at_best),
    )


def valid() -> st.SearchStrategy[Rubric]:
    """Those that can be published."""
    return readable().map(_without_rules_that_raise).filter(lambda rubric: not errors(rubric))


def _without_rules_that_raise(rubric: Rubric) -> Rubric:
    """Mended as an admin would: a knockout that is no lowest becomes the lowest, a verdict that nothing leads to goes.
    So most of what is drawn is valid, and the rest is left to the filter."""
    lowest = rubric.verdict_words[-1]
    knockouts = tuple(rule.model_copy(update={"at_best": lowest}) for rule in rubric.knockouts)
    used = {rule.at_best for rule in (*knockouts, *rubric.caps)} | {band.verdict for band in rubric.bands} | {lowest}
    verdicts = tuple(verdict for verdict in rubric.verdicts if verdict.word in used)
    return Rubric.model_validate(rubric.model_dump() | {"knockouts": knockouts, "verdicts": verdicts})


def every_rating(rubric: Rubric) -> Iterator[dict[str, str]]:
    for words in product((*rubric.rating_words, NOT_ASSESSED), repeat=len(rubric.competencies)):
        yield dict(zip(rubric.competency_names, words, strict=True))


def every_aim(rubric: Rubric) -> Iterator[tuple[str, ...]]:
    for chosen in product([True, False], repeat=len(rubric.competencies)):
        if any(chosen):
            yield tuple(name for name, is_in in zip(rubric.competency_names, chosen, strict=True) if is_in)


def every_flag() -> Iterator[tuple[int, ...]]:
    for count in range(MOST_FLAGS + 1):
        yield from combinations_with_replacement(SEVERITIES, count)
