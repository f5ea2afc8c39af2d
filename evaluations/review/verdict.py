"""A person's verdict beside the rubric's."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation
from evaluations.present import PresentItem
from evaluations.review.appending import Decision, Refused, append, open_item, rubric_of


@transaction.atomic
def override(evaluation: Evaluation, decision: Decision, verdict: str, reason: str) -> PresentItem:
    """Put a person's verdict beside the rubric's; an empty one takes the override back."""
    target = open_item(evaluation, decision, Section.RECOMMENDATION)
    if verdict and verdict not in rubric_of(evaluation).verdict_words:
        raise Refused(_("“%(verdict)s” is not a verdict of this rubric.") % {"verdict": verdict})
    if verdict and not reason:
        raise Refused(_("Say in a sentence why you decide otherwise than the rubric; both are kept."))
    decided = replace(target.item, override=verdict)
    action = Edit.Action.KEPT if decided == target.item else Edit.Action.CHANGED
    return append(evaluation, decision.author, target, action, item=decided, reason=reason)
