"""Mends what programs did to a text on its way here, and tells what it mended. Never touches a word's meaning.

Misread characters (UTF-8 once read as Windows-1252 or Mac Roman), what a PDF leaves behind (wrapped lines, hyphenated
words, ligatures), and characters that nobody typed. No Unicode normalisation: a fraction or a full-width letter stays.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from interviews.texts.intake import with_plain_line_ends
from interviews.texts.misread import read_again
from interviews.texts.wrapping import unwrap

REPLACEMENTS = {
    "\u00ad\n": "",
    "\n\x0c": "\n",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "\u00a0": " ",
    "\u202f": " ",
    "\u00ad": "",
    "\u200b": "",
    "\u2060": "",
    "\ufeff": "",
    # Word's bullets, letters of its Symbol and Wingdings fonts.
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf076": "•",
    "\x0b": "\n",
    "\x0c": "\n",
}
_REPLACED = re.compile("|".join(REPLACEMENTS))
_MAY_BE_MISREAD = re.compile(r"(?<![^ \t\n])[^ \t\n]*[^\x00-\x7f][^ \t\n]*")
"""Tried once for each word: a text may be one word of any length."""
_NAMES = {"": "nothing", " ": "space", "\n": "line end", "\x0b": "line break", "\x0c": "page break"}


@dataclass(frozen=True, slots=True)
class Change:
    before: str
    after: str
    count: int

    @property
    def before_shown(self) -> str:
        return _shown(self.before)

    @property
    def after_shown(self) -> str:
        return _shown(self.after)


@dataclass(frozen=True, slots=True)
class Repair:
    text: str
    changes: tuple[Change, ...]
    """Equal changes counted together, the most frequent first. Empty for a text that needed nothing."""


def repair(text: str) -> Repair:
    """The text mended, its line ends \\n. What is mended needs nothing more: a second repair changes nothing."""
    text = with_plain_line_ends(text)
    counts: Counter[tuple[str, str]] = Counter()

    def note(before: str, after: str) -> str:
        if before != after:
            counts[_difference(before, after)] += 1
        return after

    mended = _mend(text, note)
    while mended != text:
        text, mended = mended, _mend(mended, note)
    return Repair(text, tuple(Change(*change, count) for change, count in counts.most_common()))


def mend_characters(text: str) -> str:
    """The text with its characters mended and its lines as they are, for a document that somebody laid out in lines."""
    text = with_plain_line_ends(text)
    mended = _with_characters_mended(text, lambda _, after: after)
    while mended != text:
        text, mended = mended, _with_characters_mended(mended, lambda _, after: after)
    return text


def _mend(text: str, note: Callable[[str, str], str]) -> str:
    return unwrap(_with_characters_mended(text, note), note)


def _with_characters_mended(text: str, note: Callable[[str, str], str]) -> str:
    text = _MAY_BE_MISREAD.sub(lambda word: note(word[0], read_again(word[0])), text)
    return _REPLACED.sub(lambda found: note(found[0], REPLACEMENTS[found[0]]), text)


def _difference(before: str, after: str) -> tuple[str, str]:
    """What is left of both without what they begin and end with in common."""
    start = 0
    while before[start : start + 1] == after[start : start + 1] != "":
        start += 1
    before, after = before[start:], after[start:]
    end = 0
    while end < min(len(before), len(after)) and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[: len(before) - end], after[: len(after) - end]


def _shown(text: str) -> str:
    """The text itself where all of it can be seen; else with its invisible characters named."""
    if text in _NAMES:
        return f"[{_NAMES[text]}]"
    return "".join(char if char.isprintable() and char != " " else f"[{_name(char)}]" for char in text)


def _name(char: str) -> str:
    return _NAMES.get(char) or unicodedata.name(char, "").lower() or f"U+{ord(char):04X}"
