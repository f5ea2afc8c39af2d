"""The answer, read: which sentences are evidence, who acts in them, and which signals they give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evaluations.engines.base import Assignment
from evaluations.engines.builtin.lexicon import LEXICON, words
from evaluations.engines.builtin.measures import Measure, measures
from evaluations.evidence.sentences import split

MOST_WORDS_OF_A_REMARK = 60
ECHO_SHARE = 0.8
SHORTEST_ECHO = 5
SHORTEST_QUOTE = 4

_CODE = re.compile(r"[{}=;<>]|\(\)|\w\(\w*\)|^\s*(?:def|class|import|return|SELECT)\b", re.MULTILINE)
_MOST_CODE_SIGNS = 2
_BREATH = re.compile(r"(?:,|\band\b|\bso\b|\bthen\b|\bbut\b)\s+")
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "i'll", "myself"})
_FIRST_PLURAL = frozenset({"we", "we're", "we've", "we'd", "we'll", "our", "us", "ourselves", "ours"})


class Voice(StrEnum):
    """Who acts in a sentence."""

    OWN = "own"
    SHARED = "shared"
    OTHER = "other"


@dataclass(frozen=True)
class Remark:
    """A sentence of the answer or of a follow-up reply, copied exactly; a very long one comes in several remarks."""

    text: str
    words: tuple[str, ...]
    signals: tuple[str, ...]
    """One for each phrase of the lexicon that stands in it."""

    @cached_property
    def voice(self) -> Voice:
        if not _FIRST_PERSON.isdisjoint(self.words) or self._terse:
            return Voice.OWN
        return Voice.OTHER if _FIRST_PLURAL.isdisjoint(self.words) else Voice.SHARED

    @property
    def _terse(self) -> bool:
        """Whether it starts with what was done, as the lines of a bullet list do."""
        return bool(self.words) and any(signal == "action" for signal, _ in LEXICON.found(self.words[:1]))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return measures(self.text)

    def gives(self, *signals: str) -> bool:
        """Whether it gives any of these signals."""
        return any(signal in self.signals for signal in signals)

    def count(self, *signals: str) -> int:
        """How many of its phrases give these signals."""
        return sum(signal in signals for signal in self.signals)


@dataclass(frozen=True)
class Reading:
    """What of an answer is evidence: no repetition, no echo of the question, no code, no instruction to us."""

    remarks: tuple[Remark, ...]
    words: tuple[str, ...]
    """Of the whole answer and the replies, evidence or not."""
    echoes: int
    """How many sentences only repeat the question."""

    def giving(self, *signals: str) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.gives(*signals))

    def told_by(self, voice: Voice) -> tuple[Remark, ...]:
        """The sentences in which something is done, by who does it."""
        return tuple(remark for remark in self.remarks if remark.voice is voice and remark.gives("action"))


def read(assignment: Assignment) -> Reading:
    """Never raises, whatever the text; the same text gives the same reading."""
    texts = (assignment.answer, *(follow_up.reply for follow_up in assignment.follow_ups))
    questions = (assignment.question, *(follow_up.question for follow_up in assignment.follow_ups))
    asked = frozenset(word for question in questions for word in words(question))
    remarks: dict[tuple[str, ...], Remark] = {}
    echoes = 0
    for piece in (piece for text in texts for piece in _pieces(text)):
        said = words(piece)
        if _is_echo(said, asked):
            echoes += 1
        elif said and said not in remarks and not _is_code(piece):
            remarks[said] = Remark(piece, said, tuple(signal for signal, _ in LEXICON.found(said)))
    return Reading(
        remarks=tuple(remark for remark in remarks.values() if not remark.gives("instruction")),
        words=tuple(word for text in texts for word in words(text)),
        echoes=echoes,
    )


def _pieces(text: str) -> Iterator[str]:
    for sentence in split(text):
        whole = text[sentence.start : sentence.end]
        yield from (piece for piece in _breaths(whole) if piece == whole or len(words(piece)) >= SHORTEST_QUOTE)


def _breaths(sentence: str) -> Iterator[str]:
    """A sentence in pieces short enough to quote: speech written down may go on without a full stop."""
    rest = sentence
    while len(rest.split(maxsplit=MOST_WORDS_OF_A_REMARK + 4)) > MOST_WORDS_OF_A_REMARK + 4:
        head = _first_words(rest, MOST_WORDS_OF_A_REMARK)
        breaths = [match.end() for match in _BREATH.finditer(head) if match.end() > len(head) // 2]
        cut = breaths[-1] if breaths else len(head)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    yield rest


def _first_words(text: str, count: int) -> str:
    match = re.match(rf"(?:\S+\s+){{{count}}}", text)
    return match.group() if match else text


def _is_echo(said: tuple[str, ...], asked: frozenset[str]) -> bool:
    return len(said) >= SHORTEST_ECHO and sum(word in asked for word in said) >= ECHO_SHARE * len(said)


def _is_code(piece: str) -> bool:
    return len(_CODE.findall(piece)) > _MOST_CODE_SIGNS
