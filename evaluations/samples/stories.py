"""Invented stories: what was asked, and what a candidate may have answered to it and to what was asked further.

The files in stories/ are named for how well they answer. In them {company} is a word of one of worlds.toml's places to
work at, {Company} the same as a sentence begins, {3..9} a number, and [one|other] either of them.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from evaluations.engines.base import FollowUp

FOLDER = Path(__file__).parent
_SLOT = re.compile(r"\{(?:(?P<low>\d+)\.\.(?P<high>\d+)|(?P<word>\w+))\}|\[(?P<either>[^\[\]|]*(?:\|[^\[\]|]*)+)\]")


@dataclass(frozen=True, slots=True)
class Story:
    kind: str
    """The name of its file: how well it answers."""
    question: str
    told: str
    replies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A story as one candidate tells it."""

    question: str
    answer: str
    replies: tuple[FollowUp, ...]


@cache
def stories() -> tuple[Story, ...]:
    return tuple(
        Story(path.stem, entry["question"], entry["told"].strip(), tuple(map(tuple, entry.get("replies", ()))))
        for path in sorted((FOLDER / "stories").glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["stories"]
    )


@cache
def worlds() -> tuple[dict[str, str], ...]:
    return tuple(tomllib.loads((FOLDER / "worlds.toml").read_text(encoding="utf-8"))["worlds"])


def tell(story: Story, random: Random) -> Told:
    """In one of the worlds, with other numbers each time. In two of three tellings nothing is asked further."""
    world = random.choice(worlds())
    asked = story.replies[: random.choice((0, 0, 1, 2))]
    return Told(
        question=story.question,
        answer=_filled(story.told, world, random),
        replies=tuple(
            FollowUp(_filled(asking, world, random), _filled(reply, world, random)) for asking, reply in asked
        ),
    )


def _filled(text: str, world: dict[str, str], random: Random) -> str:
    def fill(slot: re.Match[str]) -> str:
        if slot["either"] is not None:
            return str(random.choice(slot["either"].split("|")))
        if slot["low"]:
            return str(random.randint(int(slot["low"]), int(slot["high"])))
        word: str = slot["word"]
        found = world[word.lower()]
        return found if word.islower() else found[0].upper() + found[1:]

    # What is in an alternative may have slots of its own.
    while _SLOT.search(text):
        text = _SLOT.sub(fill, text)
    return text
