"""What reading a file gives."""

from dataclasses import dataclass
from datetime import date

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Item, Section


class Unreadable(Exception):
    """The file as a whole cannot be read. Its message is plain words, and names the line where it can."""


class OnlyOverview(Exception):
    """The file is one of ours that says together what the evaluations beside it say. Its message is plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that was not understood."""

    number: int
    """Counted from 1; 0 where the file as a whole is meant."""
    text: str
    """The line, or a plain sentence about the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvaluation:
    """One evaluation of a file, its evidence verified."""

    id: str | None = None
    """Our own, where the file names one."""
    held_on: date | None = None
    """When the interview was, where our own form says so."""
    date: "date | None" = None
    question: str
    answer: str
    """As `interviews.texts` would store it."""
    follow_ups: tuple[FollowUp, ...] = ()
    level: str | None = None
    """None where the document does not say."""
    source: str = "imported"
    """As the JSON form has it."""
    engine: str = "imported"
    model: str | None = None
    rubric_name: str | None = None
    rubric_version: int | None = None
    sections: dict[Section, tuple[Item, ...]]
    """All sections of both passes."""
    override_reason: str = ""
    candidate: str | None = None
    """What they are called, where our own form says so."""
    interview: str | None = None
    """Its id, likewise."""
    not_understood: tuple[Line, ...] = ()
