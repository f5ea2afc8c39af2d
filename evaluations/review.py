"""What people decide on top of a draft: a rating, a flag, the verdict, and that the review is done.

Every decision appends an edit and recomputes the verdict, in one transaction and a constant number of statements.
An edit names the number it was made on; where somebody was faster it is refused, and the page shows the present state
beside what was typed.
"""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations import present
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section
from evaluations.models import Edit, Evaluation, Scorecard, Wording
from evaluations.present import Present, PresentItem
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from interviews.models import User

REASON_LIMIT = 2_000
SIGNED = gettext_lazy("The scorecard of this interview is signed, so nothing in it changes. Reopen it first.")


class Refused(Exception):
    """The decision cannot be taken as it was sent; its words say why."""


class Outdated(Refused):
    """Somebody decided the same item since it was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides which item, and on which of its states (`PresentItem.number`)."""

    author: User
    item: str
    number: int


@transaction.atomic
def rate(evaluation: Evaluation, decision: Decision, rating: str, reason: str = "") -> None:
    """Set a rating, or keep the drafted one by setting it again. Making an assessed one Not assessed needs a reason."""
    target = _open(evaluation, decision, Section.RATINGS)
    if rating not in (*_rubric(evaluation).rating_words, NOT_ASSESSED):
        raise Refused(_("“%(rating)s” is not a rating of this rubric.") % {"rating": rating})
    if rating == target.item.rating:
        _append(evaluation, decision, target, target.item, reason)
        return
    if rating == NOT_ASSESSED and not reason:
        raise Refused(_("Say in a sentence why this is not assessed; the rating it had stays in the history."))
    if target.draft and rating == target.draft.rating:
        changed = target.draft  # with what it rested on
    else:
        changed = replace(target.item, rating=rating, claimed_rating="", basis=Basis.PERSON)
    _append(evaluation, decision, target, changed, reason)


@transaction.atomic
def decide_flag(evaluation: Evaluation, decision: Decision, status: FlagStatus, severity: int) -> None:
    """Confirm or dismiss a red flag, or put it back to undecided, which takes back that the evaluation is reviewed.

    Its severity is the interviewer's to correct.
    """
    target = _open(evaluation, decision, Section.FLAGS)
    if not 1 <= severity <= 5:
        raise Refused(_("A severity is a number from 1 to 5."))
    _append(evaluation, decision, target, replace(target.item, status=status, severity=severity), "")
    if status is FlagStatus.UNCONFIRMED:
        Evaluation.objects.filter(pk=evaluation.pk).update(reviewed_at=None, reviewed_by=None)


@transaction.atomic
def override(evaluation: Evaluation, decision: Decision, verdict: str, reason: str) -> None:
    """Put a person's verdict beside the rubric's; an empty one takes the override back."""
    target = _open(evaluation, decision, Section.RECOMMENDATION)
    if verdict and verdict not in _rubric(evaluation).verdict_words:
        raise Refused(_("“%(verdict)s” is not a verdict of this rubric.") % {"verdict": verdict})
    if verdict and not reason:
        raise Refused(_("Say in a sentence why you decide otherwise than the rubric; both are kept."))
    _append(evaluation, decision, target, replace(target.item, override=verdict), reason)


def undecided(state: Present) -> list[PresentItem]:
    return [*state.undecided_ratings, *state.undecided_flags]


def mark_reviewed(evaluation: Evaluation, reviewer: User) -> None:
    """Only where nothing is undecided and nothing is still to come. Doing it twice changes nothing."""
    with transaction.atomic():
        locked = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
        if locked.reviewed_at:
            return
        state = present.read(locked)
        if Section.RATINGS not in state.sections or Section.FLAGS not in state.sections or state.provisional:
            raise Refused(_("The draft is not complete yet."))
        if left := len(undecided(state)):
            raise Refused(_("%(count)d still to decide.") % {"count": left})
        Evaluation.objects.filter(pk=locked.pk).update(reviewed_at=Now(), reviewed_by=reviewer)


def _rubric(evaluation: Evaluation) -> Rubric:
    assert evaluation.draft is not None, "an item belongs to a draft"
    return evaluation.draft.rubric_version.rubric


def _open(evaluation: Evaluation, decision: Decision, section: Section) -> PresentItem:
    """The item as it stands, with the evaluation locked, so that decisions come one after the other."""
    draft = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).values_list("draft", flat=True).first()
    if Scorecard.objects.is_signed_with(evaluation.answer_id):
        raise Refused(SIGNED)
    state = present.read(evaluation)
    target = state.by_id.get(decision.item)
    was_redrafted = draft != evaluation.draft_id
    if was_redrafted or target is None or target.section is not section or section in state.provisional:
        raise Outdated(_("This is no longer part of the evaluation."))
    if target.number != decision.number:
        if target.last_edit is None:
            raise Outdated(_("The page did not say which state of this you saw; below is how it stands now."))
        who = target.last_edit.author.name
        raise Outdated(
            _("%(name)s decided this since you opened the page; below is how it stands now.") % {"name": who}
        )
    return target


def _append(evaluation: Evaluation, decision: Decision, target: PresentItem, item: Item, reason: str) -> None:
    edit = Edit.objects.create(
        evaluation=evaluation,
        section=target.section,
        item=target.id,
        number=target.number + 1,
        action=Edit.Action.KEPT if item == target.item else Edit.Action.CHANGED,
        author=decision.author,
    )
    Wording.objects.create(edit=edit, item=item.to_json(), reason=reason)
    present.restand(evaluation)
