"""Candidates beside each other: what can be put in numbers, and what has to be said before numbers are compared."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import combinations

from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.spread import Spread, spread

VERDICTS = ""
"""What a measure is about that is not about a competency."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one signed scorecard says in words."""

    rubric: Rubric
    verdict: str
    ratings: Mapping[str, str]
    """By competency."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What some scorecards come to in one respect."""

    about: str
    """A competency, or VERDICTS."""
    words: tuple[str, ...]
    """As they were said, one a scorecard."""
    mean: Fraction | None
    """Of ratings in the points of their scale, of verdicts in places from the worst, which is 1. None where nobody
    judged, and where the scales differ."""
    spread: Spread | None
    """None like the mean."""
    judged: int
    """How many scorecards count."""

    @property
    def steps(self) -> int | None:
        """From the lowest to the highest. One alone agrees with nobody."""
        return self.spread.steps if self.spread and self.judged > 1 else None


def scale_of(rubric: Rubric) -> str:
    """The same for rubrics that have the same ratings, points and verdicts, however else they differ."""
    ratings = [(rating.word, rating.points) for rating in rubric.ratings]
    return sha256(repr((ratings, rubric.verdict_words)).encode()).hexdigest()[:16]


def shared_scale(scorecards: Iterable[Said]) -> str:
    """Blank where there is none."""
    scales = {scale_of(said.rubric) for said in scorecards}
    return scales.pop() if len(scales) == 1 else ""


def verdict_places(rubric: Rubric) -> dict[str, int]:
    """The worst verdict is in place 1. Insufficient evidence has none."""
    return {word: place for place, word in enumerate(reversed(rubric.verdict_words), 1)}


def measures(scorecards: Sequence[Said]) -> dict[str, Measure]:
    """By what they are about: the verdicts, then each competency that one of the rubrics has."""
    shared = scorecards[0].rubric if shared_scale(scorecards) else None
    points = {rating.word: rating.points for rating in shared.ratings} if shared else {}
    places = verdict_places(shared) if shared else {}
    names = dict.fromkeys(name for said in scorecards for name in said.rubric.competency_names)
    return {
        VERDICTS: _measure(VERDICTS, [said.verdict for said in scorecards], places),
        **{
            name: _measure(name, [said.ratings.get(name, NOT_ASSESSED) for said in scorecards], points)
            for name in names
        },
    }


def _measure(about: str, words: Sequence[str], worth: Mapping[str, int]) -> Measure:
    """A word that is worth nothing on the scale (Not assessed, Insufficient evidence) counts for nothing."""
    counted = [worth[word] for word in words if word in worth]
    best_first = sorted(worth, key=lambda word: -worth[word])
    mean = Fraction(sum(counted), len(counted)) if counted else None
    return Measure(about, tuple(words), mean, spread(best_first, words), len(counted))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How somebody came by the ratings that are compared."""

    who: str
    """What to call them."""
    scale: str
    """Blank where their own interviews were rated on several."""
    versions: frozenset[str] = frozenset()
    """Of rubrics."""
    engines: frozenset[str] = frozenset()
    """Which drafted, with their models."""
    interviewers: frozenset[Hashable] = frozenset()
    interviews: int = 0


@dataclass(frozen=True, slots=True)
class Differences:
    """What an honest reader of a comparison wants to be told first; empty where there is nothing to tell."""

    is_one_scale: bool
    versions: dict[str, list[str]]
    """Who was rated under which version, where there are several."""
    engines: dict[str, list[str]]
    strangers: list[tuple[str, str]]
    """Those of whom no interviewer saw both."""
    is_seen_by_one: bool
    """Some interviewer saw all of them."""
    fewer: list[tuple[str, int]]
    """Who had fewer interviews than another, and how many."""

    def __bool__(self) -> bool:
        return bool(self.versions or self.engines or self.strangers or self.fewer or not self.is_one_scale)


def differences(compared: Sequence[Circumstances]) -> Differences:
    """Between those who were interviewed; of whom nothing is known says nothing."""
    known = [one for one in compared if one.interviews]
    most = max((one.interviews for one in known), default=0)
    pairs = combinations(known, 2)
    return Differences(
        is_one_scale=len({one.scale for one in known}) <= 1 and all(one.scale for one in known),
        versions=_by_name((one.who, one.versions) for one in known),
        engines=_by_name((one.who, one.engines) for one in known),
        strangers=[(one.who, other.who) for one, other in pairs if not one.interviewers & other.interviewers],
        is_seen_by_one=not known or bool(frozenset.intersection(*(one.interviewers for one in known))),
        fewer=[(one.who, one.interviews) for one in known if one.interviews < most],
    )


def _by_name(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Nothing where there is only one name."""
    found: dict[str, list[str]] = {}
    for who, names in named:
        for name in names:
            found.setdefault(name, []).append(who)
    return dict(sorted(found.items())) if len(found) > 1 else {}
