"""What the committee did about the cases of a candidate, as one person may see it. One query for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from evaluations.models import Decision, Deliberation, Recusal, Remark, Vote
from evaluations.rules.members import Member
from interviews.models import PanelMember, Role, User


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote."""

    member: UUID
    name: str
    number: int
    verdict: str
    """Blank for no decision."""
    at: datetime
    reason: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            UUID(row["member"]), row["name"], row["number"], row["verdict"], _time(row["at"]), row["reason"] or ""
        )


@dataclass(frozen=True, slots=True)
class Balloting:
    """All votes of one member, the last one counts."""

    votes: tuple[Cast, ...]
    debriefed_at: datetime | None

    @property
    def last(self) -> Cast:
        return self.votes[-1]

    @property
    def before(self) -> tuple[Cast, ...]:
        """Those that were changed, the latest first."""
        return self.votes[-2::-1]

    @property
    def is_independent(self) -> bool:
        """The first was cast before the votes were open to all."""
        return self.debriefed_at is None or self.votes[0].at < self.debriefed_at


@dataclass(frozen=True, slots=True)
class Recused:
    member: UUID
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    id: UUID
    number: int
    verdict: str
    rubric_verdict: str
    by: str
    at: datetime
    reason: str
    reopened_by: str
    reopened_at: datetime | None
    reopening_reason: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            id=UUID(row["id"]),
            number=row["number"],
            verdict=row["verdict"],
            rubric_verdict=row["rubric_verdict"],
            by=row["by"],
            at=_time(row["at"]),
            reason=row["reason"] or "",
            reopened_by=row["reopened_by"] or "",
            reopened_at=_time(row["reopened_at"]) if row["reopened_at"] else None,
            reopening_reason=row["reopening_reason"] or "",
        )

    @property
    def is_override(self) -> bool:
        """Otherwise than the rubric makes of it."""
        return self.rubric_verdict not in ("", self.verdict)


@dataclass(frozen=True, slots=True)
class Remarked:
    author: UUID
    name: str
    text: str
    at: datetime
    evaluation: UUID | None
    item: str
    addressee: UUID | None
    addressee_name: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            author=UUID(row["author"]),
            name=row["name"],
            text=row["text"],
            at=_time(row["at"]),
            evaluation=UUID(row["evaluation"]) if row["evaluation"] else None,
            item=row["item"],
            addressee=UUID(row["addressee"]) if row["addressee"] else None,
            addressee_name=row["addressee_name"] or "",
        )


@dataclass(frozen=True)
class Deliberated:
    """One case, for one person."""

    deliberation: Deliberation
    user: User
    has_interviewed: bool
    has_signed: bool
    chairs: Mapping[UUID, str]
    recusals: tuple[Recused, ...]
    votes: tuple[Cast, ...]
    decisions: tuple[Decided, ...]
    remarks: tuple[Remarked, ...]

    @cached_property
    def member(self) -> Member:
        chairs = self.user.pk in self.chairs
        return Member(
            is_voter=chairs or self.user.role == Role.COMMITTEE,
            is_chair=chairs or self.user.role == Role.ADMIN,
            has_interviewed=self.has_interviewed,
            has_signed=self.has_signed,
            has_recused=any(one.member == self.user.pk for one in self.recusals),
            has_voted=any(vote.member == self.user.pk for vote in self.votes),
            is_debriefed=self.deliberation.debriefed_at is not None,
            is_decided=self.decision is not None,
        )

    @property
    def decision(self) -> Decided | None:
        """The one in force."""
        last = self.decisions[-1] if self.decisions else None
        return last if last and last.reopened_at is None else None

    @property
    def reopened(self) -> list[Decided]:
        return [decided for decided in self.decisions if decided.reopened_at]

    @cached_property
    def ballots(self) -> list[Balloting]:
        """In the order of the first votes. Votes of who is recused by now do not count."""
        out = {one.member for one in self.recusals}
        by_member: dict[UUID, list[Cast]] = {}
        for vote in self.votes:
            if vote.member not in out:
                by_member.setdefault(vote.member, []).append(vote)
        return [Balloting(tuple(cast), self.deliberation.debriefed_at) for cast in by_member.values()]

    @property
    def own_ballot(self) -> Balloting | None:
        return next((ballot for ballot in self.ballots if ballot.last.member == self.user.pk), None)

    @property
    def shown_ballots(self) -> list[Balloting]:
        """Everybody's, or only one's own."""
        return [ballot for ballot in self.ballots if self.member.sees_votes or ballot.last.member == self.user.pk]

    @cached_property
    def readable_remarks(self) -> list[Remarked]:
        return [remark for remark in self.remarks if self._may_read(remark)]

    @property
    def number_of_closed_remarks(self) -> int:
        """Those that open with one's own vote; feedback to an interviewer is between the two and not counted."""
        return len([remark for remark in self.remarks if not remark.addressee and not self._may_read(remark)])

    def _may_read(self, remark: Remarked) -> bool:
        if remark.author == self.user.pk:
            return True
        if remark.addressee:
            return self.user.pk == remark.addressee or self.user.role == Role.ADMIN
        return self.member.reads_discussion


def deliberations(found: "QuerySet[Deliberation]") -> "QuerySet[Deliberation]":
    """With everything that `deliberated` reads."""
    chairs = PanelMember.objects.filter(opening=OuterRef("opening"), seat=PanelMember.Seat.CHAIR).order_by("user__name")
    return found.select_related("debriefed_by").annotate(
        chair_rows=ArraySubquery(chairs.values(row=JSONObject(member="user", name="user__name"))),
        recusal_rows=ArraySubquery(
            Recusal.objects.filter(deliberation=OuterRef("pk"), withdrawn_at=None)
            .order_by("made_at")
            .values(row=JSONObject(member="member", name="member__name", reason="words__reason"))
        ),
        vote_rows=ArraySubquery(
            Vote.objects.filter(deliberation=OuterRef("pk"))
            .order_by("cast_at", "number")
            .values(
                row=JSONObject(
                    member="member",
                    name="member__name",
                    number="number",
                    verdict="verdict",
                    at="cast_at",
                    reason="words__reason",
                )
            )
        ),
        decision_rows=ArraySubquery(
            Decision.objects.filter(deliberation=OuterRef("pk"))
            .order_by("number")
            .values(
                row=JSONObject(
                    id="id",
                    number="number",
                    verdict="verdict",
                    rubric_verdict="rubric_verdict",
                    by="decided_by__name",
                    at="decided_at",
                    reason="words__reason",
                    reopened_by="reopened_by__name",
                    reopened_at="reopened_at",
                    reopening_reason="words__reopening_reason",
                )
            )
        ),
        remark_rows=ArraySubquery(
            Remark.objects.filter(deliberation=OuterRef("pk"))
            .order_by("made_at")
            .values(
                row=JSONObject(
                    author="author",
                    name="author__name",
                    text="text",
                    at="made_at",
                    evaluation="evaluation",
                    item="item",
                    addressee="addressee",
                    addressee_name="addressee__name",
                )
            )
        ),
    )


def deliberated(row: Deliberation, user: User, *, has_interviewed: bool, has_signed: bool) -> Deliberated:
    """`row` is one of `deliberations`."""
    rows: Any = row
    return Deliberated(
        deliberation=row,
        user=user,
        has_interviewed=has_interviewed,
        has_signed=has_signed,
        chairs={UUID(one["member"]): one["name"] for one in rows.chair_rows},
        recusals=tuple(Recused(UUID(one["member"]), one["name"], one["reason"] or "") for one in rows.recusal_rows),
        votes=tuple(Cast.of(one) for one in rows.vote_rows),
        decisions=tuple(Decided.of(one) for one in rows.decision_rows),
        remarks=tuple(Remarked.of(one) for one in rows.remark_rows),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
