"""That an interview was passed to somebody else before it was signed: an interviewer left, or could not go on.

Appended. What the one before wrote and decided keeps its author; their own part of the scorecard is kept here, because
whoever signs decides anew.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from interviews.models import Interview
from interviews.models.personal import PersonalJSON, PersonalText


class Handover(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Counted from 1."""
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """The giver, or an admin."""
    made_at = models.DateTimeField(db_default=Now())
    own_ratings = models.JSONField(default=dict)
    """Competency to rating, where the giver had corrected what the answers combine to."""
    own_verdict = models.CharField(max_length=100, blank=True)
    """The giver's; blank where they had chosen none."""

    class Meta:
        ordering = ("interview", "number")
        constraints = (models.UniqueConstraint(fields=("interview", "number"), name="one_handover_per_number"),)

    def __str__(self) -> str:
        return f"{self.interview_id} from {self.giver_id} to {self.taker_id}"


class HandoverWords(models.Model):
    """Erasable: why an interview was passed on, and what the giver had written into its scorecard."""

    handover = models.OneToOneField(Handover, on_delete=models.CASCADE, primary_key=True, related_name="words")
    reason = PersonalText()
    note = PersonalText(blank=True)
    verdict_reason = PersonalText(blank=True)
    rating_reasons = PersonalJSON(default=dict)
    """Competency to the reason for the giver's own rating."""

    def __str__(self) -> str:
        return f"Words of {self.handover_id}"
