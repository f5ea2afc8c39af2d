"""Drafts: what an engine made of one version of the texts under one rubric version. Immutable once it has arrived.

A draft is two passes; a pass is done by attempts; what arrives is kept per section. A pass is claimed by a lease that
expires and is fenced by a token: whoever does not hold the token cannot store anything (see pipeline/leases.py).
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.evidence.claims import ITEM_WORDS, PassKind, Section
from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import RubricVersion
from interviews.models import Level, Text
from interviews.models.personal import PersonalJSON, PersonalText


def _choices(words: type[PassKind] | type[Section]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Draft(models.Model):
    IMPORTED = "imported"
    """The `engine` of what a document states and no engine drafted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField(default=1)
    engine = models.CharField(max_length=100)
    level = models.CharField(max_length=20, choices=Level.choices)
    aims = ArrayField(models.CharField(max_length=100), default=list)
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    question_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    answer_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    replies_read = models.PositiveIntegerField(default=0)
    """How many of the answer's follow-up replies it read: the first so many."""
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    """What was imported has the date of its document."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("evaluation", "number"), name="one_draft_per_number"),)

    def __str__(self) -> str:
        return f"Draft {self.number} by {self.engine}"

    @property
    def is_imported(self) -> bool:
        return self.engine == self.IMPORTED


class Pass(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    UNFINISHED = (State.WAITING, State.RUNNING)

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="passes")
    kind = models.CharField(max_length=20, choices=_choices(PassKind))
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(db_default=Now())
    """Not before this time."""
    rung_at = models.DateTimeField(db_default=Now())
    """When a worker was last told about it."""
    lease = models.UUIDField(null=True)
    """The fencing token of whoever works on it."""
    lease_until = models.DateTimeField(null=True)
    attempts_made = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    """Why it failed, in words an interviewer understands."""
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "kind"), name="one_pass_per_kind"),)
        indexes = (
            models.Index(fields=("rung_at",), name="passes_unfinished", condition=Q(state__in=("waiting", "running"))),
            models.Index(fields=("draft",), name="passes_failed", condition=Q(state="failed")),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED


class Attempt(models.Model):
    """One try of an engine at a pass, whatever came of it."""

    class Outcome(models.TextChoices):
        RUNNING = "running", _("Running")
        STORED = "stored", _("Stored")
        RETRY_LATER = "retry_later", _("Tried again later")
        FAILED = "failed", _("Failed")
        SUPERSEDED = "superseded", _("Its lease had ended")

    work = models.ForeignKey(Pass, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.RUNNING)
    reason = models.TextField(blank=True)
    engine = models.CharField(max_length=100)
    model = models.CharField(max_length=200, null=True)
    endpoint = models.CharField(max_length=500, null=True)
    rung = models.CharField(max_length=100, null=True)
    """How the endpoint was asked, where there are several ways."""
    prompt_version = models.CharField(max_length=100, null=True)
    request_id = models.CharField(max_length=200, null=True)
    tokens_in = models.PositiveIntegerField(null=True)
    tokens_out = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField(db_default=Now())
    duration_ms = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("work", "number"), name="one_attempt_per_number"),)

    def __str__(self) -> str:
        return f"Attempt {self.number}: {self.outcome}"


def model_of(draft: str) -> Subquery:
    """To annotate with: the model that wrote this draft; None where none did."""
    stored = Attempt.objects.filter(
        work__draft=OuterRef(draft), outcome=Attempt.Outcome.STORED, model__isnull=False
    ).order_by("-number")
    return Subquery(stored.values("model")[:1])


class RawReply(models.Model):
    """Erasable: what the engine said, byte for byte."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True, related_name="raw_reply")
    body = PersonalText()
    names = ArrayField(models.CharField(max_length=200), default=list)
    """What the candidate was called then, where an endpoint was not to know: needed to read its reply again."""

    def __str__(self) -> str:
        return f"Reply of {self.attempt_id}"


class DraftSection(models.Model):
    """Erasable: one drafted section, as items that code has checked."""

    work = models.ForeignKey(Pass, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=30, choices=_choices(Section))
    items = PersonalJSON(words=ITEM_WORDS)
    """A list of `Item.to_json()`."""
    is_provisional = models.BooleanField(default=False)
    """Shown while the rest of the reply is still to come."""
    arrived_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("work", "name"), name="one_section_per_name"),)

    def __str__(self) -> str:
        return self.name
