"""What is left of an engine's claims once their quotes were looked for: items that know what they rest on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evaluations.evidence.claims import Basis, Claim, Item, Section, Sections, Span
from evaluations.evidence.instructions import instructions, overlaps
from evaluations.evidence.quotes import find, holds
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric

LONGEST_TEXT = 2_000
"""In characters; nothing an interviewer would read as one point is longer."""

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CARRY_ANY_RATING = (Basis.QUOTED, Basis.PERSON, Basis.STATED)
_ABOUT_WHAT_WAS_NOT_SAID = (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)


class InvalidReply(ValueError):
    """A reply that cannot be shown as an evaluation. The message is plain words and repeats nothing of the reply."""


def ground(sections: Sections, texts: Mapping[str, str], rubric: Rubric) -> dict[Section, tuple[Item, ...]]:
    """The items of each section given; of ratings, one per competency in the rubric's order.

    `texts` are what the candidate said, by name ("answer", "follow_ups/0"), in the order they were said.
    Raises InvalidReply.
    """
    return {section: _ground_section(section, claims, texts, rubric) for section, claims in sections.items()}


def _ground_section(
    section: Section, claims: Sequence[Claim], texts: Mapping[str, str], rubric: Rubric
) -> tuple[Item, ...]:
    items = [_item(section, claim, texts) for claim in claims if not _is_blank(claim)]
    if section is Section.RATINGS:
        return _ratings(items, rubric)
    if section is Section.RECOMMENDATION:
        _check_recommendation(items, rubric)
    if section is Section.FLAGS:
        _check_flags(items)
    return tuple(items)


def _is_blank(claim: Claim) -> bool:
    said = (claim.text, claim.label, claim.competency, claim.rating, claim.verdict)
    return not (claim.unusable or any(map(str.strip, said)))


def _item(section: Section, claim: Claim, texts: Mapping[str, str]) -> Item:
    evidence = located(claim.quotes, texts)
    return Item(
        text=_checked(claim.text),
        basis=_basis(section, claim, evidence),
        evidence=evidence,
        competency=claim.competency,
        rating=claim.rating,
        label=_checked(claim.label),
        severity=claim.severity,
        verdict=claim.verdict,
        unusable=claim.unusable,
    )


def _checked(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InvalidReply(f"One point of the reply is longer than {LONGEST_TEXT:,} characters.")
    if UNSTORABLE.search(text):
        raise InvalidReply("The reply contains characters that cannot be stored.")
    return text.strip()


def located(quotes: Sequence[str], texts: Mapping[str, str]) -> tuple[Span, ...]:
    """Where each quote stands first, in the order in which it was said. What speaks to a model is no evidence."""
    order = list(texts)
    found = {span for quote in quotes if (span := _first(quote, texts))}
    return tuple(sorted(found, key=lambda span: (order.index(span.text), span.start, span.end)))


def is_evidence(span: Span, texts: Mapping[str, str]) -> bool:
    """Whether somebody else's offsets are evidence by the same rules."""
    text = texts.get(span.text, "")
    return holds(text, span.start, span.end) and not overlaps(span.start, span.end, instructions(text))


def _first(quote: str, texts: Mapping[str, str]) -> Span | None:
    for name, text in texts.items():
        found = find(quote, text)
        if found and not overlaps(*found, instructions(text)):
            return Span(name, *found)
    return None


def _basis(section: Section, claim: Claim, evidence: Sequence[Span]) -> Basis:
    if evidence:
        return Basis.QUOTED
    if section in _ABOUT_WHAT_WAS_NOT_SAID or claim.rating == NOT_ASSESSED:
        return Basis.ABSENT
    return Basis.ABSENT if claim.absent and not claim.quotes else Basis.UNVERIFIED


def _ratings(items: Sequence[Item], rubric: Rubric) -> tuple[Item, ...]:
    by_competency = {item.competency: item for item in items}
    if len(by_competency) < len(items):
        raise InvalidReply("The reply rates a competency twice.")
    if not by_competency.keys() <= set(rubric.competency_names):
        raise InvalidReply("The reply rates a competency that the rubric does not have.")
    if not {item.rating for item in items} <= {*rubric.rating_words, NOT_ASSESSED}:
        raise InvalidReply("The reply gives a rating that is not on the rubric's scale.")
    return tuple(carried(by_competency.get(name) or not_assessed(name), rubric) for name in rubric.competency_names)


def not_assessed(competency: str) -> Item:
    return Item(text="", basis=Basis.ABSENT, competency=competency, rating=NOT_ASSESSED)


def carried(item: Item, rubric: Rubric) -> Item:
    """The rating itself where its basis carries it; else Not assessed, with what was claimed."""
    by_absence = item.basis is Basis.ABSENT and item.rating in rubric.absence_supports
    if by_absence or item.basis in _CARRY_ANY_RATING or item.rating == NOT_ASSESSED:
        return item
    return replace(item, rating=NOT_ASSESSED, claimed_rating=item.rating)


def _check_recommendation(items: Sequence[Item], rubric: Rubric) -> None:
    if len(items) > 1:
        raise InvalidReply("The reply gives more than one recommendation.")
    if not {item.verdict for item in items} <= {*rubric.verdict_words, INSUFFICIENT_EVIDENCE, ""}:
        raise InvalidReply("The reply recommends something that is not on the rubric's scale.")


def _check_flags(items: Sequence[Item]) -> None:
    if not all(item.label for item in items):
        raise InvalidReply("The reply raises a red flag without a name.")
    if not all(1 <= item.severity <= 5 for item in items):
        raise InvalidReply("The reply raises a red flag whose severity is not from 1 to 5.")
