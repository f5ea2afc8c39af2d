"""Lines that a PDF or a mail program broke at a fixed width, joined again, with the words hyphenated there."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

NARROWEST, WIDEST = 60, 100
"""Widths in characters at which programs wrap; a longer line shows that nothing was wrapped."""
SLACK = 15
"""A proportional font breaks its lines at about one place, not at exactly one. A sentence may end anywhere, though."""

_STARTS_AN_ITEM = re.compile(r"\s*(?:[-–—•*·‣◦▪#>|]|\(?\w{1,3}[.):]\s)|\s{2,}|\t")
_ENDS_A_SENTENCE = re.compile(r"""[.!?…:]["'”’)\]]*$""")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})-$")

# First parts of compounds keep their hyphen: "long-\nterm" was never "longterm". None is a common first syllable.
_FIRST_PARTS = re.compile(
    "client|cost|cross|customer|data|decision|double|end|error|event|fast|first|five|four|full|half|hands|high|large|long"
    "|low|mid|multi|non|one|problem|quick|real|right|risk|role|self|semi|short|single|six|state|team|third|three|time"
    "|top|two|user|well|whole|wide|world",
    re.IGNORECASE,
)


def unwrap(text: str, note: Callable[[str, str], str]) -> str:
    """The text with wrapped lines joined, or the text itself where it is not clearly wrapped.

    `note` is told of each join, as before and after, and gives back the latter.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _is_wrapped(lines, width):
        return text
    joined = lines[0]
    for line, following in pairwise(lines):
        joined = _join(joined, following, note) if _is_broken(line, following, width) else f"{joined}\n{following}"
    return joined


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    breaks = [(line, following) for line, following in pairwise(lines) if _may_be_one(line, following)]
    broken = [line for line, following in breaks if _is_broken(line, following, width)]
    in_a_sentence = [line for line in broken if not _ENDS_A_SENTENCE.search(line)]
    return (
        NARROWEST <= width <= WIDEST
        and len(broken) >= 3
        and len(broken) > 0.7 * len(breaks)
        and len(in_a_sentence) > 0.6 * len(broken)
    )


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether the line ends where it does because the next word did not fit."""
    if not _may_be_one(line, following):
        return False
    slack = 0 if _ENDS_A_SENTENCE.search(line) else SLACK
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width - slack


def _may_be_one(line: str, following: str) -> bool:
    return bool(line.strip() and following.strip()) and not _STARTS_AN_ITEM.match(following)


def _join(line: str, following: str, note: Callable[[str, str], str]) -> str:
    line, following = line.rstrip(), following.lstrip()
    hyphenated = _HYPHENATED.search(line)
    if not hyphenated:
        return line + note("\n", "" if line.endswith("-") else " ") + following
    keeps_hyphen = _FIRST_PARTS.fullmatch(hyphenated[1]) or not following[0].islower()
    return line[:-1] + note("-\n", "-" if keeps_hyphen else "") + following
