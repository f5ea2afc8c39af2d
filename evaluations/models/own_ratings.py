"""What an interviewer thought of an answer before they saw what was drafted of it (rating_first.py)."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from evaluations.models.evaluations import Evaluation


class OwnRatings(models.Model):
    """Saved once and never changed: what follows is decided on the draft's ratings, with these beside them."""

    evaluation = models.OneToOneField(
        Evaluation, on_delete=models.CASCADE, primary_key=True, related_name="own_ratings"
    )
    ratings = models.JSONField()
    """By competency."""
    verdict = models.CharField(max_length=100)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.verdict}"
