"""What every form of a candidate is written from: what the candidate page says, opening by opening, and the records.

A record is one evaluation whole; an overview holds what only several together say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from evaluations.evidence.claims import Item
from evaluations.evidence.quoted import Quoted
from evaluations.forms.record import Record
from evaluations.rules.rubric import Rubric
from evaluations.rules.spread import Spread
from evaluations.rules.verdict import Step


class ScorecardState(StrEnum):
    SIGNED = "signed"
    PENDING = "pending"
    CLOSED = "not open to you"
    """Signed; what it says opens to this person once they have signed their own."""


@dataclass(frozen=True, slots=True)
class Rated:
    competency: str
    combined: str
    """What the answers combine to."""
    own: str = ""
    """The interviewer's, where they corrected that."""
    reason: str = ""

    @property
    def rating(self) -> str:
        return self.own or self.combined


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a signed scorecard says."""

    signed_at: datetime
    rubric: Rubric
    rubric_version: int
    own_verdict: str
    """The interviewer's."""
    verdict: str
    """The rubric's."""
    reason: str = ""
    """For deciding otherwise than the rubric."""
    note: str = ""
    ratings: tuple[Rated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One interview, as this person sees it."""

    id: str
    interviewer: str
    held_on: date | None = None
    state: ScorecardState
    card: Signed | None = None
    """None unless `state` is SIGNED."""
    looks: tuple[tuple[str, datetime], ...] = ()
    """Which admins read it before it was signed, and when."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evaluation says something."""

    evaluation: str
    """Its id."""
    interviewer: str
    answer: int
    """Its number in the interview, from 1."""
    item: Item
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A competency over all signed interviews."""

    competency: str
    is_key: bool
    ratings: tuple[str, ...]
    """One for each signed interview, in their order."""
    mean: float | None
    """In points of the scale; None where nobody rated, and where the scales differ."""
    spread: Spread | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Who wrote the draft of an evaluation, and what people did to how many of its items."""

    evaluation: str
    interviewer: str
    answer: int
    engine: str
    model: str | None
    drafted: int
    changed: int
    added: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class CaseOverview:
    """The candidate for one opening."""

    opening: str
    """Its id."""
    title: str
    level: str
    rubrics: tuple[tuple[str, int], ...] = ()
    """Name and version of each that a signed scorecard was judged by."""
    talks: tuple[Talk, ...] = ()
    is_comparable: bool = True
    """Whether all were rated on one scale."""
    verdict_spread: Spread | None = None
    verdict: str = ""
    """What the rules make of all signed scorecards together; blank where they say nothing."""
    trace: tuple[Step, ...] = ()
    """Of that verdict."""
    rows: tuple[Row, ...] = ()
    unseen_keys: tuple[str, ...] = ()
    """Key competencies that nobody has evidence for."""
    disagreements: tuple[Row, ...] = ()
    """The widest first."""
    flags: tuple[Place, ...] = ()
    """The confirmed ones, the most severe first."""
    strengths: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    improvements: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    questions: tuple[Place, ...] = ()
    """The probing ones that nobody asked."""
    drafts: tuple[Drafted, ...] = ()
    committee: Mapping[str, Any] | None = None
    """What the committee made of it, as the JSON form has it and `forms.committee` tells it."""

    @cached_property
    def signed(self) -> tuple[tuple[Talk, Signed], ...]:
        return tuple((talk, talk.card) for talk in self.talks if talk.card)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    id: str
    name: str
    status: str
    """A word of `Candidate.Status`."""
    cases: tuple[CaseOverview, ...] = ()
    records: tuple[Record, ...] = ()
    """The evaluations that this person sees, in the order in which they are read."""
