"""The order of a section's items."""

from django.db import transaction

from evaluations.models import Edit, Evaluation
from evaluations.present import PresentItem
from evaluations.review.appending import EDITED_SECTIONS, Decision, append, find, open_state
from evaluations.rules import ranks


@transaction.atomic
def move(evaluation: Evaluation, decision: Decision, *, up: bool) -> PresentItem:
    """One place up or down; at the end of the section it stays where it is. One row is written, whatever its size."""
    state = open_state(evaluation)
    target = find(state, decision, *EDITED_SECTIONS)
    if target.is_removed:
        return target
    place = state.items(target.section).index(target) + (-1 if up else 1)
    standing = [entry for entry in state.items(target.section) if entry.id != target.id]
    if not 0 <= place <= len(standing):
        return target
    everything = sorted((*standing, *state.removed.get(target.section, ())), key=lambda entry: entry.rank)
    low = standing[place - 1].rank if place else ""
    high = next((entry.rank for entry in everything if entry.rank > low), "")
    return append(evaluation, decision.author, target, Edit.Action.MOVED, rank=ranks.between(low, high))
