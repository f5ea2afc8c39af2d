"""The answer as the page shows it: sentence by sentence, with the evidence in them marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.evidence.claims import Item
from evaluations.evidence.instructions import instructions
from evaluations.evidence.sentences import containing, split


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that either is evidence or is not."""

    text: str
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    number: int
    """Counted from 1: what a page calls the sentence, and what it keeps when more evidence arrives."""
    lead: str
    """White space, bullets and the like between the sentence before and this one."""
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    """The claims that rest on it."""
    speaks_to_model: bool
    """It tells an evaluator what to do: shown, and no evidence for anything."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    sentences: tuple[MarkedSentence, ...]
    tail: str
    numbers: dict[str, tuple[int, ...]]
    """By item: the numbers of the sentences that it rests on."""

    @property
    def speaking_to_model(self) -> tuple[MarkedSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.speaks_to_model)


def mark(name: str, text: str, items: Iterable[Item]) -> MarkedText:
    """`name` is what evidence calls the text ("answer"). Linear in the text plus its evidence."""
    sentences = split(text)
    passages = frozenset(instructions(text))
    claimed: list[list[Item]] = [[] for _ in sentences]
    covered: list[list[tuple[int, int]]] = [[] for _ in sentences]
    numbers: dict[str, tuple[int, ...]] = {}
    for item in items:
        spans = [span for span in item.evidence if span.text == name]
        found = sorted({index for span in spans for index in containing(sentences, span.start, span.end)})
        numbers[item.id] = tuple(index + 1 for index in found)
        for index in found:
            claimed[index].append(item)
            covered[index] += [(span.start, span.end) for span in spans]
    marked, end = [], 0
    for index, sentence in enumerate(sentences):
        pieces = _pieces(text, sentence.start, sentence.end, covered[index])
        lead, rests = text[end : sentence.start], tuple(claimed[index])
        marked.append(MarkedSentence(index + 1, lead, pieces, rests, sentence in passages))
        end = sentence.end
    return MarkedText(tuple(marked), text[end:], numbers)


def _pieces(text: str, start: int, end: int, covered: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in _merged(covered):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            pieces.append(Piece(text[at:first], is_evidence=False))
        pieces.append(Piece(text[first:last], is_evidence=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end], is_evidence=False))
    return tuple(pieces)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
