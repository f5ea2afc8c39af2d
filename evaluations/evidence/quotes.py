"""Whether a candidate said something, word for word, and where.

Never fuzzy: at any usual threshold a dropped "not" passes. See docs/decisions/0003-quotes-and-negation.md.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.evidence.folding import Folded, fold
from evaluations.evidence.sentences import LIST_MARKER, Sentence, containing, split

FEWEST_WORDS = 4
"""A shorter quote counts only where it is a whole sentence."""

_LONG_DASHES = "—―⸺⸻"
_JOINERS = "'-./@&*×^"
"""Between two word characters these make one token: client's, well-known, 1.30, and/or."""
_DIGIT_JOINERS = ", :"
"""And these between two digits: 1,300 and 1 300 and 10:30."""
_BEFORE_NUMBERS = "-+±~<>≤≥=≈$€£¥₹#."
_AFTER_WORDS = "%‰°+#$€£¥₹"

_NEGATORS = (
    r"\w+n't|(?:do|does|did|is|are|was|were|wo|would|could|should|ca|had|has|have|must|need|ai)nt|cannot|not|never|"
    r"no(?! ?,)|no one|nobody|none|nothing|nowhere|neither|nor|without|hardly|barely|scarcely|rarely|seldom|"
    r"(?:fail|failed|failing|unable|refuse|refused|refusing) to|instead of|rather than|far from"
)
_SMALL_WORDS = (
    r"(?!only|merely|simply|solely)\w+ly|yet|ever|even|quite|always|often|so|very|all|still|also|at all|"
    r"to|be|been|being|have|had|get|got|a|an|the|any|my|our|his|her|its|their"
)
_NEGATION_AT_END = re.compile(
    rf"(?<![\w'])(?:{_NEGATORS})(?:[^\w;:]+(?:{_SMALL_WORDS})){{0,2}}[^\w;:]*\Z", re.IGNORECASE
)
_NEGATOR = re.compile(rf"(?<![\w'])(?:{_NEGATORS})(?!\w)", re.IGNORECASE)
_REACH = 80
"""Characters before a quote in which its negation is looked for: any negator with two small words fits."""


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Start and end, in code points of `text`, of the first occurrence that counts; None where none does."""
    source = _Source(text, fold(text), split(text))
    folded_quote = fold(quote).text.strip()
    for wanted in dict.fromkeys((folded_quote, _without_additions(folded_quote))):
        words = sum(_has_word(part) for part in wanted.split())
        if words:
            for start in _occurrences(wanted, source.folded.text):
                if source.counts(start, start + len(wanted), enough_words=words >= FEWEST_WORDS):
                    return source.folded.starts[start], source.folded.ends[start + len(wanted) - 1]
    return None


def holds(text: str, start: int, end: int) -> bool:
    """Whether code points `start` to `end` of `text` count as they stand: `find` could have given them."""
    if not 0 <= start < end <= len(text):
        return False
    source = _Source(text, fold(text), split(text))
    first, after_last = bisect_left(source.folded.starts, start), bisect_right(source.folded.ends, end)
    if first >= after_last or (source.folded.starts[first], source.folded.ends[after_last - 1]) != (start, end):
        return False
    words = sum(map(_has_word, source.folded.text[first:after_last].split()))
    return words > 0 and source.counts(first, after_last, enough_words=words >= FEWEST_WORDS)


def denies(text: str) -> bool:
    """Whether a word of it negates something."""
    return _NEGATOR.search(fold(text).text) is not None


def _without_additions(quote: str) -> str:
    """What is left without the marks that people put around a quote of theirs."""
    return quote.strip("\"' ").removeprefix("...").removesuffix("...").removesuffix(".").strip("\"' ")


def _occurrences(wanted: str, text: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that is searched. Positions in its methods are those of the folded text."""

    text: str
    folded: Folded
    sentences: tuple[Sentence, ...]

    def counts(self, start: int, end: int, *, enough_words: bool) -> bool:
        if self._inside_token(start) or self._inside_token(end):
            return False
        before, after = self._rest_of_sentences(start, end)
        if _NEGATION_AT_END.search(before[-_REACH:]):
            return False
        return enough_words or not (_has_word(before) or _has_word(after))

    def _rest_of_sentences(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after, in the sentences that `start` to `end` touches; list markers left out."""
        starts, ends = self.folded.starts, self.folded.ends
        touched = containing(self.sentences, starts[start], ends[end - 1])
        first, last = self.sentences[touched[0]], self.sentences[touched[-1]]
        marker = LIST_MARKER.match(self.text, first.start, first.end)
        begin = bisect_left(starts, marker.end() if marker else first.start)
        finish = bisect_left(starts, last.end)
        return self.folded.text[begin:start], self.folded.text[end:finish]

    def _inside_token(self, gap: int) -> bool:
        """Whether cutting before position `gap` would cut a token in two, or take a number's sign or unit away."""
        second_before, before, after, second_after = (self._char(gap + offset) for offset in (-2, -1, 0, 1))
        if _is_word(before) and (_is_word(after) or after in _AFTER_WORDS):
            return True
        if before in _BEFORE_NUMBERS and (after.isdigit() or after in _BEFORE_NUMBERS):
            return True
        return _joins(second_before, before, after) or _joins(before, after, second_after)

    def _char(self, position: int) -> str:
        """A folded character, but a dash that separates as in the original: joins nothing. A space beyond the ends."""
        if not 0 <= position < len(self.folded.text):
            return " "
        start, end = self.folded.starts[position], self.folded.ends[position]
        char = self.folded.text[position]
        return "—" if char == "-" and (end - start > 1 or self.text[start] in _LONG_DASHES) else char


def _joins(left: str, joiner: str, right: str) -> bool:
    if joiner in _DIGIT_JOINERS:
        return left.isdigit() and right.isdigit()
    if joiner == "." and left.islower() and right.isupper():
        return False  # A space was forgotten between two sentences.
    return joiner in _JOINERS and _is_word(left) and _is_word(right)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")
