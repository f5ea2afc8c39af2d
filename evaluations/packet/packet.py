"""What a packet is made of."""

from dataclasses import dataclass
from enum import StrEnum

from evaluations.forms.overview import CaseOverview
from evaluations.forms.record import Record


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of the surroundings: "Interviewer", "Ines Interviewer"."""

    name: str
    value: str
    is_address: bool = False
    """Whether the value is the address of a page, and leads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    title: str
    """Whom it is about: the candidate's name."""
    subject: str
    """What of theirs it is: "One evaluation", "Interview", "Candidate"."""
    facts: tuple[Fact, ...]
    records: tuple[Record, ...]
    """In the order in which they are read. With any number but one a cover lists them."""
    cases: tuple[CaseOverview, ...] = ()
    """What the evaluations of a candidate say together; it stands before all of them."""
    paper: Paper = Paper.A4
