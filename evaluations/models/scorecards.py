"""The scorecard of an interview: what its interviewer stands for. Signed it is locked; reopening makes a new version.

While a version is open, what the rules make of the interview is read from its evaluations each time. Signing freezes
it here, so that a signed version says the same for good, whatever becomes of rubric and evaluations.
"""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from evaluations.models.looks import attended_by
from evaluations.models.rubrics import RubricVersion
from interviews.models import Interview, Level, PanelMember, Role, User
from interviews.models.personal import PersonalJSON, PersonalText


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    def is_signed(self, interview: UUID) -> bool:
        """Whether the interview is locked: its newest version is signed. Ask while holding a lock on the interview."""
        return self.in_force().filter(interview=interview).exists()

    def is_signed_with(self, answer: UUID) -> bool:
        """As `is_signed`, of the interview that the answer is in by now. Ask while holding a lock on its evaluation:
        signing locks the evaluations too, and so does whoever moves the answer."""
        return self.in_force().filter(interview__answers=answer).exists()

    def in_force(self) -> "ScorecardQuerySet":
        """The signed ones that were not reopened: at most one of each interview."""
        return self.filter(signed_at__isnull=False, superseded_at=None)

    def visible_to(self, user: User) -> "ScorecardQuerySet":
        """Those of interviews that the person attended, and what is shared with them."""
        return self.filter(self._visible_to(user))

    def closed_to(self, user: User) -> "ScorecardQuerySet":
        """Those in force that are not `visible_to` the person: that they are signed is all there is to know."""
        if user.role == Role.COMMITTEE:
            return self.none()  # what each query for them would find out
        return self.in_force().exclude(self._visible_to(user))

    def shared_with(self, user: User) -> "ScorecardQuerySet":
        """What people who were not there read: for committee members and admins every signed version, for interviewers
        those in force. Independent first: for whoever interviews the same candidate for the same opening nothing while
        their own scorecard is not signed; a chair who does not interview them reads as the committee does."""
        return self.filter(self._shared_with(user))

    def _visible_to(self, user: User) -> Q:
        return attended_by(user) | self._shared_with(user)

    def _shared_with(self, user: User) -> Q:
        is_signed = Q(signed_at__isnull=False)
        if user.role == Role.COMMITTEE:
            return is_signed
        of_case = Q(candidate=OuterRef("interview__candidate"), opening=OuterRef("interview__opening"))
        own = Interview.objects.filter(of_case, interviewer=user)
        own_unsigned = own.exclude(Exists(self.model.objects.in_force().filter(interview=OuterRef("pk"))))
        if user.role == Role.ADMIN:
            return Q(is_signed, ~Exists(own_unsigned))
        chaired = PanelMember.objects.filter(
            opening=OuterRef("interview__opening"), user=user, seat=PanelMember.Seat.CHAIR
        )
        is_let_in = Q(Exists(own)) | Q(Exists(chaired))
        return Q(is_signed, is_let_in, ~Exists(own_unsigned), superseded_at=None)


class Scorecard(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="scorecards")
    number = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    """When its interviewer first saved it, or when the version before was reopened."""
    revision = models.PositiveIntegerField(default=0)
    """How often it was saved. Sent with what is saved next, it tells two at once apart."""
    own_ratings = models.JSONField(default=dict)
    """Competency to rating, where the interviewer corrected what the answers combine to."""
    own_verdict = models.CharField(max_length=100, blank=True)
    """The interviewer's; blank until they chose one."""

    # Frozen by signing, empty before.
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)
    """When it was reopened; the version after it counts from then on."""
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    combined = models.JSONField(default=dict)
    """Competency to the rating that the answers combine to."""
    verdict = models.CharField(max_length=100, blank=True)
    """What the rubric makes of the ratings, corrected ones included."""
    trace = models.JSONField(default=list)
    """[[sentence, whether it decided], ...]"""
    answers = models.JSONField(default=list)
    """[[evaluation's id, its verdict, its ratings by competency], ...] in the order in which they were given."""
    flags = ArrayField(models.PositiveSmallIntegerField(), null=True)
    """Severities of the confirmed red flags, the highest first; None where it was signed before they were kept here."""

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ("interview", "number")
        constraints = (
            models.UniqueConstraint(fields=("interview", "number"), name="one_scorecard_per_number"),
            models.UniqueConstraint(fields=("interview",), condition=Q(signed_at=None), name="one_open_scorecard"),
            models.CheckConstraint(
                condition=Q(signed_at=None, superseded_at=None)
                | ~Q(signed_by=None) & ~Q(rubric_version=None) & ~Q(verdict="") & ~Q(own_verdict=""),
                name="signed_scorecard_complete",
            ),
        )
        indexes = (models.Index(fields=("-signed_at",), name="scorecards_newest", condition=~Q(signed_at=None)),)

    def __str__(self) -> str:
        return f"{self.interview_id} version {self.number}"

    @property
    def ratings(self) -> dict[str, str]:
        """By competency, as signed: the interviewer's own where they corrected what the answers combine to."""
        return {name: self.own_ratings.get(name) or word for name, word in self.combined.items()}

    @property
    def is_reopened(self) -> bool:
        """Open once more after it had been signed."""
        return self.number > 1 and self.signed_at is None


class ScorecardWords(models.Model):
    """Erasable: what the interviewer wrote into a scorecard, and why an earlier version was reopened."""

    scorecard = models.OneToOneField(Scorecard, on_delete=models.CASCADE, primary_key=True, related_name="words")
    note = PersonalText(blank=True)
    verdict_reason = PersonalText(blank=True)
    rating_reasons = PersonalJSON(default=dict)
    """Competency to the reason for its own rating."""
    reopening_reason = PersonalText(blank=True)
    """Why this version was opened after the one before had been signed."""

    def __str__(self) -> str:
        return f"Words of {self.scorecard_id}"
