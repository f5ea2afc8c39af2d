"""Evidence by hand: a person points at what was said. The same rules as for an engine's quotes hold, by position."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.evidence.claims import Basis, Item, Section, Span
from evaluations.evidence.instructions import instructions, overlaps
from evaluations.evidence.quotes import holds
from evaluations.models import Edit, Evaluation
from evaluations.present import Present, PresentItem
from evaluations.review.appending import VERDICTS, Decision, Outdated, Refused, append, find, open_state

CLAIMING = frozenset(Section) - {Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS}
"""The sections whose items say something about what was said."""


class NotAQuote(Refused):
    """What was pointed at is no evidence as it is; whole sentences may be."""


@transaction.atomic
def attach(evaluation: Evaluation, decision: Decision, spans: Sequence[Span]) -> PresentItem:
    """Raises NotAQuote for what does not count. What the item rests on already changes nothing."""
    state = open_state(evaluation)
    target = _claim(state, decision)
    said = said_of(evaluation, state)
    new = [checked(said, span) for span in spans]
    if not new:
        raise Refused(_("Pick at least one sentence."))
    order = list(said)
    evidence = sorted({*target.item.evidence, *new}, key=lambda span: (order.index(span.text), span.start, span.end))
    return _rest_on(evaluation, decision, target, evidence)


@transaction.atomic
def detach(evaluation: Evaluation, decision: Decision, span: Span) -> PresentItem:
    target = _claim(open_state(evaluation), decision)
    return _rest_on(evaluation, decision, target, [each for each in target.item.evidence if each != span])


def said_of(evaluation: Evaluation, state: Present) -> dict[str, str]:
    """What may be pointed at: the texts that the page shows, by name."""
    assert evaluation.draft is not None, "an item belongs to a draft"
    replies = present.replies_to(evaluation.answer)
    return present.said(evaluation.answer, replies[: state.replies_read(evaluation.draft)])


def checked(said: Mapping[str, str], span: Span) -> Span:
    """The span without white space at its ends. `said` are the texts by name. Raises NotAQuote."""
    text = said.get(span.text, "")
    if not 0 <= span.start < span.end <= len(text) or not (words := text[span.start : span.end]).strip():
        raise NotAQuote(_("That is not a part of what was said. Pick a sentence instead."))
    trimmed = Span(
        span.text, span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip()))
    )
    if overlaps(trimmed.start, trimmed.end, instructions(text)):
        raise NotAQuote(_("This passage speaks to whoever evaluates; it is no evidence for anything."))
    if not holds(text, trimmed.start, trimmed.end):
        raise NotAQuote(
            _("A quote is a whole sentence or at least four whole words, with the “not” that belongs to them.")
        )
    return trimmed


def _claim(state: Present, decision: Decision) -> PresentItem:
    target = find(state, decision, *CLAIMING)
    if target.is_removed:
        raise Outdated(_("This was removed; put it back first."))
    return target


def _rest_on(evaluation: Evaluation, decision: Decision, target: PresentItem, evidence: Sequence[Span]) -> PresentItem:
    if tuple(evidence) == target.item.evidence:
        return target
    item = _based(replace(target.item, evidence=tuple(evidence)), target)
    return append(evaluation, decision.author, target, Edit.Action.SUPPORTED, item=item)


def _based(item: Item, target: PresentItem) -> Item:
    """Whoever rates, or a document that states a rating or a verdict, is what that rests on, quotes or not."""
    if target.unchanged and replace(item, basis=target.unchanged.basis) == target.unchanged:
        return target.unchanged
    if target.section in VERDICTS and item.basis in (Basis.PERSON, Basis.STATED):
        return item
    return replace(item, basis=Basis.QUOTED if item.evidence else Basis.PERSON)
