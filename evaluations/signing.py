"""What an interviewer does with a scorecard: save it, sign it, reopen it.

Each locks the interview first, and signing its evaluations after it, so that nothing is decided, pasted or moved while
it is signed. A signed version never changes; reopening makes the next one out of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations import scorecards, standings
from evaluations.models import Deliberation, Evaluation, Scorecard, ScorecardWords
from evaluations.review import SIGNED, Outdated, Refused
from evaluations.rules.rubric import NOT_ASSESSED
from evaluations.scorecards import Card
from interviews.models import Answer, Interview, User

REASON_LIMIT = 2_000
NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the form says; the texts have been accepted already (interviews/texts)."""

    ratings: Mapping[str, str] = field(default_factory=dict)
    """By competency, those that the answers combine to among them."""
    rating_reasons: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    verdict_reason: str = ""
    note: str = ""

    @classmethod
    def of(cls, card: Card) -> "Filled":
        """As it was saved."""
        return cls(
            ratings={row.competency: row.rating for row in card.ratings},
            rating_reasons={row.competency: row.reason for row in card.ratings},
            verdict=card.scorecard.own_verdict,
            verdict_reason=card.words.verdict_reason,
            note=card.words.note,
        )


@transaction.atomic
def save(interview: Interview, author: User, filled: Filled, revision: int) -> None:
    """Keeps what was filled in, also while something is missing: only signing wants it complete.

    Outdated where it was saved or signed since `revision` was shown.
    """
    _lock_own(interview, author)
    card = scorecards.current(interview)
    if card.is_signed or card.scorecard.revision != revision:
        raise Outdated(_("The scorecard was changed since you opened the page; below is how it stands now."))
    _check(card, filled)
    scorecard, words = card.scorecard, card.words
    combined = {row.competency: row.combined for row in card.ratings}
    scorecard.own_ratings = {name: word for name, word in filled.ratings.items() if word != combined[name]}
    scorecard.own_verdict = filled.verdict
    scorecard.revision += 1
    if scorecard._state.adding:
        scorecard.opened_by = author
    scorecard.save()
    words.scorecard = scorecard
    words.note, words.verdict_reason = filled.note, filled.verdict_reason
    words.rating_reasons = {name: filled.rating_reasons.get(name, "") for name in scorecard.own_ratings}
    words.save()


def _check(card: Card, filled: Filled) -> None:
    known = {row.competency for row in card.ratings}
    for name, word in filled.ratings.items():
        if name not in known or word not in (*card.rubric.rating_words, NOT_ASSESSED):
            raise Refused(_("“%(rating)s” is not a rating of this rubric.") % {"rating": word})
    if filled.verdict and filled.verdict not in card.verdict_words:
        raise Refused(_("“%(verdict)s” is not a verdict of this rubric.") % {"verdict": filled.verdict})


@transaction.atomic
def sign(interview: Interview, signer: User, seal: str) -> None:
    """Freezes the scorecard that `seal` was shown of, marks its evaluations as reviewed, and gives the committee
    something to deliberate about.

    Refused while something is undecided, Outdated where anything changed since. Signing twice changes nothing.
    """
    _lock_own(interview, signer)
    # In one order, so that two who sign or move at once never wait for each other.
    evaluations = Evaluation.objects.filter(answer__interview=interview).order_by("pk")
    ids = list(evaluations.select_for_update(of=("self",)).values_list("pk", flat=True))
    card = scorecards.current(interview)
    if card.is_signed:
        return
    if not card.is_complete:
        raise Refused(_("Something is still undecided; it is listed on the scorecard."))
    if card.seal != seal:
        raise Outdated(_("Something changed since you opened the page; below is how it stands now."))
    Scorecard.objects.filter(pk=card.scorecard.pk).update(
        signed_at=Now(),
        signed_by=signer,
        rubric_version=card.version,
        level=card.level,
        combined={row.competency: row.combined for row in card.ratings},
        verdict=card.verdict,
        trace=[[step.text, step.decided] for step in card.trace],
        answers=[[str(answer.evaluation.pk), answer.verdict, answer.ratings] for answer in card.answers],
        flags=list(card.flags or ()),
    )
    standings.restand((interview.candidate_id, interview.opening_id))
    Deliberation.objects.get_or_create(candidate_id=interview.candidate_id, opening_id=interview.opening_id)
    unmarked = Evaluation.objects.filter(pk__in=ids, reviewed_at=None)
    unmarked.update(reviewed_at=Now(), reviewed_by=signer)


@transaction.atomic
def reopen(interview: Interview, author: User, reason: str, number: int) -> None:
    """Makes the next version out of the signed one of this number. Reopening twice changes nothing."""
    _lock_own(interview, author)
    signed = Scorecard.objects.in_force().filter(interview=interview, number=number).select_related("words").first()
    if signed is None:
        return
    if not reason:
        raise Refused(_("Say in a sentence why it is reopened; the reason is kept with the new version."))
    Scorecard.objects.filter(pk=signed.pk).update(superseded_at=Now())
    standings.restand((interview.candidate_id, interview.opening_id))
    reopened = Scorecard.objects.create(
        interview=interview,
        number=number + 1,
        opened_by=author,
        own_ratings=signed.own_ratings,
        own_verdict=signed.own_verdict,
    )
    before = signed.words if hasattr(signed, "words") else ScorecardWords()
    ScorecardWords.objects.create(
        scorecard=reopened,
        note=before.note,
        verdict_reason=before.verdict_reason,
        rating_reasons=before.rating_reasons,
        reopening_reason=reason,
    )


def _lock_own(interview: Interview, interviewer: User) -> None:
    """Outdated where it was handed over since the page was opened."""
    Interview.objects.lock(interview.pk)
    if not Interview.objects.run_by(interviewer).contains(interview):
        raise Outdated(_("This interview was handed over since you opened the page."))


def refuse_signed(*interviews: Interview) -> None:
    """Locks them and raises Refused where one is signed. For whatever comes to an interview or leaves it."""
    Interview.objects.lock(*(interview.pk for interview in interviews))
    if any(Scorecard.objects.is_signed(interview.pk) for interview in interviews):
        raise Refused(SIGNED)


def refuse_signed_with(answer: Answer) -> None:
    """Raises Refused where the interview is signed that the answer is in by now: it may have been moved since it was
    read. For whatever changes what there is about an answer; call it with the answer's evaluation locked."""
    if Scorecard.objects.is_signed_with(answer.pk):
        raise Refused(SIGNED)
