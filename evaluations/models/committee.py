"""What a committee does about a case, which is one candidate for one opening: recusals, votes, the debrief, decisions.

Appended, never overwritten: a changed vote is another one, a reopened decision stays. Words are in tables of their own.
"""

from collections.abc import Collection
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import RubricVersion
from interviews import blind
from interviews.models import Candidate, Opening
from interviews.models.personal import PersonalJSON, PersonalText


class Deliberation(models.Model):
    """A case that has something to decide about: it begins when the first scorecard of it is signed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="deliberations")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=Now())
    debriefed_at = models.DateTimeField(null=True)
    """When the chair opened the votes to all who vote; until then each sees the others' only after their own."""
    debriefed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_decided = models.BooleanField(default=False)
    """Whether a decision is in force; written with every decision and reopening, in its transaction."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("candidate", "opening"), name="one_deliberation_per_case"),)
        indexes = (
            models.Index(fields=("-begun_at",), name="deliberations_undecided", condition=Q(is_decided=False)),
            models.Index(fields=("opening", "is_decided"), name="deliberations_of_opening"),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id} for {self.opening_id}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        read = super().from_db(db, field_names, values, **options)
        if candidate := read.__dict__.get("candidate_id"):
            blind.meet(candidate)
        return read


class Recusal(models.Model):
    """That a member stays out of a case. Who interviewed the candidate for it does so without any row here."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("deliberation", "member"), condition=Q(withdrawn_at=None), name="one_recusal_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.deliberation_id}"


class RecusalWords(models.Model):
    """Erasable: how a member knows the candidate, where they said so."""

    recusal = models.OneToOneField(Recusal, on_delete=models.CASCADE, primary_key=True, related_name="words")
    reason = PersonalText()

    def __str__(self) -> str:
        return f"Words of {self.recusal_id}"


class Vote(models.Model):
    """The last of a member counts; the ones before stay."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Of this member's votes in the case, from 1."""
    verdict = models.CharField(max_length=100, blank=True)
    """A word of the rubric; blank for no decision."""
    cast_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("deliberation", "cast_at")
        constraints = (
            models.UniqueConstraint(fields=("deliberation", "member", "number"), name="one_vote_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.deliberation_id}, {self.number}"


class VoteWords(models.Model):
    """Erasable: why a member voted so."""

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, primary_key=True, related_name="words")
    reason = PersonalText()

    def __str__(self) -> str:
        return f"Words of {self.vote_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> "DecisionQuerySet":
        """Those that were not reopened: at most one of each case."""
        return self.filter(reopened_at=None)


class Decision(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    """From 1; each reopening makes room for the next."""
    verdict = models.CharField(max_length=100)
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    """In whose words it is decided."""
    rubric_verdict = models.CharField(max_length=100, blank=True)
    """What the rules made of all signed scorecards together; blank where they were rated on different scales."""
    trace = models.JSONField(default=list)
    """[[sentence, whether it decided], ...]"""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now())
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("deliberation", "number")
        constraints = (
            models.UniqueConstraint(fields=("deliberation", "number"), name="one_decision_per_number"),
            models.UniqueConstraint(
                fields=("deliberation",), condition=Q(reopened_at=None), name="one_decision_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.deliberation_id}: {self.verdict}"


class DecisionWords(models.Model):
    """Erasable: why it was decided so, and why it was reopened."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, primary_key=True, related_name="words")
    reason = PersonalText()
    reopening_reason = PersonalText(blank=True)

    def __str__(self) -> str:
        return f"Words of {self.decision_id}"


class DecisionBasis(models.Model):
    """Erasable: everything that a decision was based on, as it stood when it was decided. Never changed."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, primary_key=True, related_name="basis")
    document = PersonalJSON()
    """The candidate's JSON form, of this case alone (docs/forms.md)."""

    def __str__(self) -> str:
        return f"Basis of {self.decision_id}"


class Remark(models.Model):
    """Erasable: what somebody says about a candidate, a claim or a rating. Appended, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = PersonalText(calls=True)
    made_at = models.DateTimeField(db_default=Now())
    evaluation = models.ForeignKey(Evaluation, on_delete=models.SET_NULL, null=True, related_name="+")
    item = models.CharField(max_length=32, blank=True)
    """Of that evaluation; blank where the remark is about the candidate."""
    about = PersonalText(blank=True)
    """What that item said when the remark was made, in short."""
    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """The interviewer whom it tells how their feedback reads: for them, its author and admins only."""

    class Meta:
        ordering = ("made_at",)
        indexes = (models.Index(fields=("deliberation", "made_at"), name="remarks_of_case"),)

    def __str__(self) -> str:
        return f"{self.author_id} in {self.deliberation_id}"


class Mention(models.Model):
    """Erasable: whom a remark calls by name, and when they were mailed."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("remark", "person"), name="one_mention_each"),)
        indexes = (models.Index(fields=("id",), name="mentions_to_mail", condition=Q(mailed_at=None)),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.remark_id}"
