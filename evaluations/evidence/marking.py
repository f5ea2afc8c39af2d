"""What was said as a page shows it: sentence by sentence, with the evidence in them marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluations.evidence.claims import Item, Span
from evaluations.evidence.instructions import instructions
from evaluations.evidence.sentences import containing, split


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that either is evidence or is not."""

    text: str
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    start: int
    end: int
    """Code points of its text."""
    number: int
    """From 1, through all texts: what a page calls the sentence, and what it keeps when more evidence arrives."""
    lead: str
    """White space, bullets and the like between the sentence before and this one."""
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    """The claims that rest on it."""
    speaks_to_model: bool
    """It tells an evaluator what to do: shown, and no evidence for anything."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    name: str
    """What evidence calls it."""
    sentences: tuple[MarkedSentence, ...]
    tail: str
    numbers: dict[str, tuple[int, ...]]
    """By item: the numbers of the sentences that it rests on."""

    @property
    def speaking_to_model(self) -> tuple[MarkedSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.speaks_to_model)


@dataclass(frozen=True, slots=True)
class MarkedTexts:
    """The answer and the replies to what was asked further, their sentences numbered through."""

    texts: tuple[MarkedText, ...]
    numbers: dict[str, tuple[int, ...]]
    """As of one text, of all of them."""

    @property
    def speaking_to_model(self) -> tuple[MarkedSentence, ...]:
        return tuple(sentence for text in self.texts for sentence in text.speaking_to_model)

    def touched(self, spans: Iterable[Span]) -> list[tuple[str, MarkedSentence]]:
        """The sentences that share something with one of the spans, each with the name of its text."""
        wanted = list(spans)
        return [
            (text.name, sentence)
            for text in self.texts
            for sentence in text.sentences
            if any(
                span.text == text.name and span.start < sentence.end and sentence.start < span.end for span in wanted
            )
        ]

    def spans_of(self, numbers: Iterable[int]) -> list[Span]:
        """Of these sentences; a number that there is not is left out."""
        wanted = set(numbers)
        return [
            Span(text.name, sentence.start, sentence.end)
            for text in self.texts
            for sentence in text.sentences
            if sentence.number in wanted
        ]


def mark_all(texts: Mapping[str, str], items: Iterable[Item]) -> MarkedTexts:
    """`texts` by the names that evidence has for them, in the order in which they were said."""
    items = tuple(items)
    marked: list[MarkedText] = []
    for name, text in texts.items():
        marked.append(mark(name, text, items, first=1 + sum(len(before.sentences) for before in marked)))
    return MarkedTexts(
        tuple(marked), {item.id: tuple(number for text in marked for number in text.numbers[item.id]) for item in items}
    )


def mark(name: str, text: str, items: Iterable[Item], first: int = 1) -> MarkedText:
    """`name` is what evidence calls the text ("answer"); its sentences are numbered from `first`.

    Linear in the text plus its evidence.
    """
    sentences = split(text)
    passages = frozenset(instructions(text))
    claimed: list[list[Item]] = [[] for _ in sentences]
    covered: list[list[tuple[int, int]]] = [[] for _ in sentences]
    numbers: dict[str, tuple[int, ...]] = {}
    for item in items:
        spans = [span for span in item.evidence if span.text == name]
        found = sorted({index for span in spans for index in containing(sentences, span.start, span.end)})
        numbers[item.id] = tuple(index + first for index in found)
        for index in found:
            claimed[index].append(item)
            covered[index] += [(span.start, span.end) for span in spans]
    marked, end = [], 0
    for index, sentence in enumerate(sentences):
        pieces = _pieces(text, sentence.start, sentence.end, covered[index])
        lead, rests = text[end : sentence.start], tuple(claimed[index])
        marked.append(
            MarkedSentence(sentence.start, sentence.end, index + first, lead, pieces, rests, sentence in passages)
        )
        end = sentence.end
    return MarkedText(name, tuple(marked), text[end:], numbers)


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
