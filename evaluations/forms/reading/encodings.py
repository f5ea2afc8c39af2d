"""The text of a file of unknown encoding, with what programs misread on its way here read again.

UTF-8 and UTF-16 with or without their marks, Windows-1252, Mac Roman; and UTF-8 that was read as one of the latter two,
once or twice, in the whole file or in some words of it.
"""

import re

from evaluations.forms.reading.results import Unreadable
from interviews.texts import TextRefused, decode, mend_characters

_TYPOGRAPHY = "‘’“”–—…•"
_OLD = ("windows-1252", "mac_roman")
_STRAY = re.compile("[\udc80-\udcff]+")
"""Bytes that are no UTF-8, as Python keeps them in a string."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = "This file is not a text file."
_SAMPLE = 4_000
"""Bytes at the beginning that tell the encoding."""


def text_of(data: bytes) -> str:
    """The mended text, its line ends \\n. Raises Unreadable."""
    try:
        text = _decoded(data)
    except (TextRefused, UnicodeDecodeError) as error:
        message = str(error) if isinstance(error, TextRefused) else _NOT_TEXT
        raise Unreadable(message) from error
    if not text.strip():
        raise Unreadable("The file is empty.")
    return mend_characters(text)


def _decoded(data: bytes) -> str:
    if encoding := _unmarked_utf_16(data):
        data = data.decode(encoding).encode()
    elif _STRAY.search(data.decode("utf-8", "surrogateescape")) and not data.startswith(_UTF_16_MARKS):
        data = _with_old_bytes(data).encode()
    return decode(data)


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark: in most languages every other byte is zero, nearly always."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or sample.startswith(_UTF_16_MARKS) or b"\0" not in sample:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if 4 * max(first, second) < len(sample):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _with_old_bytes(data: bytes) -> str:
    """Bytes that are not all UTF-8: the others are Windows-1252 or Mac Roman, whichever makes better words."""
    best = max((_read_strays(data, encoding) for encoding in _OLD), key=_plausibility)
    if _CONTROLS.search(best):
        raise Unreadable(_NOT_TEXT)
    return best


def _read_strays(data: bytes, encoding: str) -> str:
    text = data.decode("utf-8", "surrogateescape")
    return _STRAY.sub(lambda run: run[0].encode("utf-8", "surrogateescape").decode(encoding, "replace"), text)


def _plausibility(text: str) -> int:
    """Typographic marks and small letters are what such bytes usually mean; no capital stands inside a word."""
    marks = len(re.findall(f"[{_TYPOGRAPHY}]", text))
    small = len([char for char in text if char > "\x7f" and char.islower()])
    capitals = len([match for match in re.findall("(?<=[a-z])[^\x00-\x7f]", text) if match.isupper()])
    return 2 * marks + small - 3 * (capitals + text.count("\ufffd"))
