"""What the candidate said, and what rests on it: sentences numbered through the answer and then each reply."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluations.evidence.claims import Item, Section
from evaluations.evidence.marking import MarkedSentence, MarkedText, mark
from evaluations.forms.record import Record
from evaluations.packet.printable import missing, note
from evaluations.packet.wording import SHORT
from evaluations.packet.words import said, words


@dataclass(frozen=True)
class Sources:
    record: Record
    index: int
    """Of the evaluation in its packet, from 0: what its places begin with."""

    @cached_property
    def places(self) -> dict[str, str]:
        """By item: where its claim stands."""
        return {item.id: f"e{self.index}-{name}-{number}" for name, number, item in self._items}

    @cached_property
    def _items(self) -> list[tuple[Section, int, Item]]:
        return [(name, number, item) for name in Section for number, item in enumerate(self.record.items(name), 1)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        replies = {f"follow_ups/{number}": asked.reply for number, asked in enumerate(self.record.follow_ups)}
        return {"answer": self.record.answer, **replies}

    @cached_property
    def _marked(self) -> dict[str, MarkedText]:
        return {name: mark(name, text, [item for _, _, item in self._items]) for name, text in self._texts.items()}

    @cached_property
    def _offsets(self) -> dict[str, int]:
        """By text: the number of the sentence before its first."""
        offsets, before = {}, 0
        for name, text in self._marked.items():
            offsets[name] = before
            before += len(text.sentences)
        return offsets

    def numbers(self, item: Item) -> list[dict[str, Any]]:
        """Of the sentences that a claim rests on, each with where it leads."""
        return [
            self._number(number + self._offsets[name])
            for name, text in self._marked.items()
            for number in text.numbers[item.id]
        ]

    def said(self) -> list[dict[str, Any]]:
        """The answer, then each reply with the question that it replies to."""
        questions = ["", *(asked.question for asked in self.record.follow_ups)]
        return [
            {
                "asked": words(asked) if asked else None,
                "missing": note(missing([asked, self._texts[name]]), "this answer"),
                **said(
                    text, self._texts[name], place=f"e{self.index}-s", offset=self._offsets[name], leads=self.places
                ),
            }
            for asked, (name, text) in zip(questions, self._marked.items(), strict=True)
        ]

    def asides(self) -> list[dict[str, Any]]:
        """The sentences that speak to whoever evaluates instead of answering."""
        return [self._number(number) for number, sentence in self._sentences() if sentence.speaks_to_model]

    def rests(self) -> list[dict[str, Any]]:
        """By sentence: what rests on it, by names that a reader finds again."""
        names = {item.id: _name(section, number, item) for section, number, item in self._items}
        found = []
        for number, sentence in self._sentences():
            places = {names[item.id]: self.places[item.id] for item in reversed(sentence.items)}
            claims = [{"name": words(name), "leads": place} for name, place in reversed(places.items())]
            found += [{**self._number(number), "claims": claims}] if claims else []
        return found

    def _sentences(self) -> Iterator[tuple[int, MarkedSentence]]:
        for name, text in self._marked.items():
            for sentence in text.sentences:
                yield sentence.number + self._offsets[name], sentence

    def _number(self, number: int) -> dict[str, Any]:
        return {"number": str(number), "leads": f"e{self.index}-s{number}"}


def _name(section: Section, number: int, item: Item) -> str:
    if section in (Section.SUMMARY, Section.RECOMMENDATION):
        return SHORT[section]
    return item.competency or item.label or f"{SHORT[section]} {number}"
