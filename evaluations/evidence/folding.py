"""Folding: two texts that differ only in what carries no meaning become equal, and nothing else does.

The whole table is on this page; docs/evidence.md tells it in words. Case is kept, and compatibility forms are: NFKC
would make 2³ of 23. Everything is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What Unicode calls default ignorable: a screen shows nothing for it."""
_DASHES = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›`´ʼ＇", "'") | dict.fromkeys("“”„‟«»＂", '"') | {"…": "..."},
)

_INVISIBLE = re.compile(f"[{_IGNORABLE}]")
_VISIBLE = re.compile(f"[^{_IGNORABLE}]")
_MAY_COMBINE = rf"[^\x00-\x7f\s{_DASHES}]"
_UNIT = re.compile(
    rf"(?P<plain>(?:[!-,.-_a-~](?!{_MAY_COMBINE})| (?!\s)|-(?![{_DASHES}]))+)"
    rf"|(?P<space>\s+)|(?P<dash>[{_DASHES}]+)|[^\s{_DASHES}]{_MAY_COMBINE}*"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character `i` stands for the code points `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def without_invisible(text: str) -> str:
    """Without the characters that nobody sees, and that no comparison of quotes looks at."""
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Cached, because every quote of a pass is looked for in the same few texts."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part, start, end in _parts(without_invisible(text)):
        parts.append(part)
        if len(part) == 1:
            starts.append(start)
            ends.append(end)
        else:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
    if _INVISIBLE.search(text):
        visible = [match.start() for match in _VISIBLE.finditer(text)]
        starts = [visible[start] for start in starts]
        ends = [visible[end - 1] + 1 for end in ends]
    return Folded("".join(parts), starts, ends)


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """(folded, start, end): a character and the stretch it stands for, or several that stand one for one."""
    for match in _UNIT.finditer(text):
        if match["plain"]:
            yield match.group(), match.start(), match.end()
        elif match["space"]:
            yield " ", match.start(), match.end()
        elif match["dash"]:
            yield "-", match.start(), match.end()
        else:
            yield from _composed(match.group(), match.start())


def _composed(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    if "…" not in text and unicodedata.is_normalized("NFC", text):
        yield text.translate(_MARKS), offset, offset + len(text)
        return
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _continues(text[end]):
            for char in unicodedata.normalize("NFC", text[start:end]).translate(_MARKS):
                yield char, offset + start, offset + end
            start = end


def _continues(char: str) -> bool:
    """Whether NFC may compose this character with the one before it: marks of every script, and Hangul jamo."""
    return "\u1160" <= char <= "\u11ff" or unicodedata.category(char).startswith("M")
