"""What the candidate said, and what rests on it: sentences numbered through the answer and then each reply."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluations.engines.base import texts
from evaluations.evidence.claims import Item, Section
from evaluations.evidence.marking import MarkedTexts, mark_all
from evaluations.forms.record import Record
from evaluations.packet.printable import missing, note
from evaluations.packet.wording import SHORT
from evaluations.packet.words import said, words


@dataclass(frozen=True)
class Sources:
    record: Record
    place: str
    """What the names of its places in the packet begin with."""

    @cached_property
    def places(self) -> dict[str, str]:
        """By item: where its claim stands."""
        return {item.id: f"{self.place}-{section}-{number}" for section, number, item in self._items}

    @cached_property
    def _items(self) -> list[tuple[Section, int, Item]]:
        return [(name, number, item) for name in Section for number, item in enumerate(self.record.items(name), 1)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return texts(self.record.answer, self.record.follow_ups)

    @cached_property
    def _marked(self) -> MarkedTexts:
        return mark_all(self._texts, [item for _, _, item in self._items])

    def leads(self, item: str, sentence: int | None = None) -> str:
        """The place of a claim, or that of a sentence which it rests on; empty where there is none in the packet."""
        if item not in self.places:
            return ""
        if sentence is None:
            return self.places[item]
        return self._place_of(sentence) if sentence in self._marked.numbers[item] else ""

    def numbers(self, item: Item) -> list[dict[str, Any]]:
        """Of the sentences that a claim rests on, each with where it leads."""
        return [self._number(number) for number in self._marked.numbers[item.id]]

    def said(self) -> list[dict[str, Any]]:
        """The answer, then each reply with the question that it replies to."""
        questions = ["", *(asked.question for asked in self.record.follow_ups)]
        return [
            {
                "asked": words(asked) if asked else None,
                "missing": note(missing((asked, text)), "this answer"),
                **said(marked, text, self._place_of, self.places),
            }
            for asked, text, marked in zip(questions, self._texts.values(), self._marked.texts, strict=True)
        ]

    def asides(self) -> list[dict[str, Any]]:
        """The sentences that speak to whoever evaluates instead of answering."""
        return [self._number(sentence.number) for sentence in self._marked.speaking_to_model]

    def rests(self) -> list[dict[str, Any]]:
        """By sentence: what rests on it, by names that a reader finds again."""
        names = {item.id: _name(section, number, item) for section, number, item in self._items}
        found = []
        for sentence in (sentence for text in self._marked.texts for sentence in text.sentences):
            places: dict[str, str] = {}
            for item in sentence.items:
                places.setdefault(names[item.id], self.places[item.id])
            claims = [{"name": words(name), "leads": place} for name, place in places.items()]
            found += [{**self._number(sentence.number), "claims": claims}] if claims else []
        return found

    def _number(self, number: int) -> dict[str, Any]:
        return {"number": str(number), "leads": self._place_of(number)}

    def _place_of(self, number: int) -> str:
        return f"{self.place}-s{number}"


def _name(section: Section, number: int, item: Item) -> str:
    if section in (Section.SUMMARY, Section.RECOMMENDATION):
        return SHORT[section]
    return item.competency or item.label or f"{SHORT[section]} {number}"
