"""The chair opens the debrief, records what was decided, and reopens it where something has come up.

What a decision was based on is frozen with it, word for word: a year later it says what was known then.
"""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations import dossiers, records
from evaluations.candidates import Case, Findings, findings, of_case
from evaluations.deliberations import Deliberated, locked
from evaluations.forms import candidate_form
from evaluations.models import Decision, DecisionBasis, DecisionWords, Deliberation, Evaluation, OpeningPolicy
from evaluations.review import NotTheirs, Outdated, Refused
from interviews import blind
from interviews.models import Candidate, Interview, Opening, User

REASON_LIMIT = 5_000


@transaction.atomic
def debrief(candidate: UUID, opening: Opening, chair: User) -> None:
    """Opens the votes to all who vote. Doing it twice changes nothing."""
    case = _chaired(candidate, opening, chair)
    if case.member.is_debriefed:
        return
    if not case.member.may_debrief:
        raise _why_not(case)
    Deliberation.objects.filter(pk=case.deliberation.pk).update(debriefed_at=Now(), debriefed_by=chair)


def seal(case: Case) -> str:
    """Of everything that deciding would freeze, but for words and what follows from the rest: who decides sends it, so
    that they decide on what they saw."""
    votes = [(one.member, one.number) for one in case.deliberated.votes] if case.deliberated else []
    signed = [str(seen.signed.pk) for seen in case.signed]
    return sha256(repr((signed, votes)).encode()).hexdigest()[:16]


@transaction.atomic
def decide(candidate: Candidate, opening: Opening, chair: User, verdict: str, reason: str, seen: str) -> None:
    """`seen` is the seal of what the chair was shown: Outdated where that changed. Raises Refused."""
    # Nobody signs, reopens or corrects anything in it meanwhile.
    held = Interview.objects.filter(candidate=candidate, opening=opening)
    Interview.objects.lock(*held.values_list("pk", flat=True))
    _chaired(candidate.pk, opening, chair)
    # What is decided on is kept whole, though the chair may not know yet who it is about.
    with blind.everything_shown():
        case = of_case(candidate.pk, opening, chair)
    assert case.deliberated, "it was there a line above"
    version = OpeningPolicy.objects.of(opening).version
    if case.deliberated.decision and case.deliberated.decision.verdict == verdict:
        return
    if not case.deliberated.member.may_decide:
        raise _why_not(case.deliberated)
    if not case.signed:
        raise Refused(_("No scorecard is signed any more, so there is nothing to decide on."))
    if verdict not in version.rubric.verdict_words:
        raise Refused(_("Choose what was decided."))
    if not reason:
        raise Refused(_("Say why; who asks in a year reads the reason here."))
    if seal(case) != seen:
        raise Outdated(_("Something changed since you opened the page; below is how it stands now."))
    with blind.everything_shown():
        [found] = findings([case])
    rubric = found.by_rubric
    decision = Decision.objects.create(
        deliberation=case.deliberated.deliberation,
        number=len(case.deliberated.decisions) + 1,
        verdict=verdict,
        rubric_version=version,
        rubric_verdict=rubric.verdict if rubric else "",
        trace=[[step.text, step.decided] for step in rubric.trace] if rubric else [],
        decided_by=chair,
    )
    DecisionWords.objects.create(decision=decision, reason=reason)
    with blind.everything_shown():
        DecisionBasis.objects.create(decision=decision, document=basis(candidate, found, chair))
    Deliberation.objects.filter(pk=case.deliberated.deliberation.pk).update(is_decided=True)


@transaction.atomic
def reopen(candidate: UUID, opening: Opening, chair: User, reason: str, number: int) -> None:
    """The decision of this number; it stays on record. Reopening twice changes nothing."""
    case = _chaired(candidate, opening, chair)
    if case.decision is None or case.decision.number != number:
        return
    if not case.member.may_reopen:
        raise _why_not(case)
    if not reason:
        raise Refused(_("Say why it is reopened; the reason is kept with the decision."))
    Decision.objects.filter(pk=case.decision.id).update(reopened_at=Now(), reopened_by=chair)
    DecisionWords.objects.filter(decision=case.decision.id).update(reopening_reason=reason)
    Deliberation.objects.filter(pk=case.deliberation.pk).update(is_decided=False)


def basis(candidate: Candidate, found: Findings, reader: User) -> dict[str, Any]:
    """The candidate's JSON form, of one case."""
    evaluations = Evaluation.objects.visible_to(reader).filter(
        answer__interview__in=[heard.interview.pk for heard in found.signed]
    )
    return candidate_form.to_json(dossiers.overview(candidate, [found], records.of(evaluations)))


def _chaired(candidate: UUID, opening: Opening, chair: User) -> Deliberated:
    """Locked, for somebody who may decide about it. Raises Refused."""
    case = locked(candidate, opening.pk, chair)
    if case is None:
        raise Refused(_("Nothing is signed yet, so there is nothing to decide."))
    if case.member.is_out or not case.member.is_chair:
        raise _why_not(case)
    return case


def _why_not(case: Deliberated) -> Refused:
    member = case.member
    if not member.is_chair:
        return NotTheirs(_("The chair of the opening does this, or an admin in their place."))
    if member.has_interviewed:
        return NotTheirs(
            _("You interviewed the candidate. Another chair or an admin decides; the opening's page seats one.")
        )
    if member.has_recused:
        return NotTheirs(_("You stay out of this case. Another chair or an admin decides."))
    if member.is_decided:
        return Refused(_("It is decided already."))
    return Refused(_("Begin the debrief first: it opens the votes."))
