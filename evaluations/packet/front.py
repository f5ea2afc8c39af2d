"""What stands before a candidate's evaluations: for each opening what they say together, as the candidate page does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from evaluations.forms import committee, wording
from evaluations.forms.overview import CaseOverview, Drafted, Place, Row, Signed, Talk
from evaluations.packet.content import Content
from evaluations.packet.sources import Sources
from evaluations.packet.words import sentence, words
from evaluations.rules.rubric import Rubric

BESIDE = 6
"""Interviews beside each other in one table; of more there are several, as wide as each other."""
NARROW = 12
"""Characters of a word that such a column holds."""


def to_json(case: CaseOverview, contents: Sequence[Content]) -> dict[str, Any]:
    return _Front(case, {content.record.id: content for content in contents}).to_json()


@dataclass(frozen=True)
class _Front:
    case: CaseOverview
    contents: dict[str, Content]
    """By the id of the evaluation."""

    def to_json(self) -> dict[str, Any]:
        case = self.case
        return {
            "title": words(case.title),
            "level": case.level,
            "rubrics": [words(f"{name}, version {number}") for name, number in case.rubrics],
            "verdicts": [_verdict(talk) for talk in case.talks],
            "spread": words(wording.verdict_spread(case)) if wording.verdict_spread(case) else None,
            "by_rubric": words(wording.by_rubric(case)) if case.verdict else None,
            "trace": [{"text": step.text, "decided": step.decided} for step in case.trace],
            "is_signed": bool(case.signed),
            "is_comparable": case.is_comparable,
            "is_compared": len(case.signed) > 1 and case.is_comparable,
            "disagreements": [self._disagreement(row) for row in case.disagreements],
            "unseen": words(wording.unseen(case)) if case.unseen_keys else None,
            "matrices": self._matrices,
            "flags": [self._flag(place) for place in case.flags],
            "sections": [
                {"heading": "Strengths", "items": [self._said(*said) for said in case.strengths]},
                {"heading": "Areas for improvement", "items": [self._said(*said) for said in case.improvements]},
                {
                    "heading": "Open questions: nobody asked them",
                    "items": [self._question(place) for place in case.questions],
                },
            ],
            "committee": [
                {"heading": heading, "lines": [words(line) for line in lines]}
                for heading, lines in (committee.sections(case.committee) if case.committee else ())
            ],
            "notes": [_note(talk, card) for talk, card in case.signed if card.note or any(r.own for r in card.ratings)],
            "drafts": [self._drafted(draft) for draft in case.drafts],
        }

    def _disagreement(self, row: Row) -> dict[str, Any]:
        return {
            "competency": words(row.competency),
            "apart": f"{wording.counted(row.spread.steps if row.spread else 0, 'step')} apart",
            "said": [{"who": words(talk.interviewer), **rating} for (talk, _), rating in self._rated(row)],
        }

    @cached_property
    def _matrices(self) -> list[dict[str, Any]]:
        """Tables of some interviews each; the last says what all together come to."""
        signed = self.case.signed
        if not signed:
            return []
        tables = ceil(len(signed) / BESIDE)
        width = ceil(len(signed) / tables)
        starts = range(0, len(signed), width)
        return [self._matrix(slice(start, start + width), is_last=start == starts[-1]) for start in starts]

    def _matrix(self, part: slice, *, is_last: bool) -> dict[str, Any]:
        return {
            "heads": [words(talk.interviewer, NARROW) for talk, _ in self.case.signed[part]],
            "is_last": is_last,
            "rows": [
                {
                    "competency": words(row.competency),
                    "is_key": row.is_key,
                    "ratings": [rating for _, rating in self._rated(row)[part]],
                    "mean": wording.mean(row),
                    "spread": wording.steps(row),
                }
                for row in self.case.rows
            ],
        }

    def _rated(self, row: Row) -> list[tuple[tuple[Talk, Signed], dict[str, str]]]:
        pairs = zip(self.case.signed, row.ratings, strict=True)
        return [((talk, card), _graded(card.rubric, rating)) for (talk, card), rating in pairs]

    def _flag(self, place: Place) -> dict[str, Any]:
        item = place.item
        return {
            "label": words(item.label),
            "severity": item.severity,
            "severity_words": wording.severity(item.severity),
            "text": words(item.text),
            "places": self._places([place]),
            "quotes": [sentence(quote) for quote in place.quotes],
        }

    def _said(self, text: str, places: Iterable[Place]) -> dict[str, Any]:
        return {"text": words(text), "places": self._places(places)}

    def _question(self, place: Place) -> dict[str, Any]:
        """It claims nothing about the answer, so that it needs no basis."""
        return {"text": words(place.item.text), "places": [self._place(place, basis="")]}

    def _places(self, places: Iterable[Place]) -> list[dict[str, Any]]:
        return [self._place(place, wording.BASES[place.item.basis]) for place in places]

    def _place(self, place: Place, basis: str) -> dict[str, Any]:
        sources, item = self._sources(place.evaluation), place.item
        return {
            "who": words(wording.answer(place)),
            "leads": sources.leads(item.id) if sources else "",
            "numbers": [
                {"number": str(quote.number), "leads": (sources and sources.leads(item.id, quote.number)) or None}
                for quote in place.quotes
            ],
            "basis": "" if place.quotes else basis,
        }

    def _sources(self, evaluation: str) -> Sources | None:
        found = self.contents.get(evaluation)
        return found.sources if found else None

    def _drafted(self, draft: Drafted) -> dict[str, Any]:
        found = self.contents.get(draft.evaluation)
        return {
            "answer": words(wording.answer(draft)),
            "leads": found.place if found else "",
            "by": words(wording.drafted_by(draft.engine, draft.model)),
            "counts": [str(count) for count in (draft.drafted, draft.changed, draft.added, draft.removed)],
        }


def _verdict(talk: Talk) -> dict[str, Any]:
    card = talk.card
    return {
        "who": words(talk.interviewer),
        "held_on": wording.day(talk.held_on) if talk.held_on else "",
        "own": _graded(card.rubric, card.own_verdict) if card else None,
        "rubrics": _graded(card.rubric, card.verdict) if card and card.verdict != card.own_verdict else None,
        "reason": words(card.reason) if card and card.reason and card.verdict != card.own_verdict else None,
        "scorecard": words(wording.scorecard(talk)),
        "is_signed": card is not None,
    }


def _note(talk: Talk, card: Signed) -> dict[str, Any]:
    return {
        "who": words(talk.interviewer),
        "note": words(card.note) if card.note else None,
        "own": [
            {
                "competency": words(rated.competency),
                "rating": _graded(card.rubric, rated.own),
                "combined": rated.combined,
                "reason": words(rated.reason) if rated.reason else None,
            }
            for rated in card.ratings
            if rated.own
        ],
    }


def _graded(rubric: Rubric, word: str) -> dict[str, str]:
    return {"word": word, "mark": rubric.mark(word)}
