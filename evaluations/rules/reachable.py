"""What the rules of a rubric can come to at a level: every verdict and every deciding rule, exactly and without trying
out all combinations, of which there are more than anybody could.

A rule of ratings, flags or a missing key applies for a cause. Of all cases with that cause the one in which everything
else is as good as can be has the fewest other rules and the highest mean: a rule that does not decide there decides
nowhere. Those cases, one a cause, are put to `verdict.decide` itself. What is left are bands: a band decides where some
ratings that no lower rule applies to have a mean within it, which is a matter of which sums they can have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from math import ceil

from evaluations.rules.rubric import ConfirmedFlags, Rubric
from evaluations.rules.verdict import BELOW_BANDS, Scope, decide, deciding


@dataclass(frozen=True, slots=True)
class Outcome:
    verdict: str
    rule: str
    """The one that decided, as `verdict.Step.rule` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    ratings: dict[str, str]
    flags: tuple[int, ...] = ()
    scope: Scope = "answer"


def outcomes(rubric: Rubric, level: str) -> frozenset[Outcome]:
    """All that can come of any ratings, flags and aims at the level."""
    by_cause = (_outcome(rubric, level, case) for case in _cases(rubric, level))
    return frozenset(found for found in by_cause if found.rule != "enough") | frozenset(_by_band(rubric, level))


def _outcome(rubric: Rubric, level: str, case: _Case) -> Outcome:
    decision = decide(rubric, level=level, ratings=case.ratings, flags=case.flags, aims=(), scope=case.scope)
    return Outcome(decision.verdict, deciding(decision).rule)


def _cases(rubric: Rubric, level: str) -> Iterator[_Case]:
    """For every cause the best case that has it, and the one that has nothing else."""
    best = dict.fromkeys(rubric.competency_names, rubric.rating_words[0])
    yield from (_Case(ratings=best | {name: word}) for name in best for word in rubric.rating_words)
    for rule in (*rubric.knockouts, *rubric.caps):
        if isinstance(rule, ConfirmedFlags):
            flags = (rule.severity,) * rule.count
            yield from (_Case(ratings={}, flags=flags), _Case(ratings=best, flags=flags))
    for missing in (one.name for one in rubric.competencies if level in one.key_at):
        others = {name: word for name, word in best.items() if name != missing}
        yield from (_Case(ratings=others), _Case(ratings=others, scope="scorecard"), _Case(ratings={}))


def _by_band(rubric: Rubric, level: str) -> Iterator[Outcome]:
    limits = [(f"bands.{place}", band.verdict, band.at_least) for place, band in enumerate(rubric.bands)]
    worst = rubric.verdict_words[-1]
    above = None
    for rule, verdict, at_least in [*limits, (BELOW_BANDS, worst, None)]:
        sums = _sums(_undisturbed(rubric, level, verdict))
        for count, reached in enumerate(sums[1:], 1):
            first = max(0, ceil(count * at_least)) if at_least is not None else 0
            after = max(0, ceil(count * above)) if above is not None else reached.bit_length()
            if (reached & ((1 << after) - 1)) >> first:
                yield Outcome(verdict, rule)
                break
        above = at_least


def _undisturbed(rubric: Rubric, level: str, verdict: str) -> list[list[int]]:
    """For each competency the points of the ratings that no knockout and no cap to less than the verdict applies to."""
    place = rubric.verdict_words.index(verdict)
    best = dict.fromkeys(rubric.competency_names, rubric.rating_words[0])

    def is_free(name: str, word: str) -> bool:
        decision = decide(rubric, level=level, ratings=best | {name: word}, flags=(), aims=())
        rules = [step.rule.partition(".") for step in decision.trace]
        lowest = [rubric.verdict_words.index(rubric.caps[int(at)].at_best) for what, _, at in rules if what == "caps"]
        return all(what != "knockouts" for what, _, _ in rules) and max(lowest, default=0) <= place

    return [[rating.points for rating in rubric.ratings if is_free(name, rating.word)] for name in best]


def _sums(points: list[list[int]]) -> list[int]:
    """By the number of competencies that are assessed the sums that their points can have, each a bit of a number."""
    sums = [1] + [0] * len(points)
    for given in points:
        with_it = [reduce(lambda bits, each: bits | reached << each, given, 0) for reached in sums[:-1]]
        sums = [sums[0], *(without | more for without, more in zip(sums[1:], with_it, strict=True))]
    return sums
