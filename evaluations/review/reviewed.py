"""That a review is done."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from evaluations.present import Present, PresentItem
from evaluations.review.appending import Refused, open_state
from interviews.models import User


def undecided(state: Present) -> list[PresentItem]:
    return [*state.undecided_ratings, *state.undecided_flags]


@transaction.atomic
def mark_reviewed(evaluation: Evaluation, reviewer: User) -> None:
    """Only where nothing is undecided and nothing is still to come. Doing it twice changes nothing."""
    state = open_state(evaluation)
    if evaluation.hides_ratings:
        raise Refused(_("Rate first: the draft's ratings are shown once you have saved your own."))
    if Section.RATINGS not in state.sections or Section.FLAGS not in state.sections or state.provisional:
        raise Refused(_("The draft is not complete yet."))
    if left := len(undecided(state)):
        raise Refused(_("%(count)d still to decide.") % {"count": left})
    Evaluation.objects.filter(pk=evaluation.pk, reviewed_at=None).update(reviewed_at=Now(), reviewed_by=reviewer)
