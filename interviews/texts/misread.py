"""UTF-8 that some program once read as another encoding, read again as what it is."""

import re

import ftfy

_CONFIG = ftfy.TextFixerConfig(unescape_html=False, explain=False)

# In Mac Roman the first byte of an emoji, F0, is U+F8FF, a character for private use; other encodings lack it, so ftfy
# leaves it alone. What may follow: the other three bytes, then more characters of three or four.
_CONTINUATION, _LEAD_OF_THREE = (
    "[" + re.escape(bytes(codes).decode("mac_roman")) + "]" for codes in (range(0x80, 0xC0), range(0xE0, 0xF0))
)
_EMOJI_IN_MAC_ROMAN = re.compile(f"(?:\uf8ff{_CONTINUATION}{{3}}(?:{_LEAD_OF_THREE}{_CONTINUATION}{{2}})*)+")


def read_again(word: str) -> str:
    """The word as it was written; itself where nothing shows that it was misread."""
    return ftfy.fix_encoding(_EMOJI_IN_MAC_ROMAN.sub(_emoji, word), _CONFIG)


def _emoji(run: re.Match[str]) -> str:
    try:
        return run[0].encode("mac_roman").decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
