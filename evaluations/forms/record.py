"""What every form of an evaluation is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluations.engines.base import FollowUp, texts
from evaluations.evidence.claims import Item, Section
from evaluations.rules.rubric import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose answer it was, and where it was given."""

    candidate: str
    candidate_id: str
    interview_id: str
    interviewer: str
    opening: str
    held_on: date | None = None
    reviewed_by: str | None = None
    """None while the evaluation is not reviewed."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was drafted and a person took out."""

    section: Section
    item: Item
    by: str
    """The name of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One evaluation as it stands, with everything that its forms say."""

    id: str
    date: str
    """YYYYMMDD: when the draft was asked for."""
    question: str
    answer: str
    follow_ups: tuple[FollowUp, ...] = ()
    level: str
    source: str
    engine: str
    model: str | None
    rubric: Rubric
    rubric_version: int
    sections: dict[Section, tuple[Item, ...]]
    """In the order that people gave them."""
    verdict: str
    if_flags_confirmed: str
    trace: tuple[str, ...]
    decisive: tuple[str, ...] = ()
    """Those of its sentences that decided."""
    override_reason: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)
    """By item's id, the name of the person who changed what was drafted."""
    drafted: Mapping[str, Item] = field(default_factory=dict)
    """By the same ids, what was drafted."""
    added: Mapping[str, str] = field(default_factory=dict)
    """By item's id, the name of the person who added it."""
    removed: tuple[Removed, ...] = ()
    origin: Origin | None = None
    """None where the evaluation is not stored."""

    def items(self, section: Section) -> tuple[Item, ...]:
        return self.sections.get(section, ())

    @property
    def recommendation(self) -> Item | None:
        return next(iter(self.items(Section.RECOMMENDATION)), None)

    @property
    def final_verdict(self) -> str:
        return (self.recommendation.override if self.recommendation else "") or self.verdict

    def text(self, name: str) -> str:
        """The text that evidence names: "answer" or "follow_ups/0"."""
        return texts(self.answer, self.follow_ups)[name]
