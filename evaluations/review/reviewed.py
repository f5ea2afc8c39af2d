"""That a review is done."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from evaluations.present import Present, PresentItem
from evaluations.review.appending import Refused
from interviews.models import User


def undecided(state: Present) -> list[PresentItem]:
    return [*state.undecided_ratings, *state.undecided_flags]


@transaction.atomic
def mark_reviewed(evaluation: Evaluation, reviewer: User) -> None:
    """Only where nothing is undecided and nothing is still to come. Doing it twice changes nothing."""
    locked = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if locked.reviewed_at:
        return
    state = present.read(locked)
    if Section.RATINGS not in state.sections or Section.FLAGS not in state.sections or state.provisional:
        raise Refused(_("The draft is not complete yet."))
    if left := len(undecided(state)):
        raise Refused(_("%(count)d still to decide.") % {"count": left})
    Evaluation.objects.filter(pk=locked.pk).update(reviewed_at=Now(), reviewed_by=reviewer)
