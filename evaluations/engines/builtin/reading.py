"""The answer, read: which sentences are evidence, who acts in them, and which signals they give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evaluations.engines.base import Assignment
from evaluations.engines.builtin.doers import acting, speaking_of
from evaluations.engines.builtin.lexicon import LEXICON, words
from evaluations.engines.builtin.measures import Measure, measures
from evaluations.evidence.sentences import split

LONG_SENTENCE = 45
SHORTEST_BREATH = 7
ECHO_SHARE = 0.8
SHORTEST_ECHO = 5
SHORTEST_QUOTE = 4
LONGEST_REMARK = 700
"""In characters; what is longer has words that nobody speaks."""

_BREATH = re.compile(r"\b(?:and|so|but|then)\s+(?=(?:then\s+|after that\s+)?(?:I|we|it|the|that)\b)|(?<=;)\s")
_JOINT = re.compile(
    r"[;:]\s+|,?\s+(?:and|but|so)\s+(?=(?:I|we|he|she|they|it|this|that|nobody|everyone)\b(?!['’]?s\b))", re.IGNORECASE
)
_RUN = re.compile(r"(?:\S+\s*){1,60}")
_CODE = re.compile(r"[{}=;<>]|\(\)|\w\(\w*\)|^\s*(?:def|class|import|return|SELECT)\b", re.MULTILINE)
_HEADING = re.compile(r"\W*\w+(?: [\w'’]+){0,5}\s*:\W*")
_MOST_CODE_SIGNS = 2
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Voice(StrEnum):
    """Who acts in a sentence."""

    OWN = "own"
    SHARED = "shared"
    OTHER = "other"


_VOICES = {"I": Voice.OWN, "we": Voice.SHARED, "": Voice.OTHER}


@dataclass(frozen=True, eq=False)
class Remark:
    """A sentence of the answer or of a follow-up reply, copied exactly; a very long one comes in several remarks."""

    text: str
    words: tuple[str, ...]
    signals: tuple[str, ...]
    """One for each phrase of the lexicon that stands in it."""

    @cached_property
    def voice(self) -> Voice:
        return Voice.OWN if self.acting == "I" else _VOICES[speaking_of(self.words) or self.acting]

    @cached_property
    def acting(self) -> str:
        """ "I" or "we", whose deed it tells; empty where neither does anything."""
        return acting(self.words)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return measures(self.text)

    @cached_property
    def clauses(self) -> tuple["Remark", ...]:
        """What it says one after the other, each with words enough to stand alone; itself where it is one clause."""
        texts = [self.text[start:end] for start, end in self._clause_spans()]
        return tuple(Remark(text, words(text), _signals(words(text))) for text in texts) if texts[1:] else (self,)

    def _clause_spans(self) -> Iterator[tuple[int, int]]:
        start = 0
        for joint in _JOINT.finditer(self.text):
            before, after = self.text[start : joint.start()], self.text[joint.end() :]
            if min(len(words(before)), len(words(after))) >= SHORTEST_QUOTE:
                yield start, joint.start()
                start = joint.end()
        yield start, len(self.text)

    @property
    def changes(self) -> tuple[Measure, ...]:
        """The measures that tell a change or money."""
        return tuple(measure for measure in self.measures if measure.changes)

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
        return tuple(remark for remark in self.remarks if remark.acting and remark.voice is voice)


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
        elif said and said not in remarks and _is_prose(piece):
            remarks[said] = Remark(piece, said, _signals(said))
    return Reading(
        remarks=tuple(remark for remark in remarks.values() if not remark.gives("instruction")),
        words=tuple(word for text in texts for word in words(text)),
        echoes=echoes,
    )


def _signals(said: tuple[str, ...]) -> tuple[str, ...]:
    """All that are given; "action" only by who acts, and "not my job, but I took it on" disowns nothing."""
    found = tuple(signal for signal, _ in LEXICON.found(said) if signal != "action")
    found += ("action",) * bool(acting(said))
    return tuple(signal for signal in found if signal != "disown") if "ownership" in found else found


def _pieces(text: str) -> Iterator[str]:
    """Sentences, and parts of long ones that are long enough to be quoted by themselves."""
    for sentence in split(text):
        whole = text[sentence.start : sentence.end]
        yield from (piece for piece in _breaths(whole) if piece == whole or len(words(piece)) >= SHORTEST_QUOTE)


def _breaths(sentence: str) -> Iterator[str]:
    """A long sentence clause by clause: speech that was written down may go on without a full stop."""
    if len(sentence.split(maxsplit=LONG_SENTENCE)) <= LONG_SENTENCE:
        yield sentence
        return
    start = 0
    for end in (*(match.start() for match in _BREATH.finditer(sentence)), len(sentence)):
        if end == len(sentence) or len(words(sentence[start:end])) >= SHORTEST_BREATH:
            yield from (run.group().strip() for run in _RUN.finditer(sentence[start:end]))
            start = end


def _is_echo(said: tuple[str, ...], asked: frozenset[str]) -> bool:
    return len(said) >= SHORTEST_ECHO and sum(word in asked for word in said) >= ECHO_SHARE * len(said)


def _is_prose(piece: str) -> bool:
    readable = len(piece) <= LONGEST_REMARK and not _UNSTORABLE.search(piece)
    return readable and not _HEADING.fullmatch(piece) and len(_CODE.findall(piece)) <= _MOST_CODE_SIGNS
