"""UTF-8 that some program once read as another encoding, read again as what it is."""

import re

import ftfy

_CONFIG = ftfy.TextFixerConfig(unescape_html=False, explain=False)

# Two kinds of character that ftfy leaves alone where Mac Roman garbled them: emoji, whose first byte F0 is U+F8FF
# there, a character for private use, and symbols (E2 98 to E2 9F, E2 AC to E2 AF), which begin like a German quotation.
# What may follow: the other bytes, then more characters of three or four.
_CONTINUATION, _LEAD_OF_THREE, _SECOND_OF_SYMBOLS = (
    "[" + re.escape(bytes(codes).decode("mac_roman")) + "]"
    for codes in (range(0x80, 0xC0), range(0xE0, 0xF0), (*range(0x98, 0xA0), *range(0xAC, 0xB0)))
)
_EMOJI_IN_MAC_ROMAN = re.compile(
    f"(?:(?:\uf8ff{_CONTINUATION}{{3}}|‚{_SECOND_OF_SYMBOLS}{_CONTINUATION})(?:{_LEAD_OF_THREE}{_CONTINUATION}{{2}})*)+"
)


def read_again(word: str) -> str:
    """The word as it was written; itself where nothing shows that it was misread."""
    return ftfy.fix_encoding(_EMOJI_IN_MAC_ROMAN.sub(_emoji, word), _CONFIG)


def _emoji(run: re.Match[str]) -> str:
    try:
        return run[0].encode("mac_roman").decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
