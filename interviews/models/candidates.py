"""A candidate: a record that history refers to, and an identity that can be erased from it."""

import unicodedata
from collections.abc import Collection
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews import blind
from interviews.models.interviews import Interview
from interviews.models.people import Role, User
from interviews.models.personal import PersonalLine


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

    def named_to(self, user: User) -> "CandidateQuerySet":
        """Whose name the person may know: who looks for a name, or for a word, finds only these (blind review)."""
        return self.exclude(blind.review.rule.hidden_from(user)) if blind.may_hide_from(user) else self

    def in_order_for(self, user: User) -> "CandidateQuerySet":
        """By name; where names may be hidden from them by age, so that no place in a list tells of a name."""
        order = ("-created_at", "pk") if blind.may_hide_from(user) else ("identity__sort_name", "created_at")
        return self.order_by(*order)

    def hidden_among(self, candidates: Collection[UUID], user: User) -> dict[UUID, str]:
        """Those of them whom the person must not know, with their names. One query."""
        hidden = self.filter(blind.review.rule.hidden_from(user), pk__in=candidates)
        return {pk: name or "" for pk, name in hidden.values_list("pk", "identity__name")}

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

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        read = super().from_db(db, field_names, values, **options)
        blind.meet(read.pk, through=read.__dict__.get("created_by_id"))
        return read

    @property
    def is_hidden(self) -> bool:
        """Whether whoever looks must not know who this is (blind review)."""
        return blind.is_hidden(self.pk)

    @property
    def name(self) -> str:
        """What to call them on a page; needs `identity` (select_related)."""
        if self.is_hidden:
            return gettext("Candidate %(code)s") % {"code": blind.pseudonym(self.pk)}
        return self.identity.name if hasattr(self, "identity") else gettext("Erased candidate")

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN


class Identity(models.Model):
    """Erasable: who the candidate is."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, primary_key=True)
    name = PersonalLine(_("name"), max_length=200)
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with blind.everything_shown():
            self.sort_name = folded(self.name)
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        read = super().from_db(db, field_names, values, **options)
        blind.meet(read.pk)
        return read
