"""What the rows of the lists say of candidates and openings: how far each is. One query for all rows of a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from evaluations.models import Scorecard
from interviews.models import Candidate, Interview, Opening, User


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
    there = Interview.objects.filter(opening__in=openings, candidate__status=Candidate.Status.ACTIVE).order_by()
    counted = (
        there.values("opening")
        .annotate(candidates=Count("candidate", distinct=True), all=Count("pk"), signed=Count("pk", filter=_signed()))
        .values_list("opening", "candidates", "all", "signed")
    )
    tallies = {opening: tally for opening, *tally in counted}
    return [OpeningRow(opening, *tallies.get(opening.pk, (0, 0, 0))) for opening in openings]


def _signed() -> Exists:
    return Exists(Scorecard.objects.in_force().filter(interview=OuterRef("pk")))
