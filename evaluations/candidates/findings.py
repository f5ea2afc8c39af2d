"""What the signed scorecards of a case say together: the matrix, disagreements, flags, what speaks for and against.

It follows from what signing has frozen, so it stays the same while they are signed.
"""

from dataclasses import dataclass
from functools import cached_property

from evaluations import present
from evaluations.candidates.case import Case
from evaluations.evidence.claims import FlagStatus, Item, Section
from evaluations.evidence.quoted import Quoted, quoted
from evaluations.models import Draft, Evaluation
from evaluations.present import Present
from evaluations.rules.merging import merged
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.scorecard import combine
from evaluations.rules.spread import Spread, spread
from evaluations.rules.verdict import Decision, decide, mean_points
from evaluations.scorecards import Card
from interviews.models import FollowUpReply, Interview, Opening

FAR_APART = 2
"""So many steps between two ratings of one competency are a disagreement; one is how people differ."""


@dataclass(frozen=True)
class Judged:
    """An answer of a signed scorecard."""

    number: int
    """From 1, in its interview."""
    evaluation: Evaluation
    draft: Draft
    interview: Interview
    verdict: str
    ratings: dict[str, str]
    state: Present
    replies: list[FollowUpReply]
    model: str | None
    """None where no model wrote the draft."""

    def rating_item(self, competency: str) -> str:
        """The id of the item; blank where there is none."""
        items = self.state.items(Section.RATINGS)
        return next((entry.id for entry in items if entry.item.competency == competency), "")

    def places(self, section: Section) -> "list[Place]":
        texts = present.said(self.evaluation.answer, self.replies[: self.state.replies_read(self.draft)])
        entries = self.state.items(section)
        return [Place(self, entry.item, quoted(texts, entry.item.evidence)) for entry in entries]

    @cached_property
    def changes(self) -> dict[str, int]:
        """How many items were drafted, and what people did to how many."""
        entries = self.state.by_id.values()
        removed = [entry for entries in self.state.removed.values() for entry in entries if entry.draft]
        return {
            "drafted": sum(entry.draft is not None for entry in entries) + len(removed),
            "changed": sum(entry.is_changed for entry in entries),
            "added": sum(entry.addition is not None for entry in entries),
            "removed": len(removed),
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer's evaluation says something."""

    judged: Judged
    item: Item
    quotes: list[Quoted]


@dataclass(frozen=True, slots=True)
class Heard:
    """A signed interview with its answers."""

    card: Card
    answers: tuple[Judged, ...]

    @property
    def interview(self) -> Interview:
        return self.card.interview


@dataclass(frozen=True, slots=True)
class Cell:
    heard: Heard
    word: str
    answers: list[tuple[Judged, str, str]]
    """Each with its rating and the id of that item."""


@dataclass(frozen=True, slots=True)
class Row:
    competency: str
    is_key: bool
    cells: list[Cell]
    mean: float | None
    """In points of the scale; None where nobody rated, and where the scales differ."""
    spread: Spread | None
    """None where nobody has evidence for it, and where the scales differ."""
    is_assessed: bool


@dataclass(frozen=True)
class Findings:
    """Everything that the signed scorecards of a case hold together."""

    case: Case
    signed: tuple[Heard, ...]

    @property
    def opening(self) -> Opening:
        return self.case.opening

    @property
    def rubric(self) -> Rubric:
        return self.case.rubric

    @property
    def is_comparable(self) -> bool:
        return self.case.is_comparable

    @property
    def cards(self) -> list[Card]:
        return [heard.card for heard in self.signed]

    @cached_property
    def judged(self) -> list[Judged]:
        return [judged for heard in self.signed for judged in heard.answers]

    @cached_property
    def by_rubric(self) -> Decision | None:
        """What the rules make of all signed scorecards together; None where they were rated on different scales."""
        if not self.cards or not self.is_comparable:
            return None
        newest = self.cards[-1]
        ratings = [{row.competency: row.rating for row in card.ratings} for card in self.cards]
        return decide(
            newest.rubric,
            level=newest.level,
            ratings=combine(newest.rubric, ratings),
            flags=[place.item.severity for place in self.flags],
            aims={aim for judged in self.judged for aim in judged.draft.aims},
            scope="scorecard",
        )

    @property
    def verdict_spread(self) -> Spread | None:
        words = [card.scorecard.own_verdict for card in self.cards]
        return spread(self.rubric.verdict_words, words) if self.is_comparable else None

    @cached_property
    def rows(self) -> list[Row]:
        names = dict.fromkeys(name for card in self.cards for name in card.rubric.competency_names)
        return [self._row(name) for name in names]

    def _row(self, name: str) -> Row:
        cells = [_cell(heard, name) for heard in self.signed]
        words = [cell.word for cell in cells]
        mean = mean_points(self.rubric, words) if self.is_comparable else None
        key = any(one.name == name and self.opening.level in one.key_at for one in self.rubric.competencies)
        return Row(
            competency=name,
            is_key=key,
            cells=cells,
            mean=None if mean is None else float(mean),
            spread=spread(self.rubric.rating_words, words) if self.is_comparable else None,
            is_assessed=any(word != NOT_ASSESSED for word in words),
        )

    @property
    def disagreements(self) -> list[Row]:
        """The widest first."""
        apart = [row for row in self.rows if row.spread and row.spread.steps >= FAR_APART]
        return sorted(apart, key=lambda row: -row.spread.steps if row.spread else 0)

    @property
    def unseen_keys(self) -> list[str]:
        """Key competencies that nobody has evidence for."""
        return [row.competency for row in self.rows if row.is_key and not row.is_assessed]

    @cached_property
    def flags(self) -> list[Place]:
        """The confirmed ones, the most severe first."""
        found = [place for judged in self.judged for place in judged.places(Section.FLAGS)]
        confirmed = [place for place in found if place.item.status is FlagStatus.CONFIRMED]
        return sorted(confirmed, key=lambda place: -place.item.severity)

    @cached_property
    def strengths(self) -> list[tuple[str, list[Place]]]:
        return self._merged(Section.STRENGTHS)

    @cached_property
    def improvements(self) -> list[tuple[str, list[Place]]]:
        return self._merged(Section.IMPROVEMENTS)

    def _merged(self, section: Section) -> list[tuple[str, list[Place]]]:
        return merged((place.item.text, place) for judged in self.judged for place in judged.places(section))

    @cached_property
    def questions(self) -> list[Place]:
        """The probing ones that nobody asked."""
        asked = {reply.question_text.body for judged in self.judged for reply in judged.replies}
        found = [place for judged in self.judged for place in judged.places(Section.FOLLOW_UP_QUESTIONS)]
        return [place for place in found if not (place.item.asked or place.item.text in asked)]


def _cell(heard: Heard, name: str) -> Cell:
    word = next((row.rating for row in heard.card.ratings if row.competency == name), NOT_ASSESSED)
    rated = [
        (judged, judged.ratings[name], judged.rating_item(name)) for judged in heard.answers if name in judged.ratings
    ]
    return Cell(heard, word, rated)
