"""What the rows of the lists say of candidates and openings: how far each is. One query for all rows of a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from evaluations.models import Scorecard
from interviews.models import Candidate, Interview, Opening, User

COUNTED_AT_MOST = 100
"""Interviews of an opening, for its row."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    candidate: Candidate
    interviews: Sequence[Interview]
    """Those that the person sees, the latest first; each with `is_signed`."""

    @property
    def latest(self) -> Interview | None:
        return self.interviews[0] if self.interviews else None

    @property
    def openings(self) -> list[Opening]:
        return list(dict.fromkeys(interview.opening for interview in self.interviews))

    @property
    def signed(self) -> int:
        return sum(interview.is_signed for interview in self.interviews)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class OpeningRow:
    opening: Opening
    candidates: int
    """Who are still there."""
    interviews: int
    """Of these candidates."""
    signed: int
    is_exact: bool
    """Whether there are no more interviews than are counted."""


def of_candidates(candidates: Iterable[Candidate], user: User, opening: Opening | None = None) -> list[CandidateRow]:
    """With their interviews for one opening, or for all."""
    candidates = tuple(candidates)
    seen = Interview.objects.visible_to(user).filter(candidate__in=candidates)
    if opening:
        seen = seen.filter(opening=opening)
    interviews: defaultdict[UUID, list[Interview]] = defaultdict(list)
    for interview in (
        seen.annotate(is_signed=_signed()).select_related("opening", "interviewer").order_by("-created_at")
    ):
        interviews[interview.candidate_id].append(interview)
    return [CandidateRow(candidate, interviews[candidate.pk]) for candidate in candidates]


def of_openings(openings: Iterable[Opening]) -> list[OpeningRow]:
    """Whoever sees an opening sees all its interviews."""
    openings = tuple(openings)
    there = Interview.objects.filter(opening=OuterRef("pk"), candidate__status=Candidate.Status.ACTIVE).order_by()
    some = there.annotate(row=JSONObject(candidate="candidate", signed=_signed())).values("row")
    counted = Opening.objects.filter(pk__in=[opening.pk for opening in openings])
    rows = dict(counted.values_list("pk", ArraySubquery(some[: COUNTED_AT_MOST + 1])))
    return [_opening_row(opening, rows[opening.pk]) for opening in openings]


def _opening_row(opening: Opening, rows: Sequence[Mapping[str, Any]]) -> OpeningRow:
    counted = rows[:COUNTED_AT_MOST]
    return OpeningRow(
        opening,
        candidates=len({row["candidate"] for row in counted}),
        interviews=len(counted),
        signed=sum(row["signed"] for row in counted),
        is_exact=len(rows) <= COUNTED_AT_MOST,
    )


def _signed() -> Exists:
    return Exists(Scorecard.objects.in_force().filter(interview=OuterRef("pk")))
