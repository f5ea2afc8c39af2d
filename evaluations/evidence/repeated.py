"""Evidence of claims that nobody quoted: where one repeats the candidate's words exactly.

A document states its claims without saying what they rest on. Whatever stretch of a claim stands in a text word for
word counts as its quote by the rules of `quotes`, and by no weaker ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from evaluations.evidence.claims import Basis, Item, Section, Span
from evaluations.evidence.folding import fold
from evaluations.evidence.instructions import instructions, overlaps
from evaluations.evidence.quotes import FEWEST_WORDS, find
from evaluations.evidence.sentences import split

_SEARCHED = (
    *(Section.NOTES, Section.SUMMARY, Section.STRENGTHS, Section.IMPROVEMENTS, Section.RATINGS),
    *(Section.FLAGS, Section.JUSTIFICATION),
)
_PLACES = 50
"""Where a stretch stands more often, how it goes on is compared at so many places."""
_WORD = re.compile(r"\w+")


def with_evidence(
    sections: Mapping[Section, tuple[Item, ...]], texts: Mapping[str, str]
) -> dict[Section, tuple[Item, ...]]:
    """The stated claims with the evidence found for them; what has some is quoted, but a rating stays stated.

    `texts` are what the candidate said, by name ("answer", "follow_ups/0").
    """
    searched = [_Text.of(name, text) for name, text in texts.items()]

    def supported(section: Section, item: Item) -> Item:
        if section not in _SEARCHED or item.basis is not Basis.STATED:
            return item
        evidence = tuple(span for text in searched for span in text.repeated_in(item.text))
        quoted = evidence and section is not Section.RATINGS
        return replace(item, evidence=evidence, basis=Basis.QUOTED if quoted else item.basis)

    return {section: tuple(supported(section, item) for item in items) for section, items in sections.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """A folded text and where its words are."""

    folded: str
    places: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> "_Words":
        folded = fold(text).text
        return cls(folded, tuple(match.span() for match in _WORD.finditer(folded)))

    def run(self, first: int, last: int) -> str:
        """From the one word to the other, and what stands between."""
        return self.folded[self.places[first][0] : self.places[last][1]]

    def runs(self) -> Iterator[tuple[int, str]]:
        """Every stretch of as many words as a quote needs, with the index of its first."""
        for first in range(len(self.places) - FEWEST_WORDS + 1):
            yield first, self.run(first, first + FEWEST_WORDS - 1)


@dataclass(frozen=True, slots=True)
class _Text:
    name: str
    text: str
    words: _Words
    runs: Mapping[str, list[int]]
    """Where each stretch of so many words begins."""

    @classmethod
    def of(cls, name: str, text: str) -> "_Text":
        words, runs = _Words.of(text), defaultdict(list)
        for first, run in words.runs():
            runs[run].append(first)
        return cls(name, text, words, runs)

    def repeated_in(self, claim: str) -> tuple[Span, ...]:
        """Where this text says what the claim repeats, in the order of the text."""
        quotes = (*self._long_runs(claim), *_short_sentences(claim))
        found = {place for quote in quotes if (place := find(quote, self.text))}
        aside = instructions(self.text)
        return tuple(Span(self.name, *place) for place in sorted(found) if not overlaps(*place, aside))

    def _long_runs(self, claim: str) -> Iterator[str]:
        """The longest stretches; one that does not count is not tried again without the word that spoils it."""
        words = _Words.of(claim)
        done = 0
        for first, run in words.runs():
            if first < done or run not in self.runs:
                continue
            last, at = max((self._last_common(words, first, at), -at) for at in self.runs[run][:_PLACES])
            done = last + 1
            if not self._denies_before(words, first, -at, last - first):
                yield words.run(first, last)

    def _last_common(self, claim: _Words, first: int, at: int) -> int:
        """The index of the claim's last word up to which it goes on as the text does at word `at`."""
        last = first + FEWEST_WORDS - 1
        while (
            last + 1 < len(claim.places)
            and at + last + 1 - first < len(self.words.places)
            and claim.run(last, last + 1) == self.words.run(at + last - first, at + last + 1 - first)
        ):
            last += 1
        return last

    def _denies_before(self, claim: _Words, first: int, at: int, length: int) -> bool:
        """Whether the claim repeats one word more, but for its capital, and the text denies it: "never took charge"."""
        begin = at
        while first and begin and claim.run(first - 1, first).casefold() == self.words.run(begin - 1, begin).casefold():
            first, begin = first - 1, begin - 1
        return begin < at and find(self.words.run(begin, at + length), self.text) is None


def _short_sentences(claim: str) -> Iterator[str]:
    """Whole sentences too short to count otherwise."""
    for sentence in split(claim):
        words = claim[sentence.start : sentence.end]
        if len(words.split()) < FEWEST_WORDS:
            yield words
