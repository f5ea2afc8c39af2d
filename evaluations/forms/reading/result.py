"""What the reader makes of a file: the two halves of an import meet in this value."""

from dataclasses import dataclass
from datetime import date

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Item, Section


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says why, in plain words, and where it can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that was not understood."""

    number: int
    """The line of the file, from 1; 0 where the file as a whole is meant."""
    text: str
    """The line itself, or a sentence about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvaluation:
    """One evaluation of a file, nothing of it stored yet."""

    id: str | None
    """Our own id, a UUID, where the file names one."""
    date: date | None
    question: str
    """Empty where the document has none."""
    answer: str
    """As it is to be stored: mended, line ends normalised."""
    follow_ups: tuple[FollowUp, ...]
    level: str | None
    """None where the file does not say it, or not clearly: whoever imports has to."""
    source: str
    """What our own form says, else "imported"."""
    engine: str
    """What our own form says, else "imported"."""
    model: str | None
    rubric_name: str | None
    rubric_version: int | None
    sections: dict[Section, tuple[Item, ...]]
    """All sections of both passes, ready to store: each item has its basis, and its evidence was verified."""
    override_reason: str
    candidate: str | None
    """A display name, where our own form carries it."""
    interview: str | None
    """Our own id of the interview, a UUID, where the file names one."""
    not_understood: tuple[Line, ...]
