"""Rating a competency."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.evidence.claims import Basis, Section
from evaluations.models import Edit, Evaluation
from evaluations.present import PresentItem
from evaluations.review.appending import Decision, Refused, append, open_item, rubric_of
from evaluations.rules.rubric import NOT_ASSESSED


@transaction.atomic
def rate(evaluation: Evaluation, decision: Decision, rating: str, reason: str = "") -> PresentItem:
    """Set a rating, or keep the drafted one by setting it again. Making an assessed one Not assessed needs a reason."""
    target = open_item(evaluation, decision, Section.RATINGS)
    if rating not in (*rubric_of(evaluation).rating_words, NOT_ASSESSED):
        raise Refused(_("“%(rating)s” is not a rating of this rubric.") % {"rating": rating})
    if rating == target.item.rating:
        return append(evaluation, decision.author, target, Edit.Action.KEPT, reason=reason)
    if rating == NOT_ASSESSED and not reason:
        raise Refused(_("Say in a sentence why this is not assessed; the rating it had stays in the history."))
    changed = replace(target.item, rating=rating, claimed_rating="", basis=Basis.PERSON)
    before = target.unchanged
    if before and replace(changed, basis=before.basis, claimed_rating=before.claimed_rating) == before:
        changed = before  # with what it rested on
    return append(evaluation, decision.author, target, Edit.Action.CHANGED, item=changed, reason=reason)
