"""That an admin read what is not signed yet. Admins may, and it stays on record where everybody concerned sees it."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject, Now

from interviews.models import Interview, Role, Shadow, User


class Look(models.Model):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="looks")
    admin = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("made_at",)
        constraints = (models.UniqueConstraint(fields=("interview", "admin"), name="one_look_each"),)

    def __str__(self) -> str:
        return f"{self.admin_id} at {self.interview_id}"


def attended_by(user: User, interview: str = "interview") -> Q:
    """Rows of interviews whose judgements the person reads whether or not they are signed: own ones, shadowed ones, and
    of an admin those that they looked at. `interview` leads from a row to its interview.

    Asked of each row by itself: what is looked up in a set is looked up among all interviews there are.
    """
    if user.role == Role.COMMITTEE:
        return Q(pk__in=())
    shadowed = Shadow.objects.filter(interview=OuterRef(interview), user=user)
    there = Q(**{f"{interview}__interviewer": user}) | Q(Exists(shadowed))
    if user.role == Role.ADMIN:
        there |= Q(Exists(Look.objects.filter(interview=OuterRef(interview), admin=user)))
    return there


def attends(user: User, interview: UUID) -> bool:
    """As `attended_by`, of one interview."""
    is_there = Interview.objects.attended_by(user).filter(pk=interview).exists()
    is_looking = user.role == Role.ADMIN and Look.objects.filter(interview=interview, admin=user).exists()
    return user.role != Role.COMMITTEE and (is_there or is_looking)


def looks_at(interview: str = "pk") -> ArraySubquery:
    """To annotate interviews with: {"who", "at"} of each look, the first one first. "at" is text, as JSON has it."""
    looks = Look.objects.filter(interview=OuterRef(interview)).order_by("made_at")
    return ArraySubquery(looks.values(look=JSONObject(who="admin__name", at="made_at")))
