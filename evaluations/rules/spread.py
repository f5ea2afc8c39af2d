"""How far apart some judgements on one scale lie: those of several interviewers, or of several answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    best: str
    worst: str
    steps: int
    """Of the scale, from the worst to the best; 0 where all say the same."""


def spread(scale: Sequence[str], words: Iterable[str]) -> Spread | None:
    """`scale` is best first. Words that are not on it (Not assessed, Insufficient evidence) judge nothing and count for
    nothing; None where no other is left."""
    places = [scale.index(word) for word in words if word in scale]
    if not places:
        return None
    return Spread(scale[min(places)], scale[max(places)], max(places) - min(places))
