"""A text without its candidate's name and without how to reach them: a projection, with offsets of its own.

What is masked, and what that leaves: docs/blind-review.md. Everything is linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviews.texts.details import DETAILS, is_phone
from interviews.texts.naming import Called

NAME = "[name]"
PLACEHOLDERS = {"email": "[e-mail]", "phone": "[phone]", "handle": "[link]", "link": "[link]", "picture": "[link]"}
_PLACEHOLDER = re.compile("|".join(map(re.escape, sorted({NAME, *PLACEHOLDERS.values()}))))

_MOST_ROUNDS = 8
_FEWEST_DIGITS = 7
"""Of a number that begins as one that is dialled."""

_DETAILS = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            "picture": r"\bdata:image/[\w+.-]{1,20}[;,][^\s)\"'<>]*",
            **DETAILS,
            # Beside what leaves for no model: addresses without a scheme, half an e-mail address, shorter numbers.
            "link": DETAILS["link"]
            + r"|(?<![\w@])(?:[\w-]{1,63}\.){1,4}(?:com|org|net|io|dev|me|co|app|page|site|info|eu|uk|de|fr)/"
            r"[\w./?=&%#@~-]*",
            "handle": r"@[A-Za-z_]\w{0,38}",
            "phone": r"(?<![\w$€£¥.,/+-])"
            r"(?:\+\d{1,3}(?:[ .()/-]{1,2}\d{2,9}){1,5}|0\d{1,4}[ /-]\d{5,9}|0\d{9,12})(?!\w)|" + DETAILS["phone"],
        }.items()
    )
)


@dataclass(frozen=True, slots=True)
class Stretch:
    start: int
    end: int
    """Of what was there, in code points of the stored text."""
    placeholder: str


class Masked:
    """The projection of one text. Spans of the stored text have a place in it: one that touches what is masked covers
    the whole placeholder, and two never change their order."""

    __slots__ = ("_shifts", "_starts", "stretches", "text")

    def __init__(self, stored: str, stretches: Sequence[Stretch]) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []
        """By stretch: how much further left, or right, is what follows it."""
        end = shift = 0
        for stretch in stretches:
            parts += (stored[end : stretch.start], stretch.placeholder)
            end = stretch.end
            shift += len(stretch.placeholder) - (stretch.end - stretch.start)
            self._starts.append(stretch.start)
            self._shifts.append(shift)
        self.stretches = stretches
        self.text = "".join((*parts, stored[end:]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, offset: int, *, is_end: bool) -> int:
        index = bisect_right(self._starts, offset - is_end) - 1
        if index < 0:
            return offset
        stretch = self.stretches[index]
        if offset >= stretch.end:
            return offset + self._shifts[index]
        return stretch.end + self._shifts[index] - (0 if is_end else len(stretch.placeholder))


@lru_cache(maxsize=256)
def mask(text: str, names: frozenset[str], *, calls: bool = False) -> Masked:
    """`names` are of whoever must not be known from it. What is masked already stays as it is. `calls` says that an @
    calls a colleague in it and begins no handle."""
    called = Called.by(names)
    masked: list[Stretch] = []
    whole = Stretch(0, len(text), "")
    open_parts = _without([whole], [Stretch(*found.span(), found.group()) for found in _PLACEHOLDER.finditer(text)])
    # What stood beside a name or an address may be one itself once that is gone: "mara@here" is two of them.
    for _ in range(_MOST_ROUNDS):
        found = sorted(_all(text, open_parts, called, calls=calls), key=lambda stretch: stretch.start)
        if not found:
            break
        masked += found
        open_parts = _without(open_parts, found)
    return Masked(text, sorted(masked, key=lambda stretch: stretch.start))


def _all(text: str, parts: Sequence[Stretch], called: Called, *, calls: bool) -> Iterator[Stretch]:
    """Addresses and numbers whole, and names around them."""
    details = [stretch for part in parts for stretch in _details(text, part, calls=calls)]
    yield from details
    for rest in _without(parts, details):
        for start, end in called.places(text[rest.start : rest.end]):
            yield Stretch(rest.start + start, rest.start + end, NAME)


def _details(text: str, part: Stretch, *, calls: bool) -> Iterator[Stretch]:
    for found in _DETAILS.finditer(text[part.start : part.end]):
        kind = str(found.lastgroup)
        if _is_phone(found.group()) if kind == "phone" else not (calls and kind == "handle"):
            yield Stretch(part.start + found.start(), part.start + found.end(), PLACEHOLDERS[kind])


def _is_phone(found: str) -> bool:
    digits = sum(map(str.isdigit, found))
    return is_phone(found) or (found.startswith(("+", "0")) and digits >= _FEWEST_DIGITS)


def _without(parts: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the parts; both in order."""
    left, waiting = [], list(taken)[::-1]
    for part in parts:
        start = part.start
        while waiting and waiting[-1].start < part.end:
            one = waiting.pop()
            left += [Stretch(start, one.start, "")]
            start = one.end
        left += [Stretch(start, part.end, "")]
    return [part for part in left if part.start < part.end]
