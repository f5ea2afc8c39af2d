"""What a draft of a rubric would make of everything that was judged, beside what the published version makes of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import RubricDraft, RubricVersion


class WhatIf(models.Model):
    """One run. Both rubrics stay what they were when it was asked for, whatever becomes of the draft."""

    GIVEN_UP_AFTER = timedelta(seconds=60)
    """Without a step forward: a step takes a second or two."""

    draft = models.ForeignKey(RubricDraft, on_delete=models.CASCADE, related_name="+")
    rubric = models.JSONField()
    """The draft as it was then."""
    against = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    moved_on_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    """How many are rated with words that one of the rubrics does not have."""
    tally = models.JSONField(default=list)
    """[[verdict by the published version, by the draft, how many], ...] of those that move, most first."""

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"What if {self.draft_id} had judged: {self.done} of {self.total}"

    @property
    def is_over(self) -> bool:
        return bool(self.finished_at or self.cancelled_at)

    @property
    def is_running(self) -> bool:
        return not self.is_over and timezone.now() - self.moved_on_at < self.GIVEN_UP_AFTER

    @property
    def moved(self) -> int:
        return sum(count for _, _, count in self.tally)


class MovedVerdict(models.Model):
    """That an evaluation would get another verdict. It itself is untouched."""

    what_if = models.ForeignKey(WhatIf, on_delete=models.CASCADE, related_name="moves")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="+")
    before = models.CharField(max_length=100)
    after = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.before} to {self.after}"
