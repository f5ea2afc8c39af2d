"""How a file of unknown encoding is read: Unicode where it is, else the old encoding that makes more sense of it."""

import re

from interviews.texts.intake import CONTROLS, TextRefused

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

_FEWEST_ZEROS = 0.2
"""Share of zero bytes that shows UTF-16 without its mark: half of them where the letters are Latin."""

# What a sound text has beyond ASCII, and a misread one hardly: marks where they belong, letters within their words.
_SOUND = re.compile(
    r"\w[’‘](?=\w)|(?<!\w)[“‘„](?=\w)|(?<=[\w.,!?])[”’“](?!\w)|(?<!\S)[–—](?=\s)|(?<=\w)[–—](?=\w)|(?<=\w)…"
    r"|^\s*[•·](?=\s)|€(?=\s?\d)|(?<=\d)[°€]|\xa0|\b(?=\w*[a-z])[^\W\d_]?[a-z]*[ß-öø-ÿ][a-zß-öø-ÿ]*\b",
    re.MULTILINE,
)


def decode(data: bytes) -> str:
    """The text of a file. Raises TextRefused for a file that is not a text.

    UTF-8; UTF-16, by its mark or by its many zeros; else Windows-1252 or Mac Roman.
    """
    for magic, message in _KINDS:
        if data.startswith(magic):
            raise TextRefused(message)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data.removeprefix(mark), encoding))
    if data.count(0) > _FEWEST_ZEROS * len(data):
        little_endian = data[1::2].count(0) > data[::2].count(0)
        return _checked(_decoded(data, "utf-16-le" if little_endian else "utf-16-be"))
    if b"\0" in data:
        raise TextRefused(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_of_one_byte_each(data))


def _of_one_byte_each(data: bytes) -> str:
    """Mac Roman has a character for every byte, so it has to make more sense than Windows-1252 to be taken."""
    on_a_mac = data.decode("mac_roman")
    sense = _sense(on_a_mac)
    try:
        on_windows = data.decode("windows-1252")
    except UnicodeDecodeError:
        if sense:
            return on_a_mac
        raise TextRefused(_NOT_TEXT) from None
    return on_a_mac if sense > _sense(on_windows) else on_windows


def _sense(text: str) -> int:
    return len(_SOUND.findall(text))


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextRefused(_NOT_TEXT) from error


def _checked(text: str) -> str:
    if CONTROLS.search(text.translate({ord("\r"): None, ord("\f"): None})):
        raise TextRefused(_NOT_TEXT)
    return text
