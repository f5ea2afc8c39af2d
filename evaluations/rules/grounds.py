"""Forbidden grounds: what no red flag may rest on, such as an accent, a family, an age.

A ground is one or more words. A text names it where these stand in it one after the other, whatever their case and
with or without an "s" at the end of each. That finds "accents" for "accent"; it finds no other words for the same
thing, which is for people: so a flag is marked and never dropped, and the house adds the words that it wants found.
"""

import re
from collections.abc import Iterable

_WORDS = re.compile(r"[^\W_]+")


def grounds_named(texts: Iterable[str], grounds: Iterable[str]) -> tuple[str, ...]:
    """Those of the grounds that some of the texts name, in the order of the grounds."""
    said = [f" {' '.join(_words(text))} " for text in texts]
    return tuple(ground for ground in grounds if (named := _words(ground)) and _is_in(" ".join(named), said))


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") or word for word in _WORDS.findall(text.casefold())]


def _is_in(named: str, said: list[str]) -> bool:
    return any(f" {named} " in text for text in said)
