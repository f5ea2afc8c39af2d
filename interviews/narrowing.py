"""What an address narrows the lists of candidates and openings by. What it says wrongly counts as not said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from interviews import blind
from interviews.models import Candidate, Interview, Level, Opening, User
from interviews.models.candidates import CandidateQuerySet
from interviews.models.names import TYPED_AT_MOST
from interviews.models.openings import OpeningQuerySet

ALL, ARCHIVED = "all", "archived"
NEWEST, NAME = "newest", "name"
ORDERS = {NEWEST: ("-created_at", "-pk"), NAME: ("identity__sort_name", "pk")}
ORDER_NAMES = {NEWEST: _("Newest first"), NAME: _("By name")}
BY_TITLE = ("title", "pk")


@dataclass(frozen=True, slots=True)
class Candidates:
    typed: str
    status: str
    opening: UUID | None
    level: str
    sort: str

    @classmethod
    def by(cls, asked: Mapping[str, str], user: User) -> "Candidates":
        """Where names may be hidden from the person nothing is sorted by them, so that no place tells of a name."""
        orders = (NEWEST,) if blind.may_hide_from(user) else ORDERS
        return cls(
            typed=asked.get("q", "").strip()[:TYPED_AT_MOST],
            status=_one_of((*Candidate.Status.values, ALL), asked.get("status"), Candidate.Status.ACTIVE),
            opening=_key(asked.get("opening", "")),
            level=_one_of(Level.values, asked.get("level"), ""),
            sort=_one_of(orders, asked.get("sort"), NEWEST),
        )

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS[self.sort]

    @property
    def is_narrow(self) -> bool:
        return bool(self.typed or self.opening or self.level or self.status != Candidate.Status.ACTIVE)

    def found(self, user: User) -> CandidateQuerySet:
        """Of those that this person sees, and where a name is typed whose name they may know. Who was erased has no
        name, and is not in the list by name."""
        found = Candidate.objects.visible_to(user)
        if self.typed:
            found = found.named(self.typed).named_to(user)
        if self.sort == NAME:
            found = found.filter(identity__isnull=False)
        if self.status != ALL:
            found = found.filter(status=self.status)
        seen = Interview.objects.visible_to(user).filter(candidate=OuterRef("pk"))
        if self.opening:
            found = found.filter(Exists(seen.filter(opening=self.opening)))
        if self.level:
            found = found.filter(Exists(seen.filter(opening__level=self.level)))
        return found


@dataclass(frozen=True, slots=True)
class Openings:
    typed: str
    status: str
    level: str

    @classmethod
    def by(cls, asked: Mapping[str, str]) -> "Openings":
        return cls(
            typed=asked.get("q", "").strip()[:TYPED_AT_MOST],
            status=_one_of((ARCHIVED, ALL), asked.get("status"), ""),
            level=_one_of(Level.values, asked.get("level"), ""),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.typed or self.level or self.status)

    def found(self, user: User) -> OpeningQuerySet:
        """Of those that this person sees."""
        found = Opening.objects.visible_to(user).titled(self.typed)
        if self.status != ALL:
            found = found.filter(archived_at__isnull=self.status != ARCHIVED)
        return found.filter(level=self.level) if self.level else found


def _one_of(words: Collection[str], asked: str | None, otherwise: str) -> str:
    return asked if asked is not None and asked in words else otherwise


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
