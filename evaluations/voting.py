"""Members of the committee vote, or stay out of a case. A vote that is changed is another one; both are kept."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations.deliberations import Deliberated, locked
from evaluations.models import Recusal, RecusalWords, Vote, VoteWords
from evaluations.review import NotTheirs, Refused
from interviews.models import Opening, User

REASON_LIMIT = 5_000
NO_DECISION = ""
"""What is voted by who cannot say."""


@transaction.atomic
def vote(candidate: UUID, opening: Opening, member: User, verdict: str | None, reason: str) -> None:
    """`verdict` None where none was chosen. The same vote again changes nothing. Raises Refused."""
    case = _locked(candidate, opening, member)
    if not case.member.is_voter or case.member.is_out:
        raise _why_not(case)
    if verdict is None or verdict not in (NO_DECISION, *case.rubric.verdict_words):
        raise Refused(_("Choose what you vote for, or no decision."))
    if not reason:
        raise Refused(_("Say in a sentence why; the reason is kept with your vote."))
    last = case.own_ballot.last if case.own_ballot else None
    if last and (last.verdict, last.reason) == (verdict, reason):
        return
    if not case.member.may_vote:
        raise _why_not(case)
    cast = Vote.objects.create(
        deliberation=case.deliberation, member=member, number=last.number + 1 if last else 1, verdict=verdict
    )
    VoteWords.objects.create(vote=cast, reason=reason)


@transaction.atomic
def recuse(candidate: UUID, opening: Opening, member: User, reason: str) -> None:
    """Out of the case from now on: their vote does not count, and they read nothing of the others'. The reason may be
    left out. Doing it twice changes nothing."""
    case = _locked(candidate, opening, member)
    if case.member.has_recused:
        return
    if not case.member.may_recuse:
        raise _why_not(case)
    recusal = Recusal.objects.create(deliberation=case.deliberation, member=member)
    if reason:
        RecusalWords.objects.create(recusal=recusal, reason=reason)


@transaction.atomic
def come_back(candidate: UUID, opening: Opening, member: User) -> None:
    """Takes the own recusal back. Doing it twice changes nothing."""
    case = _locked(candidate, opening, member)
    if not case.member.has_recused:
        return
    if not case.member.may_return:
        raise _why_not(case)
    standing = Recusal.objects.filter(deliberation=case.deliberation, member=member, withdrawn_at=None)
    standing.update(withdrawn_at=Now())


def _locked(candidate: UUID, opening: Opening, member: User) -> Deliberated:
    case = locked(candidate, opening.pk, member)
    if case is None:
        raise Refused(_("Nothing is signed yet, so there is nothing to vote on."))
    return case


def _why_not(case: Deliberated) -> Refused:
    member = case.member
    if not member.is_voter:
        return NotTheirs(_("Members of the committee and the chairs of the opening vote."))
    if member.has_interviewed:
        return NotTheirs(_("You interviewed the candidate, so you have no vote."))
    if member.has_recused:
        return Refused(_("You stay out of this case. Take that back first."))
    if member.is_decided:
        return Refused(_("It is decided. The chair can reopen the decision."))
    return Refused(_("You have voted and seen the others' votes. At the debrief you can change yours."))
