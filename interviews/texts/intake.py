"""What is accepted as text at all."""

import re

ANSWER_LIMIT = 50_000
"""Code points, after `accept` has normalised."""
QUESTION_LIMIT = 2_000

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class TextRefused(ValueError):
    """What came is not a text that can be kept; the message says why, in words for whoever sent it."""


def with_plain_line_ends(text: str) -> str:
    return re.sub("\r\n|\r|\u2028|\u2029", "\n", text)


def accept(raw: str, *, what: str, limit: int) -> str:
    """The text as it is stored: line ends are \\n, blanks around it are gone, everything else stays.

    `what` names it in messages ("answer"). Raises TextRefused for an empty text, one longer than `limit` code points
    and one with characters that no text has.
    """
    text = with_plain_line_ends(raw).strip()
    if not any(char.isprintable() and not char.isspace() for char in text):
        raise TextRefused(f"The {what} is empty.")
    if CONTROLS.search(text) or _SURROGATES.search(text):
        raise TextRefused(f"The {what} contains characters that are not text. Paste it again as plain text.")
    if len(text) > limit:
        raise TextRefused(f"The {what} has {len(text):,} characters; at most {limit:,} can be kept.")
    return text
