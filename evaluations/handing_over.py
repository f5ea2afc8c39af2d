"""Passing an interview that is not signed to somebody else on the panel.

It keeps everything that is in it, with who wrote what. Only the giver's own part of the open scorecard is set aside: it
stays readable, and the taker decides for themselves before they sign.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from evaluations import signing
from evaluations.models import Handover, HandoverWords, Scorecard, ScorecardWords
from evaluations.review import Outdated, Refused
from interviews.models import Interview, PasteDraft, Role, User

REASON_LIMIT = 2_000


def takers(interview: Interview) -> "QuerySet[User]":
    """Who can take it on: the rest of the opening's panel."""
    panel = User.objects.filter(panelmember__opening=interview.opening_id, is_active=True)
    return panel.exclude(pk=interview.interviewer_id).exclude(role=Role.COMMITTEE).order_by("name", "email")


@transaction.atomic
def hand_over(interview: Interview, taker: User, passed_by: User, reason: str, giver: UUID | None) -> None:
    """`giver` is who had it when the form was shown: Outdated where that is somebody else by now. Passing it to who has
    it already changes nothing. Raises Refused where it is signed, or without a reason, or for a taker off the panel."""
    signing.refuse_signed(interview)
    held = Interview.objects.select_related("interviewer").get(pk=interview.pk)
    if held.interviewer_id == taker.pk:
        return
    if held.interviewer_id != giver:
        raise Outdated(_("It was handed over meanwhile; %(name)s has it now.") % {"name": held.interviewer.name})
    if not takers(held).contains(taker):
        raise Refused(_("%(name)s is not on the panel of this opening.") % {"name": taker.name})
    if not reason:
        raise Refused(_("Say in a sentence why it is handed over; the reason is kept with it."))
    handover = Handover.objects.create(
        interview=held,
        number=Handover.objects.filter(interview=held).count() + 1,
        giver=held.interviewer,
        taker=taker,
        passed_by=passed_by,
    )
    words = HandoverWords.objects.create(handover=handover, reason=reason)
    _set_aside(handover, words)
    _pass_on_typing(held, taker)
    Interview.objects.filter(pk=held.pk).update(interviewer=taker)


def _set_aside(handover: Handover, words: HandoverWords) -> None:
    """The giver's own part of the open scorecard, so that nobody signs in their name or in ignorance of it."""
    scorecard = Scorecard.objects.filter(interview=handover.interview_id, signed_at=None).first()
    if scorecard is None:
        return
    Handover.objects.filter(pk=handover.pk).update(own_ratings=scorecard.own_ratings, own_verdict=scorecard.own_verdict)
    Scorecard.objects.filter(pk=scorecard.pk).update(own_ratings={}, own_verdict="", revision=F("revision") + 1)
    written = ScorecardWords.objects.filter(scorecard=scorecard)
    for kept in written:
        HandoverWords.objects.filter(pk=words.pk).update(
            note=kept.note, verdict_reason=kept.verdict_reason, rating_reasons=kept.rating_reasons
        )
    written.update(note="", verdict_reason="", rating_reasons={})


def _pass_on_typing(held: Interview, taker: User) -> None:
    """What the giver had typed and not submitted is the candidate's answer too. The taker's own typing stays."""
    if not PasteDraft.objects.filter(interview=held, user=taker).exists():
        PasteDraft.objects.filter(interview=held, user=held.interviewer_id).update(user=taker)
