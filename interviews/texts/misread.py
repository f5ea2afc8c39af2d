"""UTF-8 that some program once read as another encoding, read again as what it is."""

import re

import ftfy

_CONFIG = ftfy.TextFixerConfig(unescape_html=False, explain=False)

# In Mac Roman the first byte of an emoji, F0, is U+F8FF, a character for private use; other encodings lack it, so ftfy
# leaves it alone. What may follow: the other three bytes, then more characters of three or four. The first byte of a
# dingbat, E2, is a low quote: with two more such characters behind it, it begins no word, and ftfy knows only some.
_CONTINUATION, _LEAD_OF_TWO, _LEAD_OF_THREE = (
    "[" + re.escape(bytes(codes).decode("mac_roman")) + "]"
    for codes in (range(0x80, 0xC0), range(0xC2, 0xC4), range(0xE0, 0xF0))
)
_EMOJI_IN_MAC_ROMAN = re.compile(f"(?:\uf8ff{_CONTINUATION}{{3}}(?:{_LEAD_OF_THREE}{_CONTINUATION}{{2}})*)+")
_DINGBATS_IN_MAC_ROMAN = re.compile(
    f"‚{_CONTINUATION}{{2}}(?:{_LEAD_OF_THREE}{_CONTINUATION}{{2}}|{_LEAD_OF_TWO}{_CONTINUATION})*"
)


def read_again(word: str) -> str:
    """The word as it was written; itself where nothing shows that it was misread."""
    return ftfy.fix_encoding(_DINGBATS_IN_MAC_ROMAN.sub(_as_utf_8, _EMOJI_IN_MAC_ROMAN.sub(_as_utf_8, word)), _CONFIG)


def _as_utf_8(run: re.Match[str]) -> str:
    try:
        return run[0].encode("mac_roman").decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
