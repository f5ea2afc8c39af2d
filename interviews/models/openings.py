"""An opening: a position to fill at a level, with the panel that interviews for it."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.models.names import TYPED_AT_MOST, Words, beginning_with
from interviews.models.people import Role, User
from interviews.texts.words import words_of


class Level(models.TextChoices):
    JUNIOR_MID = "Junior-Mid", "Junior-Mid"
    SENIOR = "Senior", "Senior"
    STAFF = "Staff", "Staff"


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, user: User) -> "OpeningQuerySet":
        """An interviewer sees the openings of their panels; committee and admins see all."""
        if user.role != Role.INTERVIEWER:
            return self
        return self.filter(pk__in=PanelMember.objects.filter(user=user).values("opening"))

    def current(self) -> "OpeningQuerySet":
        """Those that people still interview for."""
        return self.filter(archived_at=None)

    def titled(self, typed: str) -> "OpeningQuerySet":
        """Those in whose title a word begins with each word of `typed`; all where that says nothing."""
        if not typed.strip():
            return self
        words = words_of(typed[:TYPED_AT_MOST].lower())
        return self.filter(words=beginning_with(words)) if words else self.none()


class Opening(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    words = models.GeneratedField(expression=Words("title"), output_field=SearchVectorField(), db_persist=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, editable=False)
    """Since when nobody interviews for it any more; what there is stays readable."""
    panel = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PanelMember", related_name="openings")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ("title", "created_at")
        constraints = (models.CheckConstraint(condition=Q(level__in=Level.values), name="opening_level_known"),)
        indexes = (
            models.Index(fields=("title", "id"), name="openings_by_title"),
            models.Index(
                fields=("title", "id"), name="openings_current_by_title", condition=Q(archived_at__isnull=True)
            ),
            GinIndex(fields=("words",), name="openings_by_words"),
        )

    def __str__(self) -> str:
        return f"{self.title} · {self.level}"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class PanelMember(models.Model):
    class Seat(models.TextChoices):
        PANEL = "panel", _("Panel")
        CHAIR = "chair", _("Chair")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    seat = models.CharField(max_length=10, choices=Seat.choices, default=Seat.PANEL)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("opening", "user"), name="one_seat_per_opening"),)

    def __str__(self) -> str:
        return f"{self.user} ({self.get_seat_display()})"
