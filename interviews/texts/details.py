"""What of a text says how to reach a person or where to look them up, and which names are ordinary words too."""

import re
from functools import cache
from pathlib import Path

_ORDINARY = Path(__file__).with_name("names_that_are_words.txt")

DETAILS = {
    "email": r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    "link": r"\b(?:https?://|www\.)[^\s<>\"'“”‘’]+[^\s<>\"'“”‘’.,;:!?)\]}]"
    r"|\b(?:linkedin|github|gitlab|twitter|x|facebook|instagram|medium)\.com/[\w./@-]*[\w/]",
    "handle": r"(?<![\w@.])@[A-Za-z_]\w{1,38}",
    "phone": r"(?<![\w$€£¥.,/+-])(?:\+\d{1,3}[ .-]?)?"
    r"(?:\(\d{1,4}\)[ .-]?\d{2,5}(?:[ .-]?\d{2,5}){1,3}|\d{2,5}(?:[ .-]\d{2,5}){2,4})(?![\w%.-]\d|\w)"
    r"|(?<!\w)\+\d{9,15}\b",
}
"""Patterns by kind. What looks like a phone number is one if `is_phone` says so."""
_NO_PHONE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[1-9]\d{0,2}(?:[ .]\d{3})+")
"""The address of a machine; a number in groups of thousands."""
_FEWEST_DIGITS = 9


def is_phone(found: str) -> bool:
    return sum(map(str.isdigit, found)) >= _FEWEST_DIGITS and not _NO_PHONE.fullmatch(found)


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are English words too, in lower case."""
    return frozenset(_ORDINARY.read_text(encoding="utf-8").split())
