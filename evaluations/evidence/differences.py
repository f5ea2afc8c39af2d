"""What became of a text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|(?:\w+(?:['’]\w+)*|[^\w\s])\s*")
"""A word goes with the space after it; spaces alone that two texts share would cut a new sentence into single words."""


class Fate(StrEnum):
    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    fate: Fate
    text: str


def word_difference(old: str, new: str) -> list[Stretch]:
    """What was kept and deleted makes `old`, what was kept and inserted makes `new`."""
    return [stretch for stretch in _stretches(_WORDS.findall(old), _WORDS.findall(new)) if stretch.text]


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    for kind, first, after, new_first, new_after in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch(Fate.KEPT, "".join(old[first:after]))
        else:
            yield Stretch(Fate.DELETED, "".join(old[first:after]))
            yield Stretch(Fate.INSERTED, "".join(new[new_first:new_after]))
