"""Deciding a red flag."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Edit, Evaluation
from evaluations.present import PresentItem
from evaluations.review.appending import Decision, Outdated, Refused, append, open_item, take_back_review


@transaction.atomic
def decide_flag(evaluation: Evaluation, decision: Decision, status: FlagStatus, severity: int) -> PresentItem:
    """Confirm or dismiss a red flag, or put it back to undecided, which takes back that the evaluation is reviewed.

    Its severity is the interviewer's to correct.
    """
    target = open_item(evaluation, decision, Section.FLAGS)
    if target.is_removed:
        raise Outdated(_("This was removed; put it back first."))
    if not 1 <= severity <= 5:
        raise Refused(_("A severity is a number from 1 to 5."))
    decided = replace(target.item, status=status, severity=severity)
    action = Edit.Action.KEPT if decided == target.item else Edit.Action.CHANGED
    append(evaluation, decision.author, target, action, item=decided)
    if status is FlagStatus.UNCONFIRMED:
        take_back_review(evaluation)
    return target
