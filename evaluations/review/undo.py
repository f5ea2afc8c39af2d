"""Taking back one's own last edit of an item: what it was before is appended, nothing is deleted."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation
from evaluations.present import edits_of
from evaluations.review.appending import Decision, Refused, append, open_item, take_back_review
from evaluations.states import NOWHERE, PresentItem, history


@transaction.atomic
def undo(evaluation: Evaluation, decision: Decision) -> PresentItem:
    """Undoing again goes one edit further back, as long as the edits are one's own."""
    target = open_item(evaluation, decision, *Section)
    if not target.may_be_undone:
        raise Refused(_("There is nothing to undo here."))
    states = {
        state.number: state
        for state in history(target.section, target.draft, target.rank, edits_of(evaluation.pk).filter(item=target.id))
    }
    undone = states[target.stands_for].last_edit
    assert undone is not None, "only an edit may be undone"
    if undone.action == Edit.Action.VERIFIED:
        raise Refused(_("What was before the correction of the answer points into another text; edit it instead."))
    if undone.author_id != decision.author.pk:
        raise Refused(
            _("%(name)s wrote this last, so it is theirs to undo; you can change it.") % {"name": undone.author.name}
        )
    before = states.get(undone.number - 1)
    append(
        evaluation,
        decision.author,
        target,
        Edit.Action.UNDONE,
        item=before.item if before else target.item,
        restores=before.stands_for if before else NOWHERE,
    )
    if target.section in (Section.RATINGS, Section.FLAGS) and before and not before.is_decided:
        take_back_review(evaluation)
    return target
