"""What was voted, decided and said, as the query of `reading` gives it.

Words come out of the database as JSON here, past the columns that know who looks: each is read through `blind.shown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from interviews import blind


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
            UUID(row["member"]),
            row["name"],
            row["number"],
            row["verdict"],
            _time(row["at"]),
            blind.shown(row["reason"] or ""),
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
    has_basis: bool
    """What it was based on is still there."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            id=UUID(row["id"]),
            number=row["number"],
            verdict=row["verdict"],
            rubric_verdict=row["rubric_verdict"],
            by=row["by"],
            at=_time(row["at"]),
            reason=blind.shown(row["reason"] or ""),
            reopened_by=row["reopened_by"] or "",
            reopened_at=_time(row["reopened_at"]) if row["reopened_at"] else None,
            reopening_reason=blind.shown(row["reopening_reason"] or ""),
            has_basis=row["basis"] is not None,
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
    about: str
    """What that said then, in short."""
    addressee: UUID | None
    addressee_name: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            author=UUID(row["author"]),
            name=row["name"],
            text=blind.shown(row["text"], calls=True),
            at=_time(row["at"]),
            evaluation=UUID(row["evaluation"]) if row["evaluation"] else None,
            item=row["item"],
            about=blind.shown(row["about"]),
            addressee=UUID(row["addressee"]) if row["addressee"] else None,
            addressee_name=row["addressee_name"] or "",
        )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
