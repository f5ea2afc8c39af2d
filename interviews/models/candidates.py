"""A candidate: a record that history refers to, and an identity that can be erased from it."""

import unicodedata
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.models.interviews import Interview
from interviews.models.people import Role, User


def folded(name: str) -> str:
    """For sorting and finding names: no case, no accents. The embedded PostgreSQL has no ICU and no unaccent."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: User) -> "CandidateQuerySet":
        """An interviewer sees whom they added, interview, shadow, or share a panel on; committee and admins see all."""
        if user.role != Role.INTERVIEWER:
            return self
        seen = Interview.objects.visible_to(user).filter(candidate=OuterRef("pk"))
        return self.filter(models.Q(created_by=user) | Exists(seen))

    def changeable_by(self, user: User) -> "CandidateQuerySet":
        """Whoever added or interviews them, or shares a panel on it, sets their record right; so do admins."""
        if user.role == Role.ADMIN:
            return self
        interviewed = Interview.objects.of_colleagues(user).filter(candidate=OuterRef("pk"))
        return self.filter(models.Q(created_by=user) | Exists(interviewed))


class Candidate(models.Model):
    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What to call them on a page; needs `identity` (select_related)."""
        return self.identity.name if hasattr(self, "identity") else gettext("Erased candidate")

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN


class Identity(models.Model):
    """Erasable: who the candidate is."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = folded(self.name)
        super().save(*args, **kwargs)
