"""Any text, cut into what paper can show and what it cannot, which is said instead of left out.

Typst draws a cluster (a character with the marks on it) in one font, so it is printable where one font has all of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from evaluations.evidence import hidden
from evaluations.packet.fonts import coverage

NAMED = 12
"""How many different characters a note names; of more it says how many there are."""
LONGEST = 28
"""Characters in a row, in a script that parts its words by spaces, after which a line may break within the word ..."""
APART = 8
"""... at every so many of them."""

_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u061c\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")
"""Parts of scripts and emoji that need no glyph."""
_PARTS_WORDS_OTHERWISE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HAN, _KANA, _HANGUL = (re.compile(each) for each in ("[\u4e00-\u9fff]", "[\u3040-\u30ff]", "[\uac00-\ud7af]"))
_WORD = re.compile(r"\S+")
_ZERO_WIDTH_SPACE = "\u200b"


class Kind(StrEnum):
    TEXT = "text"
    HIDDEN = "hidden"
    """Characters that nothing shows; the run's text tells of them."""
    MISSING = "missing"
    """Characters that no font has; the run's text names them."""


@dataclass(frozen=True, slots=True)
class Run:
    kind: Kind
    text: str


def runs(text: str, longest: int = LONGEST) -> Iterator[Run]:
    """The text in order. Line ends are \\n; a tab is four spaces; a word that no line could hold may break."""
    for stretch in hidden.runs(_NEW_LINE.sub("\n", text).replace("\t", "    ")):
        if stretch.is_hidden:
            yield Run(Kind.HIDDEN, _told(stretch))
        else:
            yield from _drawn(stretch.text, longest)


def missing(texts: Iterable[str]) -> list[str]:
    """The characters that cannot be printed, each as often as it occurs."""
    return [
        char
        for text in texts
        for stretch in hidden.runs(_NEW_LINE.sub("\n", text).replace("\t", "    "))
        if not stretch.is_hidden and not _is_simple(stretch.text)
        for cluster in _clusters(stretch.text)
        if not _is_printable(cluster)
        for char in cluster
    ]


def note(missed: list[str], whose: str) -> str:
    """A sentence about characters that cannot be printed; empty where there are none."""
    if not missed:
        return ""
    different = sorted(set(missed))
    named = ", ".join(map(_code, different[:NAMED]))
    more = f" and {len(different) - NAMED} more" if len(different) > NAMED else ""
    count = "1 character" if len(missed) == 1 else f"{len(missed):,} characters"
    return f"{count} of {whose} cannot be printed here: {named}{more}; see the page."


def direction(text: str) -> str:
    """That of the first letter that has one, as a browser's dir="auto"."""
    found = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if found == "L" else "rtl"


def language(text: str) -> str:
    """Of the languages that draw the same characters differently; empty for any other."""
    if not _HAN.search(text):
        return ""
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"


def _told(stretch: hidden.Run) -> str:
    number = len(stretch.text)
    message = f": “{stretch.message}”" if stretch.message else ""
    return f"[{number} invisible {'character' if number == 1 else 'characters'}{message}]"


def _drawn(text: str, longest: int) -> Iterator[Run]:
    if _is_simple(text):
        yield Run(Kind.TEXT, _breakable(text, longest))
        return
    for is_printable, clusters in groupby(_clusters(text), _is_printable):
        found = "".join(clusters)
        yield Run(Kind.TEXT, _breakable(found, longest)) if is_printable else Run(Kind.MISSING, _named(found))


def _is_simple(text: str) -> bool:
    """Whether all of it is printable, by its characters alone: nothing in it is a mark on another character."""
    return all(_is_printable(char) and not unicodedata.combining(char) for char in set(text))


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and cluster != "\n" and (unicodedata.category(char)[0] == "M" or _INVISIBLE.match(char)):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _is_printable(cluster: str) -> bool:
    if unicodedata.category(cluster[0]) == "Cc" and cluster != "\n":
        return False  # Some fonts draw control characters.
    points = [ord(char) for char in cluster if not _needs_no_glyph(char)]
    return any(all(point in font for point in points) for font in coverage())


def _needs_no_glyph(char: str) -> bool:
    return char == "\n" or bool(_INVISIBLE.match(char)) or (unicodedata.category(char) == "Zs" and char != "\u1680")


def _named(text: str) -> str:
    codes = list(dict.fromkeys(map(_code, text)))
    if len(codes) <= 2 and len(text) <= 2:
        return f"[{' '.join(codes)}]"
    return f"[{len(text)} characters: {codes[0]} …]"


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _breakable(text: str, longest: int) -> str:
    return _WORD.sub(lambda word: _with_breaks(word) if len(word.group()) >= longest else word.group(), text)


def _with_breaks(word: re.Match[str]) -> str:
    if _PARTS_WORDS_OTHERWISE.search(word.group()):
        return word.group()
    clusters = list(_clusters(word.group()))
    pieces = ("".join(clusters[at : at + APART]) for at in range(0, len(clusters), APART))
    return _ZERO_WIDTH_SPACE.join(pieces)
