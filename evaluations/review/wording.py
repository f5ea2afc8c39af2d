"""What an item says: reword it, add one of one's own, remove one, put it back."""

import re
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.evidence.claims import Basis, FlagStatus, Item, Section, Span
from evaluations.models import Edit, Evaluation
from evaluations.review.appending import (
    EDITED_SECTIONS,
    VERDICTS,
    Decision,
    Outdated,
    Refused,
    append,
    open_item,
    open_state,
    take_back_review,
)
from evaluations.review.support import checked, said_of
from evaluations.rules import ranks
from evaluations.states import NOWHERE, PresentItem
from interviews.models import User

TEXT_LIMIT = 2_000
LABEL_LIMIT = 200
_NEW_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person writes into an item. A flag has a name and a severity too, and nothing else has."""

    text: str
    label: str = ""
    severity: int = 0


@transaction.atomic
def reword(evaluation: Evaluation, decision: Decision, words: Words) -> PresentItem:
    """The person's own words from now on, with the evidence that it has. Saying the same again changes nothing."""
    target = open_item(evaluation, decision, *Section)
    if target.is_removed:
        raise Outdated(_("This was removed; put it back first."))
    _check(target.section, words)
    item = _worded(target.item, target.section, words)
    if item == target.item:
        return target
    if target.section not in VERDICTS:
        drafted = target.unchanged and replace(target.unchanged, status=item.status)
        is_as_drafted = drafted is not None and replace(item, basis=drafted.basis) == drafted
        item = replace(item, basis=drafted.basis if drafted and is_as_drafted else Basis.PERSON)
    return append(evaluation, decision.author, target, Edit.Action.REWORDED, item=item)


@transaction.atomic
def add(
    evaluation: Evaluation, author: User, section: Section, new: str, words: Words, span: Span | None = None
) -> None:
    """An item of the person's own at the section's end. Sent twice with the same `new` id, it is added once.

    A flag that a person adds is confirmed: who names it has decided.
    """
    state = open_state(evaluation)
    if section not in EDITED_SECTIONS or section not in state.sections or section in state.provisional:
        raise Refused(_("Nothing can be added here yet."))
    if not _NEW_ID.fullmatch(new):
        raise Refused(_("Reload the page and add it again."))
    if state.find(new):
        return
    _check(section, words)
    if span:
        span = checked(said_of(evaluation, state), span)
    others = (*state.items(section), *state.removed.get(section, ()))
    rank = ranks.between(max((other.rank for other in others), default=""), "")
    item = Item(
        id=new,
        text=words.text,
        basis=Basis.QUOTED if span else Basis.PERSON,
        evidence=(span,) if span else (),
        label=words.label if section is Section.FLAGS else "",
        severity=words.severity if section is Section.FLAGS else 0,
        status=FlagStatus.CONFIRMED if section is Section.FLAGS else FlagStatus.UNCONFIRMED,
    )
    nothing = PresentItem(section, item, None, None, NOWHERE)
    append(evaluation, author, nothing, Edit.Action.ADDED, item=item, rank=rank)


@transaction.atomic
def remove(evaluation: Evaluation, decision: Decision) -> PresentItem:
    """It keeps its history and its words, and can be put back."""
    target = open_item(evaluation, decision, *EDITED_SECTIONS)
    return target if target.is_removed else append(evaluation, decision.author, target, Edit.Action.REMOVED)


@transaction.atomic
def put_back(evaluation: Evaluation, decision: Decision) -> PresentItem:
    """A flag that was undecided is so again, and the evaluation is no longer reviewed."""
    target = open_item(evaluation, decision, *EDITED_SECTIONS)
    if not target.is_removed:
        return target
    append(evaluation, decision.author, target, Edit.Action.PUT_BACK)
    if target.section is Section.FLAGS and not target.is_decided:
        take_back_review(evaluation)
    return target


def _worded(item: Item, section: Section, words: Words) -> Item:
    if section is Section.FLAGS:
        return replace(item, text=words.text, label=words.label, severity=words.severity)
    return replace(item, text=words.text)


def _check(section: Section, words: Words) -> None:
    if section is Section.FLAGS:
        if not words.label:
            raise Refused(_("A red flag needs a name."))
        if not 1 <= words.severity <= 5:
            raise Refused(_("A severity is a number from 1 to 5."))
    elif not words.text and section is not Section.RATINGS:
        raise Refused(_("Write something; to take it out, remove it."))
