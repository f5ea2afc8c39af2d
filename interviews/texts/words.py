"""The words of a text, and the passage around those that somebody looks for."""

import re
import string
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

BETWEEN_WORDS = string.punctuation + "“”„‟‘’‚‛«»‹›‐‑‒–—―…·•§¡¿、。「」\u00a0\u2009\u202f\u3000\u200b"
"""Besides white space. As the database's function `words_of` has it (migration interviews 0006)."""
_IN_WORD = rf"[^\s{re.escape(BETWEEN_WORDS)}\x00-\x1f]"
_WORD = re.compile(f"{_IN_WORD}+")
AROUND = 90
"""Characters of a passage before the first word looked for, and after it."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Cut from a text: its pieces together are that text from `start` to `end`."""

    start: int
    end: int
    first: int
    """Where the first word looked for begins in the text."""
    pieces: tuple[Piece, ...]
    is_beginning: bool
    """Nothing of the text was left out before it."""
    is_end: bool


def words_of(text: str) -> list[str]:
    """Each once, in the order of the text."""
    return list(dict.fromkeys(_WORD.findall(text)))


def found_in(text: str, looked_for: Iterable[str]) -> set[str]:
    """Which of the words, in small letters, are there: the same word, or a longer one where it `is_beginning`."""
    small = text.lower()
    return {word for word in looked_for if word in small and _pattern(word).search(small)}


def is_beginning(word: str) -> bool:
    """Whether it also stands for every longer word. Two Latin letters begin too many; in scripts that put no space
    between words a single character has to be enough."""
    return len(word) > 2 or not word.isascii()


@lru_cache(maxsize=1_000)
def _pattern(word: str) -> re.Pattern[str]:
    end = "" if is_beginning(word) else f"(?!{_IN_WORD})"
    return re.compile(f"(?<!{_IN_WORD}){re.escape(word)}{end}")


def passage(text: str, looked_for: Collection[str]) -> Passage | None:
    """Around the first of the words that is there, with all of them marked; None where none is."""
    hits = list(_hits(text, looked_for))
    if not hits:
        return None
    first, last = hits[0]
    last = min(last, first + AROUND)
    start, end = _outwards(text, first - AROUND, last + AROUND, first, last)
    return Passage(start, end, first, tuple(_pieces(text, start, end, hits)), start == 0, end == len(text))


def _hits(text: str, looked_for: Collection[str]) -> Iterator[tuple[int, int]]:
    return (word.span() for word in _WORD.finditer(text) if _matches(word.group().lower(), looked_for))


def _matches(there: str, looked_for: Iterable[str]) -> bool:
    return any(there == word or (is_beginning(word) and there.startswith(word)) for word in looked_for)


def _outwards(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """No word is cut at either end, unless it alone is longer than what is shown."""
    if start > 0:
        start = next((at for at in range(start, first) if text[at - 1].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, last, -1) if text[at].isspace()), end)
    return max(start, 0), min(end, len(text))


def _pieces(text: str, start: int, end: int, hits: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in hits:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            yield Piece(text[at:first], is_hit=False)
        yield Piece(text[first:last], is_hit=True)
        at = last
    if at < end:
        yield Piece(text[at:end], is_hit=False)
