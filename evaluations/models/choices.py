"""What people chose between the present text and a later draft."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from evaluations.evidence.claims import Section
from evaluations.models.drafts import Draft
from evaluations.models.evaluations import Evaluation


class SectionChoice(models.Model):
    """That somebody kept a section as it was, or took it from the later draft."""

    class Choice(models.TextChoices):
        KEPT = "kept", _("Kept")
        TAKEN = "taken", _("Taken")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="choices")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="choices")
    section = models.CharField(max_length=30, choices=[(section.value, section.value) for section in Section])
    choice = models.CharField(max_length=10, choices=Choice.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "section"), name="one_choice_per_section"),)

    def __str__(self) -> str:
        return f"{self.section}: {self.choice}"
