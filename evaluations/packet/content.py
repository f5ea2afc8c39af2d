"""One evaluation as its template takes it: in the order of a committee, every claim with what it rests on."""

import textwrap
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from evaluations.evidence.claims import SEVERITIES, Item, Section
from evaluations.forms.record import Record
from evaluations.forms.wording import day
from evaluations.packet import wording
from evaluations.packet.printable import missing, note
from evaluations.packet.sources import Sources
from evaluations.packet.words import words

TITLE = 200
"""Characters of a question that fit above its answer as a title."""


@dataclass(frozen=True)
class Content:
    record: Record
    index: int
    """Of the evaluation in its packet, from 0."""
    number: int
    """Of the answer in its interview, from 1: what the pages call it."""

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.record, self.place)

    @property
    def place(self) -> str:
        return f"e{self.index}"

    @property
    def title(self) -> str:
        """The question, or its beginning where it is long."""
        return textwrap.shorten(self.record.question, TITLE, placeholder=" …") or "No question"

    def to_json(self) -> dict[str, Any]:
        record = self.record
        is_shortened = len(" ".join(record.question.split())) > TITLE
        return {
            "place": self.place,
            "number": self.number,
            "title": words(self.title),
            "interview": words(wording.interview(record)),
            "question": words(record.question) if is_shortened else None,
            "said": self.sources.said(),
            "asides": self.sources.asides(),
            "rests": self.sources.rests(),
            **self.verdict,
            "facts": [{"name": name, "value": words(value), "address": ""} for name, value in self._facts()],
            "sections": [self._section(name) for name in Section],
            "missing": note(missing(self._judged()), "this evaluation"),
        }

    @property
    def verdict(self) -> dict[str, Any]:
        """What a committee looks for first; on the cover too."""
        record = self.record
        return {
            "verdict": self._graded(record.final_verdict),
            "rules": record.verdict if record.final_verdict != record.verdict else "",
            "becomes": record.if_flags_confirmed if record.if_flags_confirmed != record.verdict else "",
            "is_reviewed": bool(record.origin and record.origin.reviewed_by),
            "reviewed": words(wording.reviewed(record)),
        }

    def _facts(self) -> list[tuple[str, str]]:
        record = self.record
        return [
            ("Draft", f"{wording.drafted_by(record)}, {day(date.fromisoformat(record.date))}"),
            ("Changed by people", wording.changes(record)),
            ("Rubric", f"{record.rubric.name}, version {record.rubric_version}"),
            ("Level", record.level),
        ]

    def _judged(self) -> list[str]:
        items = [item for found in self.record.sections.values() for item in found]
        texts = [text for item in items for text in (item.text, item.label, item.competency)]
        return [self.record.question, *texts, self.record.override_reason]

    def _section(self, name: Section) -> dict[str, Any]:
        found = self.record.items(name)
        removed = wording.removed(self.record, name)
        drafted = name in self.record.sections
        return {
            "name": name,
            "heading": wording.HEADINGS[name],
            "hint": wording.HINTS.get(name, "") if found else "",
            "empty": wording.NONE.get(name, "None.") if drafted else "Not drafted.",
            "items": [self._claim(name, item) for item in found],
            "removed": words(removed) if removed else None,
        }

    def _claim(self, name: Section, item: Item) -> dict[str, Any]:
        numbers = self.sources.numbers(item)
        added = self.record.added.get(item.id, "")
        by = added or self.record.changed.get(item.id, "")
        claim = {
            "place": self.sources.places[item.id],
            "text": words(item.text),
            "numbers": numbers,
            "basis": "" if numbers else wording.basis(name, item.basis),
            "by": words(by) if by else None,
            "is_added": bool(added),
            "asked": item.asked,
        }
        if name is Section.RATINGS:
            return claim | self._rating(item)
        if name is Section.FLAGS:
            return claim | self._flag(item)
        if name is Section.RECOMMENDATION:
            return claim | self._recommendation(item)
        return claim

    def _rating(self, item: Item) -> dict[str, Any]:
        drafted = self.record.drafted.get(item.id, item)
        return {
            "competency": words(item.competency),
            "rating": self._graded(item.rating),
            "claimed": item.claimed_rating,
            "was": drafted.rating if drafted.rating != item.rating else "",
        }

    def _flag(self, item: Item) -> dict[str, Any]:
        drafted = self.record.drafted.get(item.id, item)
        return {
            "label": words(item.label),
            "severity": item.severity,
            "severity_word": SEVERITIES.get(item.severity, ""),
            "was": drafted.severity if drafted.severity != item.severity else 0,
            "status": item.status,
            "status_word": wording.STATUSES[item.status],
        }

    def _recommendation(self, item: Item) -> dict[str, Any]:
        record = self.record
        return {
            "reason": words(record.override_reason) if item.override and record.override_reason else None,
            "trace": [{"text": text, "decided": text in record.decisive} for text in record.trace],
            "engine": item.verdict if item.verdict != record.verdict else "",
            **self.verdict,
        }

    def _graded(self, word: str) -> dict[str, str]:
        """A rating or a verdict: its word with its mark."""
        return {"word": word or "No verdict yet", "mark": self.record.rubric.mark(word)}
