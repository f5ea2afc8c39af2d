"""Whether the parts of a rubric fit together: names of their own, no rule about what is not there, bands in order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluations.rules.rubric import Rubric

Path = tuple[str | int, ...]
"""Where something stands in a rubric: keys, and places counted from 0."""
_FALLING = {
    ("ratings", "points"): "The points of the ratings must fall from the first to the last.",
    ("bands", "at_least"): "The limits of the bands must fall from the first to the last.",
    ("bands", "verdict"): "The verdicts of the bands must fall from the first to the last, as the verdicts are listed.",
}
_NAMED = (("competency", "competencies", "name"), ("rating", "ratings", "word"), ("verdict", "verdicts", "word"))
_OF_RULES = (("competency", "competency"), ("rating", "rating"), ("rating", "under"), ("level", "level"))
"""What is named under which key of a rule."""


@dataclass(frozen=True, slots=True)
class Misfit:
    path: Path
    text: str


class Misfits(ValueError):
    """Parts of a rubric that do not fit together."""

    def __init__(self, found: Sequence[Misfit]) -> None:
        super().__init__(" ".join(misfit.text for misfit in found))
        self.found = found


def misfits(rubric: "Rubric", levels: Sequence[str]) -> Iterator[Misfit]:
    known: dict[str, Sequence[str]] = {
        "competency": rubric.competency_names,
        "rating": rubric.rating_words,
        "verdict": rubric.verdict_words,
        "level": levels,
    }
    for what, part, key in _NAMED:
        for place, word in enumerate(known[what]):
            if word in known[what][:place]:
                yield Misfit((part, place, key), f"Every {what} needs a name of its own.")
    for what, path, word in _references(rubric):
        if word not in known[what]:
            text = f"A rule names the {what} {word!r}, which this rubric does not have."
            yield Misfit(path, text + (near(word, known[what]) or f" It has {', '.join(known[what])}."))
    yield from _rising(rubric)


def _rising(rubric: "Rubric") -> Iterator[Misfit]:
    """What has to fall from the first to the last, and does not."""
    verdicts = rubric.verdict_words
    lists: dict[tuple[str, str], Sequence[Decimal | int]] = {
        ("ratings", "points"): [rating.points for rating in rubric.ratings],
        ("bands", "at_least"): [band.at_least for band in rubric.bands],
        ("bands", "verdict"): [-verdicts.index(band.verdict) for band in rubric.bands if band.verdict in verdicts],
    }
    for (part, key), values in lists.items():
        for place, (before, after) in enumerate(pairwise(values), 1):
            if after >= before:
                yield Misfit((part, place, key), _FALLING[part, key])


def _references(rubric: "Rubric") -> Iterator[tuple[str, Path, str]]:
    """Every word that stands for another part of the rubric: what it names, where it stands."""
    for place, word in enumerate(rubric.absence_supports):
        yield "rating", ("absence_supports", place), word
    for place, competency in enumerate(rubric.competencies):
        for at, level in enumerate(competency.key_at):
            yield "level", ("competencies", place, "key_at", at), level
        for level in competency.expectations:
            yield "level", ("competencies", place, "expectations", level), level
    for place, band in enumerate(rubric.bands):
        yield "verdict", ("bands", place, "verdict"), band.verdict
    for part, rules in (("knockouts", rubric.knockouts), ("caps", rubric.caps)):
        for place, rule in enumerate(rules):
            yield "verdict", (part, place, "at_best"), rule.at_best
            for what, key in _OF_RULES:
                if hasattr(rule, key):
                    yield what, (part, place, key), getattr(rule, key)


def near(word: str, known: Collection[str]) -> str:
    """Did you mean ...? Nothing where no known word is like it."""
    close = get_close_matches(word.casefold(), {each.casefold(): each for each in known}, n=1)
    return f" Did you mean “{next(each for each in known if each.casefold() == close[0])}”?" if close else ""
