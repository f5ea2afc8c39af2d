"""What people changed. Appended, never overwritten; the present text is the draft with the edits laid over it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from evaluations.evidence.claims import ITEM_WORDS, Section
from evaluations.models.evaluations import Evaluation
from interviews.models.personal import PersonalJSON, PersonalText


class Edit(models.Model):
    """That somebody decided or changed an item. Number 1 of an item is its draft, so its first edit is number 2; one
    that a person added begins with an edit of number 1.

    Two people who edit the same state both try to append the same number: the database lets one of them.
    """

    class Action(models.TextChoices):
        KEPT = "kept", _("Kept")
        CHANGED = "changed", _("Decided")
        ADDED = "added", _("Added")
        REWORDED = "reworded", _("Reworded")
        SUPPORTED = "supported", _("Evidence changed")
        MOVED = "moved", _("Moved")
        REMOVED = "removed", _("Removed")
        PUT_BACK = "put_back", _("Put back")
        UNDONE = "undone", _("Undone")
        VERIFIED = "verified", _("Looked for in the corrected answer")

    DECISIONS = (Action.KEPT, Action.CHANGED, Action.ADDED)
    """By which a person takes responsibility for an item."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="edits")
    section = models.CharField(max_length=30, choices=[(section.value, section.value) for section in Section])
    item = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=20, choices=Action.choices)
    rank = models.CharField(max_length=1_000, blank=True)
    """Where the item stands in its section from now on (rules/ranks.py); empty where the edit does not move it."""
    restores = models.PositiveIntegerField(null=True)
    """Of an undoing: the number of the state that it brings back."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("evaluation", "item", "number")
        constraints = (models.UniqueConstraint(fields=("evaluation", "item", "number"), name="one_edit_per_number"),)

    def __str__(self) -> str:
        return f"{self.section} {self.item} {self.number}: {self.action}"


class Wording(models.Model):
    """Erasable: what an item says after an edit, and why."""

    edit = models.OneToOneField(Edit, on_delete=models.CASCADE, primary_key=True, related_name="wording")
    item = PersonalJSON(words=ITEM_WORDS)
    """`Item.to_json()`, the whole item as it stands after the edit."""
    reason = PersonalText(blank=True)

    def __str__(self) -> str:
        return f"Wording of {self.edit_id}"
