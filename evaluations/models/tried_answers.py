"""A rubric draft tried out on answers, apart from their evaluations."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import RubricDraft


class TriedAnswer(models.Model):
    """Erasable: what an engine made of an answer by a rubric's draft. The answer's own evaluation is untouched."""

    GIVEN_UP_AFTER = timedelta(minutes=30)
    """Far longer than any two passes take."""

    draft = models.ForeignKey(RubricDraft, on_delete=models.CASCADE, related_name="+")
    rubric = models.JSONField()
    """The draft as it was then."""
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, null=True, related_name="+")
    """Null for the invented answer that engines are tried out with."""
    engine = models.CharField(max_length=100)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    sections = models.JSONField(default=dict)
    """By section its items, as `Item.to_json()`."""
    verdict = models.CharField(max_length=100, blank=True)
    trace = models.JSONField(default=list)
    """[[sentence, whether it decided], ...]"""

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.engine} on {self.evaluation_id or 'the invented answer'}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and timezone.now() - self.asked_at < self.GIVEN_UP_AFTER
