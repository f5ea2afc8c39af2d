"""From the claims of a JSON form to items: as the form states them, and as they hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evaluations.evidence.claims import Basis, Item, Section, Span
from evaluations.evidence.grounding import carried, is_evidence
from evaluations.forms.reading.json_shape import Claim, Form, Supported, Unsaid
from evaluations.rules.rubric import Rubric

PLACES = {
    **{section: f"feedback.{section}" for section in Section},
    Section.SUMMARY: "feedback.summary_sentences",
    Section.FLAGS: "red_flags.flags",
    Section.JUSTIFICATION: "red_flags.justification_bullets",
    Section.SUGGESTIONS: "red_flags.suggestion_bullets",
}
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Stated:
    """An item as the form has it, nothing of it checked, with what it says the evidence reads."""

    item: Item
    quotes: tuple[str, ...]


def stated(form: Form) -> dict[Section, tuple[Stated, ...]]:
    """All sections of both passes."""
    feedback, red_flags = form.feedback, form.red_flags
    recommendation = feedback.recommendation
    sentences = feedback.summary_sentences or _unsupported([feedback.summary] if feedback.summary else [])
    return {
        Section.NOTES: _claims(feedback.notes),
        Section.SUMMARY: _claims(sentences),
        Section.STRENGTHS: _claims(feedback.strengths),
        Section.IMPROVEMENTS: _claims(feedback.improvements),
        Section.RATINGS: tuple(
            _stated(
                rating,
                rating.rationale,
                competency=rating.competency,
                rating=rating.rating,
                claimed_rating=rating.claimed_rating,
            )
            for rating in feedback.ratings
        ),
        Section.RECOMMENDATION: ()
        if recommendation.basis is None
        else (
            _stated(
                recommendation,
                recommendation.justification,
                verdict=recommendation.engine_verdict or "",
                override=recommendation.override.verdict if recommendation.override else "",
                unusable=recommendation.unusable,
            ),
        ),
        Section.FOLLOW_UP_QUESTIONS: tuple(
            _stated(question, question.text, asked=question.asked) for question in feedback.follow_up_questions
        ),
        Section.FLAGS: tuple(
            _stated(flag, flag.detail, label=flag.label, severity=flag.severity, status=flag.status)
            for flag in red_flags.flags
        ),
        Section.JUSTIFICATION: _claims(
            _worded(red_flags.justification_bullets, red_flags.justification) or _unsupported(red_flags.justification)
        ),
        Section.SUGGESTIONS: _claims(
            _worded(red_flags.suggestion_bullets, red_flags.suggestions)
            or [Unsaid(text=text) for text in red_flags.suggestions]
        ),
    }


def _worded(bullets: Sequence[Claim], texts: Sequence[str]) -> Sequence[Claim]:
    """The bullets where they say what the plain texts say, which every reader of the form can change."""
    return bullets if [bullet.text for bullet in bullets] == list(texts) else ()


def _unsupported(texts: Iterable[str]) -> list[Claim]:
    return [Claim(text=text, basis=Basis.UNVERIFIED) for text in texts]


def _claims(claims: Iterable[Claim]) -> tuple[Stated, ...]:
    return tuple(_stated(claim, claim.text) for claim in claims)


def _stated(claim: Supported, text: str, **fields: Any) -> Stated:
    if _ID.fullmatch(claim.id):
        fields["id"] = claim.id
    spans = tuple(Span(evidence.text, evidence.start, evidence.end) for evidence in claim.evidence)
    item = Item(text=text, basis=claim.basis, evidence=spans, **fields)
    return Stated(item, tuple(evidence.quote for evidence in claim.evidence))


@dataclass
class Checking:
    """Checks the items of one form. `texts` are what the candidate said, by the names that evidence has for it."""

    texts: Mapping[str, str]
    rubric: Rubric
    lines: list[str] = field(default_factory=list)
    """What was changed, each with its place."""
    _ids: set[str] = field(default_factory=set)

    def items(self, section: Section, claims: Sequence[Stated]) -> tuple[Item, ...]:
        checked = []
        for number, claim in enumerate(claims):
            place = PLACES[section] if section is Section.RECOMMENDATION else f"{PLACES[section]}.{number}"
            if section is Section.RATINGS and claim.item.competency not in self.rubric.competency_names:
                competency = claim.item.competency
                self.lines.append(f"{place}: the rubric does not have {competency}; its rating was left out.")
                continue
            checked.append(self._unique(self._held(claim, place)))
        return tuple(checked)

    def _unique(self, item: Item) -> Item:
        """An id that another item has already is given anew."""
        if item.id in self._ids:
            item = Item.from_json({key: value for key, value in item.to_json().items() if key != "id"})
        self._ids.add(item.id)
        return item

    def _held(self, claim: Stated, place: str) -> Item:
        held = tuple(
            span for span, quote in zip(claim.item.evidence, claim.quotes, strict=True) if self._is_held(span, quote)
        )
        item = replace(claim.item, evidence=held)
        if dropped := len(claim.item.evidence) - len(held):
            quotes = "a quote does" if dropped == 1 else f"{dropped} quotes do"
            self.lines.append(f"{place}: {quotes} not stand where it is said; left out.")
        if item.basis is Basis.QUOTED and not held:
            item = replace(item, basis=Basis.UNVERIFIED)
            self.lines.append(f"{place}: no quote is left of those that it rests on; it is not verified.")
        if item.rating:
            rated = carried(item, self.rubric)
            if rated is not item:
                self.lines.append(f"{place}: nothing carries {item.rating}; {item.competency} is not assessed.")
            item = rated
        return item

    def _is_held(self, span: Span, quote: str) -> bool:
        if span.start < 0 or self.texts.get(span.text, "")[span.start : span.end] != quote:
            return False
        return is_evidence(span, self.texts)
