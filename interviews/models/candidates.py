"""A candidate: a record that history refers to, and an identity that can be erased from it."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews import blind
from interviews.models.interviews import Interview
from interviews.models.names import TYPED_AT_MOST, Words, beginning_with, few_of, folded
from interviews.models.people import Role, User
from interviews.models.personal import PersonalLine
from interviews.texts.words import words_of


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: User) -> "CandidateQuerySet":
        """An interviewer sees whom they added, interview, shadow, or share a panel on; committee and admins see all."""
        if user.role != Role.INTERVIEWER:
            return self
        # A union, whose parts are read from an index each; no index serves the one condition or the other.
        added = Candidate.objects.filter(created_by=user).values("pk")
        return self.filter(pk__in=added.union(Interview.objects.visible_to(user).values("candidate")))

    def named_to(self, user: User) -> "CandidateQuerySet":
        """Whose name the person may know: who looks for a name, or for a word, finds only these (blind review)."""
        return self.exclude(blind.review.rule.hidden_from(user)) if blind.may_hide_from(user) else self

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

    def named(self, typed: str) -> "CandidateQuerySet":
        """Those in whose name a word begins with each word of `typed`; all where that says nothing. The only place in
        which candidates are looked for by name."""
        if not typed.strip():
            return self
        words = words_of(folded(typed[:TYPED_AT_MOST]))
        if not words:
            return self.none()
        named = Identity.objects.filter(words=beginning_with(words))
        few = few_of(named, "pk")
        return self.filter(identity__words=beginning_with(words)) if few is None else self.filter(pk__in=few)


class Candidate(models.Model):
    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ARCHIVED = "archived", _("Archived")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="candidates_newest"),
            models.Index(fields=("status", "-created_at", "-id"), name="candidates_newest_of_status"),
        )

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

    def become(self, status: str) -> None:
        """Who withdrew and is archived has withdrawn still; what is set already keeps when it was."""
        now = timezone.now()
        self.status = status
        if status == self.Status.ACTIVE:
            self.withdrawn_at = None
        elif status == self.Status.WITHDRAWN:
            self.withdrawn_at = self.withdrawn_at or now
        self.archived_at = (self.archived_at or now) if self.is_archived else None
        self.save(update_fields=["status", "withdrawn_at", "archived_at"])

    @property
    def unarchived(self) -> str:
        """The status that they have again once they are taken back."""
        return self.Status.WITHDRAWN if self.withdrawn_at else self.Status.ACTIVE

    @property
    def is_active(self) -> bool:
        """Whether anything more is asked of them and pasted."""
        return self.status == self.Status.ACTIVE

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED


class Identity(models.Model):
    """Erasable: who the candidate is."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, primary_key=True)
    name = PersonalLine(_("name"), max_length=200)
    sort_name = models.CharField(max_length=400, editable=False)
    words = models.GeneratedField(expression=Words("sort_name"), output_field=SearchVectorField(), db_persist=True)

    class Meta:
        indexes = (
            models.Index(fields=("sort_name", "candidate"), name="candidates_by_name"),
            GinIndex(fields=("words",), name="candidates_by_words"),
        )

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
