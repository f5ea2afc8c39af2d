"""Characters that no screen and no paper shows, and the message that they can spell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAGS = 0xE0000
"""Characters that no screen shows, each standing for the ASCII character with its number above this one."""
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(_TAGS + ord(char)) for char in f"{region}\x7f") for region in ("gbeng", "gbsct", "gbwls")
)
"""The emoji that are written with them."""
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u061c\u200c-\u200f"
_HIDDEN = re.compile(
    f"{_FLAGS}|(?P<hidden>(?:[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    f"|[{_SELECTORS}]{{2,}}|[{_JOINERS}]{{2,}})+)"
)
"""What an editor would not put there. Joiners, variation selectors and direction marks belong to scripts and emoji, but
not several of them in a row: those are a way to write what nobody sees."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is to be shown as it is, or that hides."""

    text: str
    is_hidden: bool

    @property
    def message(self) -> str:
        """What hidden characters spell; empty where they spell nothing."""
        return "".join(chr(ord(char) - _TAGS) for char in self.text if _TAGS + 32 <= ord(char) < _TAGS + 127)


def runs(text: str) -> Iterator[Run]:
    """All of the text in order, shown and hidden by turns."""
    at = 0
    for found in _HIDDEN.finditer(text):
        if found["hidden"] is None:
            continue
        if at < found.start():
            yield Run(text[at : found.start()], is_hidden=False)
        yield Run(found["hidden"], is_hidden=True)
        at = found.end()
    if at < len(text):
        yield Run(text[at:], is_hidden=False)
