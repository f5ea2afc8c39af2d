"""A candidate for one opening, as one person sees it: which scorecards are signed, and what the committee did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from evaluations.deliberations import Deliberated, Remarked
from evaluations.models import RubricVersion, Scorecard
from evaluations.rules.rubric import Rubric
from evaluations.scorecards import words_of
from interviews.models import Candidate, Interview, Opening, User


@dataclass(frozen=True, slots=True)
class EarlyLook:
    """That an admin read an interview before it was signed."""

    who: str
    at: datetime

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Self:
        return cls(row["who"], datetime.fromisoformat(row["at"]))


@dataclass(frozen=True, slots=True)
class Seen:
    """An interview as this person sees it."""

    interview: Interview
    scorecard: Scorecard | None
    """The one in force, whether or not they may read it."""
    is_shown: bool
    """They may."""

    @property
    def looks(self) -> list[EarlyLook]:
        return [EarlyLook.of(row) for row in self.interview.look_rows]  # type: ignore[attr-defined]

    @property
    def signed(self) -> Scorecard:
        assert self.scorecard is not None, "asked only of what is shown"
        return self.scorecard

    @property
    def version(self) -> RubricVersion:
        assert self.signed.rubric_version is not None, "signing names the rubric"
        return self.signed.rubric_version

    @property
    def rubric(self) -> Rubric:
        return RubricVersion.objects.rubric(self.version.pk)

    @property
    def is_otherwise(self) -> bool:
        """The interviewer decided otherwise than the rubric."""
        return self.signed.own_verdict != self.signed.verdict

    @property
    def reason(self) -> str:
        return str(words_of(self.signed).verdict_reason)


@dataclass(frozen=True, slots=True)
class Said:
    remark: Remarked
    is_open: bool
    """The person reads what it is about."""


@dataclass(frozen=True)
class Case:
    """The candidate for one opening."""

    opening: Opening
    interviews: list[Seen]
    may_compare: bool
    """The person sees the opening, and so its other candidates."""
    deliberated: Deliberated | None
    """None while nothing is signed."""

    @property
    def candidate(self) -> Candidate:
        return self.interviews[0].interview.candidate

    @cached_property
    def signed(self) -> list[Seen]:
        """Those that this person reads."""
        return [seen for seen in self.interviews if seen.is_shown]

    @property
    def unread(self) -> list[Seen]:
        return [seen for seen in self.interviews if not seen.is_shown]

    @property
    def pending(self) -> list[Seen]:
        return [seen for seen in self.interviews if not seen.scorecard]

    @property
    def rubric(self) -> Rubric:
        """That of the newest interview; the others' are named where they differ."""
        return self.signed[-1].rubric

    @property
    def versions(self) -> list[str]:
        return sorted({str(seen.version) for seen in self.signed})

    @property
    def is_comparable(self) -> bool:
        """All are rated on one scale, so that a mean says something."""
        return len({(seen.rubric.ratings, seen.rubric.verdicts) for seen in self.signed}) == 1

    @property
    def signed_since(self) -> list[Seen]:
        """What was signed after the decision that is in force."""
        decision = self.deliberated.decision if self.deliberated else None
        if decision is None:
            return []
        return [
            seen
            for seen in self.interviews
            if seen.scorecard and (seen.scorecard.signed_at or decision.at) > decision.at
        ]

    @property
    def addressees(self) -> list[User]:
        """Interviewers of what the person reads, who can be told how their feedback reads."""
        reader = self.deliberated.user if self.deliberated else None
        people = {seen.interview.interviewer_id: seen.interview.interviewer for seen in self.signed}
        return [person for person in people.values() if person != reader]

    @property
    def remarks(self) -> list[Said]:
        """Those that the person reads."""
        readable = self.deliberated.readable_remarks if self.deliberated else []
        return [Said(remark, remark.evaluation in self._evaluations) for remark in readable]

    @cached_property
    def _evaluations(self) -> set[UUID]:
        """That the person reads."""
        return {UUID(pk) for seen in self.signed for pk, _, _ in seen.signed.answers}
