"""The lines of a document, and which of them look like headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evaluations.forms.escaping import is_rule
from evaluations.forms.reading import words
from interviews.texts import mend_characters
from interviews.texts.intake import with_plain_line_ends

_LONGEST_HEADING = 120
"""In characters, a date and words in parentheses included."""

BULLET = re.compile(r"(?:[-*+•‣◦▪●○·–—]\s+|[•‣◦▪●○·–](?=\S)|-(?=[^\W\d])|\[[ xX]?\]\s*)+")
NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]\s+")
_PART_NUMBER = re.compile(
    r"(?:(?:section|part)\s+)?(?P<number>\d{1,2})\s*[.):–—-]\s*|(?:section|part)\s+(?P<other>\d{1,2}|[a-z])\b\W*",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_BOLD_LINE = re.compile(r"(?:\d{1,2}[.)]\s*)?(\*\*|__)(?:(?!\1).)+\1:?")
_COMMENT = "<!--"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that looks like one."""

    key: str | None
    """Which part it names (words.toml); None for one that is not known."""
    style: str
    """How it is written: "##", "**" or ""."""
    number: int | None
    inline: str
    """What stands behind it in its line."""


@dataclass(frozen=True)
class Row:
    """A line of the file, counted from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @cached_property
    def is_rule(self) -> bool:
        return is_rule(self.text)

    @property
    def says_something(self) -> bool:
        return not (self.is_blank or self.is_rule)

    @property
    def is_indented(self) -> bool:
        return self.text[:1] in " \t"

    @property
    def is_point(self) -> bool:
        text = self.text.strip()
        return bool(BULLET.match(text) or NUMBER.match(text))

    @cached_property
    def heading(self) -> Heading | None:
        """Of a line that names a known part, or is marked as a heading of some other part; None for every other."""
        return _heading(self.text) if self.says_something else None


def rows_of(text: str) -> Iterator[Row]:
    """With characters mended. A line that holds a page break is several rows of one number, as editors count."""
    for number, line in enumerate(with_plain_line_ends(text).split("\n"), 1):
        if line.isascii() and line.isprintable():
            yield Row(number, line)
        else:
            yield from (Row(number, piece) for piece in mend_characters(line).removeprefix("\n").split("\n"))


def next_saying(rows: Sequence[Row], start: int) -> int | None:
    """The index of the first line from `start` that is neither blank nor a rule."""
    return next((index for index in range(start, len(rows)) if rows[index].says_something), None)


def joined(rows: Iterable[Row]) -> str:
    return "\n".join(row.text for row in rows)


def _heading(line: str) -> Heading | None:
    text = line.strip()
    if line.startswith(("    ", "\t")) or text.startswith(("|", "\\")):
        return None
    hashes = re.match(r"#{1,6}(?=[\s\w*])", text)
    style = hashes[0] if hashes else ""
    text = text.strip("# \t") if hashes else text
    if not hashes and BULLET.match(text):
        return None
    number, text = _without_number(text)
    if text.startswith(("**", "__")):
        style = style or "**"
        if number is None:
            number, text = _without_number(text.lstrip("*_"))
    return _known(text, style, number) or _unknown(line.strip(), style, number)


def _without_number(text: str) -> tuple[int | None, str]:
    match = _PART_NUMBER.match(text)
    if not match or match.end() == len(text):
        return None, text
    digits = match["number"] or match["other"]
    return int(digits) if digits.isdigit() else None, text[match.end() :]


def _known(text: str, style: str, number: int | None) -> Heading | None:
    """By what stands before a colon, else by the whole line."""
    label, colon, inline = text.partition(":")
    for name, rest in ((label, inline), (text, "")) if colon else ((text, ""),):
        if len(name) > _LONGEST_HEADING:
            continue
        without = _bare(_IN_PARENTHESES.sub("", _bare(name, keep=")]")))
        if key := words.heading_key(_bare(name)) or words.heading_key(without):
            return Heading(key, style, number, rest.lstrip("*_ \t").rstrip())
    return None


def _unknown(text: str, style: str, number: int | None) -> Heading | None:
    if style.startswith("#") or text.startswith(_COMMENT) or _BOLD_LINE.fullmatch(text):
        return Heading(None, style, number, "")
    return None


def _bare(label: str, keep: str = "") -> str:
    """Without a date, and without colons, emphasis and pictures around it; a mark behind it says something."""
    label = words.DATE.sub("", label)
    return re.sub(rf"^[^\w(]+|[^\w{re.escape(keep)}{words.SIGNS}]+$", "", label)
