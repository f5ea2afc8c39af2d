"""An opening: a position to fill at a level, with the panel that interviews for it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.models.people import Role, User


class Level(models.TextChoices):
    JUNIOR_MID = "Junior-Mid", "Junior-Mid"
    SENIOR = "Senior", "Senior"
    STAFF = "Staff", "Staff"


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, user: User) -> "OpeningQuerySet":
        """An interviewer sees the openings of their panels; committee and admins see all."""
        if user.role != Role.INTERVIEWER:
            return self
        on_panel = PanelMember.objects.filter(opening=models.OuterRef("pk"), user=user)
        return self.filter(models.Exists(on_panel))


class Opening(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    panel = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PanelMember", related_name="openings")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ("title", "created_at")
        constraints = (models.CheckConstraint(condition=Q(level__in=Level.values), name="opening_level_known"),)

    def __str__(self) -> str:
        return f"{self.title} · {self.level}"


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
