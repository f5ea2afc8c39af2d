"""What is accepted as text at all, and how a file of unknown encoding is read."""

import re

ANSWER_LIMIT = 50_000
"""Code points, after `accept` has normalised."""
QUESTION_LIMIT = 2_000

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")

_KINDS = (
    (b"%PDF-", "This is a PDF; copy its text instead."),
    (b"PK\x03\x04", "This is a Word document or another packed file; copy its text instead."),
    (b"\xd0\xcf\x11\xe0", "This is an old Word document; copy its text instead."),
    (b"{\\rtf", "This is a rich-text document; copy its text instead."),
    (b"\x89PNG", "This is an image; type or paste the text instead."),
    (b"\xff\xd8\xff", "This is an image; type or paste the text instead."),
    (b"GIF8", "This is an image; type or paste the text instead."),
)
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NOT_TEXT = "This file is not a text file."


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
    if _CONTROLS.search(text) or _SURROGATES.search(text):
        raise TextRefused(f"The {what} contains characters that are not text. Paste it again as plain text.")
    if len(text) > limit:
        raise TextRefused(f"The {what} has {len(text):,} characters; at most {limit:,} can be kept.")
    return text


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or else Windows-1252. Raises TextRefused for anything else."""
    for magic, message in _KINDS:
        if data.startswith(magic):
            raise TextRefused(message)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data.removeprefix(mark), encoding)
    if b"\0" in data:
        raise TextRefused(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "windows-1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextRefused(_NOT_TEXT) from error
    if _CONTROLS.search(text.translate({ord("\r"): None, ord("\f"): None})):
        raise TextRefused(_NOT_TEXT)
    return text
