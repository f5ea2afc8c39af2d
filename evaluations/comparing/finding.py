"""Which candidates of an opening, in which order. On indexes, however many there are.

Who has a number to sort by comes first, in its order; after them, whichever way it is sorted, who has none: nobody
assessed it, nothing is signed, it is on another scale, or not open to this person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from evaluations.models import Deliberation, Scorecard, Standing
from evaluations.rules.comparing import VERDICTS, scale_of
from evaluations.rules.rubric import Rubric
from interviews import blind
from interviews.models import Candidate, Interview, Opening, User


class Sort(StrEnum):
    NAME = "name"
    MEAN = "mean"
    """Of a competency, or of the verdicts."""
    SPREAD = "spread"
    """Of the verdicts."""
    SIGNED = "signed"
    """When the last scorecard was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    sort: Sort = Sort.NAME
    about: str = VERDICTS
    """What the mean is of that is sorted by."""
    falling: bool = False
    status: str = Candidate.Status.ACTIVE
    """Blank for every one."""
    verdict: str = ""
    """Somebody's verdict is this one."""
    competency: str = ""
    at_least: str = ""
    """The mean in this competency reaches this rating."""
    is_decided: bool | None = None
    """None for either."""


@dataclass(frozen=True, slots=True)
class Found:
    """Parts of a list, one after the other, of which only what is asked for is read."""

    parts: tuple["QuerySet[Candidate]", ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, *parts: "QuerySet[Candidate]") -> "Found":
        return cls(parts, tuple(part.count() for part in parts))

    def __len__(self) -> int:
        return sum(self.sizes)

    def between(self, first: int, last: int) -> list[Candidate]:
        """From the one in place `first`, counted from 0, to the one before `last`."""
        found: list[Candidate] = []
        for part, size in zip(self.parts, self.sizes, strict=True):
            if first < size and first < last:
                found += part[first : min(last, size)]
            first, last = max(0, first - size), last - size
        return found


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of an opening as one person sees them."""

    opening: Opening
    user: User
    rubric: Rubric
    """The opening's: numbers of its scale are compared, others not."""

    def find(self, wanted: Wanted) -> Found:
        if wanted.sort is Sort.NAME:
            return Found.of(by_name(self._narrowed(self._all(), wanted), self.user, falling=wanted.falling))
        number = {Sort.MEAN: "mean", Sort.SPREAD: "steps", Sort.SIGNED: "signed_at"}[wanted.sort]
        rows = Q(standings__opening=self.opening)
        rows &= Q(standings__about=wanted.about if wanted.sort is Sort.MEAN else VERDICTS)
        if wanted.sort is not Sort.SIGNED:
            rows &= Q(standings__scale=scale_of(self.rubric))
        rows &= Q(**{f"standings__{number}__isnull": False})
        everybody = Candidate.objects.select_related("identity")
        placed = everybody.alias(placed=FilteredRelation("standings", condition=rows)).filter(placed__isnull=False)
        ranked = self._narrowed(placed, wanted).exclude(self._closed)
        order = (F(f"placed__{number}"), F("placed__candidate"))
        ranked = ranked.order_by(*(each.desc() if wanted.falling else each.asc() for each in order))
        rest = self._narrowed(self._all(), wanted).exclude(pk__in=ranked.order_by().values("pk"))
        return Found.of(ranked, by_name(rest, self.user))

    def chosen(self, ids: Sequence[UUID]) -> list[Candidate]:
        """Those of them that are candidates here, in this order."""
        there = self._all().in_bulk(ids)
        return [there[pk] for pk in ids if pk in there]

    def _all(self) -> "QuerySet[Candidate]":
        interviews = Interview.objects.visible_to(self.user).filter(candidate=OuterRef("pk"), opening=self.opening)
        return Candidate.objects.filter(Exists(interviews)).select_related("identity")

    @property
    def _closed(self) -> Q:
        """Something signed is not open to this person: then no number of the candidate is."""
        closed = Scorecard.objects.closed_to(self.user).filter(interview__opening=self.opening)
        return Q(pk__in=closed.values("interview__candidate"))

    def _narrowed(self, found: "QuerySet[Candidate]", wanted: Wanted) -> "QuerySet[Candidate]":
        if wanted.status:
            found = found.filter(status=wanted.status)
        standings = Standing.objects.filter(candidate=OuterRef("pk"), opening=self.opening)
        if wanted.verdict:
            said = standings.filter(about=VERDICTS, words__contains=[wanted.verdict])
            found = found.filter(Exists(said), ~self._closed)
        if wanted.competency and wanted.at_least:
            points = self.rubric.points(wanted.at_least)
            good = standings.filter(about=wanted.competency, scale=scale_of(self.rubric), mean__gte=points)
            found = found.filter(Exists(good), ~self._closed)
        if wanted.is_decided is not None:
            decided = Deliberation.objects.filter(candidate=OuterRef("pk"), opening=self.opening, is_decided=True)
            is_known = Q(Exists(decided)) & ~self._closed
            found = found.filter(is_known if wanted.is_decided else ~is_known)
        return found


def by_name(candidates: "QuerySet[Candidate]", user: User, *, falling: bool = False) -> "QuerySet[Candidate]":
    """The one place that sorts them by name; where names may be hidden from the person by age, as every list is."""
    order = (F("created_at" if blind.may_hide_from(user) else "identity__sort_name"), F("pk"))
    return candidates.order_by(*(each.desc(nulls_last=True) if falling else each.asc() for each in order))
