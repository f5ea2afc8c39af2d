"""Where the sentences of a text are, as code point offsets.

A quote is judged and shown within its sentence, so where we are unsure we do not cut: a sentence that is too long
shows a little too much, one that is too short may hide a "not".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code points `start` to `end`, without outer white space; a list marker or bullet belongs to its sentence."""

    start: int
    end: int


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _words(
    "e.g i.e eg ie cf vs viz approx ca resp incl excl mr mrs dr prof rev gen col sgt lt capt hon st mt messrs"
)
_UNLESS_AFTER_NUMBERS = _words("ms")
"""Titles, but for the unit of the same letters."""
_BEFORE_NUMBERS = _words("no nos nr p pp fig sec ch art vol v")
_LAST_BEFORE_CAPITALS = _words(
    "etc a.m p.m inc ltd co corp bros jr sr dept dev mgr min max hr hrs mins secs est al misc acct tel ext"
)
_USUAL_FIRST_WORDS = _words(
    "i we he she it they you the a an this that these those my our his her their then so but and after before when "
    "while in on at as for to if once because there what how later next finally"
)

_LINE_END = r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])"
_BULLET = r"(?:[-*+•‣◦▪●○·–—]|\d{1,2}[.)]|[a-z]\))\s"
_PARAGRAPH_END = re.compile(rf"{_LINE_END}(?=[^\S\r\n]*(?:{_LINE_END}|{_BULLET}))|(?<=:){_LINE_END}|\u2029")
LIST_MARKER = re.compile(rf"{_BULLET}\s*")
"""At the start of a sentence: a bullet or a number that is not part of what it says."""
_NEW_LINE = re.compile(rf"{_LINE_END}(?=\S)")
_STOP = re.compile(r"(?P<stop>[.!?…؟۔।。！？｡]+(?: \.)*)(?P<closed>[\"'”’»›)\]}」』）】]*)")
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*(\w{0,20})")
_NUMBER_BEFORE = re.compile(r"\d\s*\w+\Z")
_DOTTED_LETTERS = re.compile(r"(?:\w\.)+\w|ph\.d")


@lru_cache(maxsize=16)
def split(text: str) -> tuple[Sentence, ...]:
    """All sentences in order; they do not overlap, and only white space lies between them. Cached as `fold` is."""
    found = []
    start = 0
    for cut in (*_cuts(text), len(text)):
        piece = text[start:cut]
        if piece and not piece.isspace():
            found.append(Sentence(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = cut
    return tuple(found)


def containing(sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, ...]:
    """Indices of the sentences that share a code point with the range `start` to `end`, which is not empty."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    after_last = bisect_left(sentences, end, key=lambda sentence: sentence.start)
    return tuple(range(first, after_last))


def _cuts(text: str) -> Iterator[int]:
    start = 0
    for end in (*(match.end() for match in _PARAGRAPH_END.finditer(text)), len(text)):
        stops = list(_stops(text, start, end))
        # Lines are sentences only where nobody used a full stop: otherwise a line end is where an editor wrapped.
        yield from stops or (match.end() for match in _NEW_LINE.finditer(text, start, end))
        yield end
        start = end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end by their punctuation, within one paragraph."""
    begin = _after_space(text, start, end)
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, match, end):
            yield match.end()
            begin = _after_space(text, match.end(), end)


def _ends_sentence(text: str, begin: int, match: re.Match[str], limit: int) -> bool:
    stop, end = match["stop"], match.end()
    if stop[-1] in "。！？｡":
        return True
    if end < limit and not text[end].isspace():
        return False
    following = _word_after(text, end, limit)
    if match["closed"] or len(stop) > 1 or stop == "…":
        return not following[:1].islower()
    return stop != "." or not _is_abbreviation(text, begin, match.start(), following)


def _is_abbreviation(text: str, begin: int, stop: int, following: str) -> bool:
    """Whether the full stop at `stop`, in the sentence from `begin`, belongs to its word and ends nothing."""
    last = _LAST_WORD.search(text[max(begin, stop - 12) : stop])
    word = last.group() if last else ""
    name = word.lower()
    if not following:
        return False
    if name in _NEVER_LAST or (stop - begin <= 2 and word.isdigit()):
        return True
    if name in _UNLESS_AFTER_NUMBERS:
        return _NUMBER_BEFORE.search(text[max(begin, stop - 24) : stop]) is None
    if name in _BEFORE_NUMBERS and following[0].isdigit():
        return True
    if name in _LAST_BEFORE_CAPITALS:
        return not following[0].isupper()
    initials = (len(word) == 1 and word.isupper()) or _DOTTED_LETTERS.fullmatch(name)
    return bool(initials) and following.lower() not in _USUAL_FIRST_WORDS


def _after_space(text: str, position: int, limit: int) -> int:
    match = _SPACE.match(text, position, limit)
    return match.end() if match else position


def _word_after(text: str, position: int, limit: int) -> str:
    match = _NEXT_WORD.match(text, position, limit)
    return match[1] if match else ""
