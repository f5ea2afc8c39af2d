"""What waits for an interviewer: to be pasted, to be reviewed, to be signed; for the committee: to vote, to decide."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from evaluations.models import Deliberation, Evaluation, Pass, Recusal, Scorecard, Vote
from interviews.models import Candidate, Interview, PanelMember, PasteDraft, Role, User


def to_review(user: User) -> QuerySet[Evaluation]:
    """Failed drafts first, then the oldest. With the numbers of passes that `failed` and that are `coming`."""
    unfinished = Q(draft__passes__state__in=Pass.UNFINISHED)
    return (
        Evaluation.objects.editable_by(user)
        .filter(reviewed_at=None)
        .exclude(answer__interview__candidate__status=Candidate.Status.WITHDRAWN)
        .select_related("answer__question_text", "answer__interview__candidate__identity", "answer__interview__opening")
        .annotate(
            failed=Count("draft__passes", filter=Q(draft__passes__state=Pass.State.FAILED)),
            coming=Count("draft__passes", filter=unfinished),
        )
        .order_by("-failed", "created_at")
    )


def to_paste(user: User) -> QuerySet[Interview]:
    """Interviews with something typed and not submitted (`has_typed`), or with nothing in them yet."""
    typed = PasteDraft.objects.filter(interview=OuterRef("pk"), user=user).exclude(answer="", question="")
    return (
        Interview.objects.run_by(user)
        .filter(candidate__status=Candidate.Status.ACTIVE)
        .annotate(has_typed=Exists(typed))
        .filter(Q(has_typed=True) | Q(answers=None))
        .select_related("candidate__identity", "opening")
        .order_by("-has_typed", "-created_at")
    )


def to_sign(user: User) -> QuerySet[Interview]:
    """The reopened ones first, and those in which every evaluation is reviewed; then the oldest."""
    unreviewed = Evaluation.objects.filter(answer__interview=OuterRef("pk"), reviewed_at=None)
    return (
        unsigned()
        .filter(interviewer=user)
        .filter(Q(reopened_at__isnull=False) | ~Exists(unreviewed))
        .order_by(F("reopened_at").asc(nulls_last=True), F("waits_since"))
    )


def unsigned() -> QuerySet[Interview]:
    """Interviews with evaluations and no signature; `waits_since` the first of them, or since it was `reopened_at`."""
    evaluations = Evaluation.objects.filter(answer__interview=OuterRef("pk"), draft__isnull=False)
    reopened = Scorecard.objects.filter(interview=OuterRef("pk"), signed_at=None, number__gt=1)
    first = evaluations.order_by().values("answer__interview").annotate(first=Min("created_at")).values("first")
    return (
        Interview.objects.filter(Exists(evaluations), candidate__status=Candidate.Status.ACTIVE)
        .exclude(Exists(Scorecard.objects.in_force().filter(interview=OuterRef("pk"))))
        .annotate(reopened_at=Subquery(reopened.values("opened_at")))
        .annotate(waits_since=Coalesce("reopened_at", Subquery(first)))
        .select_related("candidate__identity", "opening", "interviewer")
    )


def to_vote(user: User) -> QuerySet[Deliberation]:
    """Cases with a signed scorecard in which the person has a vote and has not cast it, the newest first."""
    return _before_committee(user).exclude(Exists(Vote.objects.filter(deliberation=OuterRef("pk"), member=user)))


def to_decide(user: User) -> QuerySet[Deliberation]:
    """Cases that the person chairs and that are in the debrief."""
    return _before_committee(user).filter(_chaired(user), debriefed_at__isnull=False)


def _before_committee(user: User) -> QuerySet[Deliberation]:
    """Undecided ones in which the person neither interviewed nor stays out."""
    signed = Scorecard.objects.in_force().filter(
        interview__candidate=OuterRef("candidate"), interview__opening=OuterRef("opening")
    )
    return (
        Deliberation.objects.filter(is_decided=False, candidate__status=Candidate.Status.ACTIVE)
        .filter(Exists(signed), Q(_chaired(user)) | Q(Value(user.role == Role.COMMITTEE)))
        .exclude(Exists(Recusal.objects.filter(deliberation=OuterRef("pk"), member=user, withdrawn_at=None)))
        .exclude(Exists(Interview.objects.run_by(user).filter(candidate=OuterRef("candidate"))))
        .select_related("candidate__identity", "opening")
        .order_by("-begun_at")
    )


def _chaired(user: User) -> Exists:
    return Exists(PanelMember.objects.filter(opening=OuterRef("opening"), user=user, seat=PanelMember.Seat.CHAIR))
