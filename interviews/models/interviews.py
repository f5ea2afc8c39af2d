"""One interviewer's talk with one candidate for one opening."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from interviews import blind
from interviews.models.openings import Opening, PanelMember
from interviews.models.people import Role, User


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, user: User) -> "InterviewQuerySet":
        """That it takes place: own, shadowed, or of a panel the interviewer sits on; committee and admins see all."""
        if user.role != Role.INTERVIEWER:
            return self
        return self.filter(self._among_colleagues(user) | Exists(self._seats_of_shadow(user)))

    def readable_by(self, user: User) -> "InterviewQuerySet":
        """What was asked and answered in it: a panel member reads only their own until they signed theirs."""
        return self if user.role != Role.INTERVIEWER else self.attended_by(user)

    def attended_by(self, user: User) -> "InterviewQuerySet":
        """Those in which this person asks or sits in."""
        return self.filter(Q(interviewer=user) | Exists(self._seats_of_shadow(user)))

    def run_by(self, user: User) -> "InterviewQuerySet":
        """Those in which this person asks, pastes and judges."""
        return self.filter(interviewer=user)

    def shadowed_by(self, user: User) -> "InterviewQuerySet":
        """Those in which this person sits in to learn."""
        return self.filter(Exists(self._seats_of_shadow(user)))

    def lock(self, *ids: UUID) -> None:
        """Until the transaction ends nobody else locks these, and whoever signs one does. In one order, so that two
        never wait for each other; before any lock on what belongs to them."""
        list(self.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))

    def of_colleagues(self, user: User) -> "InterviewQuerySet":
        """Own, or of a panel the interviewer sits on: who shadows only reads."""
        return self.filter(self._among_colleagues(user))

    @staticmethod
    def _among_colleagues(user: User) -> Q:
        on_panel = PanelMember.objects.filter(opening=OuterRef("opening"), user=user)
        return Q(interviewer=user) | Q(Exists(on_panel))

    @staticmethod
    def _seats_of_shadow(user: User) -> "models.QuerySet[Shadow]":
        return Shadow.objects.filter(interview=OuterRef("pk"), user=user)


class Interview(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    candidate = models.ForeignKey("Candidate", on_delete=models.PROTECT, related_name="interviews")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="interviews")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews")
    held_on = models.DateField(_("held on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ("created_at",)
        indexes = (models.Index(fields=("interviewer", "-created_at"), name="interviews_of_interviewer"),)

    def __str__(self) -> str:
        return f"{self.candidate_id} · {self.opening}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        read = super().from_db(db, field_names, values, **options)
        if candidate := read.__dict__.get("candidate_id"):
            blind.meet(candidate, through=read.__dict__.get("interviewer_id"))
        return read


class Shadow(models.Model):
    """Somebody who sits in to learn: reads and comments."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="shadows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("interview", "user"), name="one_shadow_per_interview"),)

    def __str__(self) -> str:
        return str(self.user)
