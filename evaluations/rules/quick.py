"""The verdicts of `verdict.decide` without their reasons, some hundred thousand a second: for replaying all there is.

What a rule makes of a rating is looked up in a table that is made once for each level. A test holds both to the same
verdict for every rubric.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import ceil

from evaluations.rules.rubric import (
    INSUFFICIENT_EVIDENCE,
    NOT_ASSESSED,
    AnyRating,
    ConfirmedFlags,
    KeyNotAssessed,
    RatedUnder,
    Rubric,
    Rule,
)

_NONE = -1
"""The rank where no rule applies; ranks are places among the verdicts, 0 the best."""


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The lowest verdict that some rules leave, by what they apply to."""

    ratings: dict[str, dict[str, int]]
    """By competency, by rating."""
    flags: tuple[tuple[int, int, int], ...]
    """(severity, count, rank)."""
    missing_key: int

    def of(self, assessed: Mapping[str, str], flags: Sequence[int], *, is_key_missing: bool) -> int:
        rank = self.missing_key if is_key_missing else _NONE
        for name, word in assessed.items():
            rank = max(rank, self.ratings[name][word])
        for severity, count, lower in self.flags:
            if lower > rank and sum(each >= severity for each in flags) >= count:
                rank = lower
        return rank


@dataclass(frozen=True, slots=True)
class _Level:
    knockouts: _Ranks
    caps: _Ranks
    keys: frozenset[str]


@dataclass
class Quick:
    rubric: Rubric
    _levels: dict[str, _Level] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._points = {rating.word: rating.points for rating in self.rubric.ratings}
        self._share = Fraction(self.rubric.enough.answer_share)
        self._limits = cache(self._limits_of)

    def verdict(
        self, *, level: str, ratings: Mapping[str, str], flags: Sequence[int], aims: Collection[str], is_unusable: bool
    ) -> str:
        """Of an answer. KeyError for a rating that is not on the rubric's scale."""
        if level not in self._levels:
            self._levels[level] = self._level(level)
        rules, names = self._levels[level], self.rubric.competency_names
        assessed = {name: word for name in names if (word := ratings.get(name, NOT_ASSESSED)) != NOT_ASSESSED}
        points = sum(self._points[word] for word in assessed.values())
        aimed = [name for name in names if name in aims] or names
        is_key_missing = any(name in rules.keys and name not in assessed for name in aimed)
        words = self.rubric.verdict_words
        knockout = rules.knockouts.of(assessed, flags, is_key_missing=is_key_missing)
        if knockout != _NONE:
            return words[knockout]
        enough = sum(name in assessed for name in aimed) >= self._share * len(aimed)
        if is_unusable or not assessed or not enough:
            return INSUFFICIENT_EVIDENCE
        band = next((rank for limit, rank in self._limits(len(assessed)) if points >= limit), len(words) - 1)
        return words[max(band, rules.caps.of(assessed, flags, is_key_missing=is_key_missing))]

    def _limits_of(self, count: int) -> list[tuple[int, int]]:
        """(sum of the points from which on, rank) of each band for so many ratings."""
        rank = self.rubric.verdict_words.index
        return [(ceil(band.at_least * count), rank(band.verdict)) for band in self.rubric.bands]

    def _level(self, level: str) -> _Level:
        keys = frozenset(one.name for one in self.rubric.competencies if level in one.key_at)
        return _Level(self._ranks(self.rubric.knockouts, level), self._ranks(self.rubric.caps, level), keys)

    def _ranks(self, rules: Sequence[Rule], level: str) -> _Ranks:
        rank, scale = self.rubric.verdict_words.index, self.rubric.rating_words

        def applies(rule: Rule, name: str, place: int) -> bool:
            if isinstance(rule, AnyRating):
                return place >= scale.index(rule.rating)
            if isinstance(rule, RatedUnder):
                return (rule.level, rule.competency) == (level, name) and place > scale.index(rule.under)
            return False

        def lowest(name: str, place: int) -> int:
            return max((rank(rule.at_best) for rule in rules if applies(rule, name, place)), default=_NONE)

        ratings = {
            name: {word: lowest(name, place) for place, word in enumerate(scale)}
            for name in self.rubric.competency_names
        }
        flags = [(rule.severity, rule.count, rank(rule.at_best)) for rule in rules if isinstance(rule, ConfirmedFlags)]
        keys = [rank(rule.at_best) for rule in rules if isinstance(rule, KeyNotAssessed)]
        return _Ranks(ratings, tuple(flags), max(keys, default=_NONE))
