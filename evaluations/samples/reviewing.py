"""What an interviewer makes of a draft: each edit as `review` would append it, without a database.

tests/evaluations/samples replay them through `review`, so that the two cannot part.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

from evaluations import present
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section
from evaluations.models import DraftSection, Edit, Wording
from evaluations.present import Present, PresentItem
from evaluations.rules import ranks
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.samples.stories import FOLDER


@cache
def words() -> dict[str, Any]:
    """What colleagues write, from words.toml."""
    return tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


@dataclass
class Desk:
    """A draft, and the edits that were made to it so far."""

    sections: list[DraftSection]
    new_id: Callable[[], str]
    edits: list[Edit] = field(default_factory=list)

    def state(self, first: int | None = None) -> Present:
        """After the first so many edits, or all."""
        return present.assemble(self.sections, self.edits[:first])

    def rate(self, entry: PresentItem, rating: str, reason: str = "") -> None:
        if rating == entry.item.rating:
            self._append(entry, Edit.Action.KEPT, entry.item, reason=reason)
        else:
            rated = replace(entry.item, rating=rating, claimed_rating="", basis=Basis.PERSON)
            self._append(entry, Edit.Action.CHANGED, rated, reason=reason)

    def decide_flag(self, entry: PresentItem, status: FlagStatus, severity: int) -> None:
        self._append(entry, Edit.Action.CHANGED, replace(entry.item, status=status, severity=severity))

    def reword(self, entry: PresentItem, text: str) -> None:
        self._append(entry, Edit.Action.REWORDED, replace(entry.item, text=text, basis=Basis.PERSON))

    def undo(self, entry: PresentItem) -> None:
        """What was made of a drafted item by one edit."""
        assert entry.draft is not None, "only of what was drafted"
        edited = replace(entry, number=entry.number + 1)
        self._append(edited, Edit.Action.UNDONE, entry.draft, restores=1)

    def remove(self, entry: PresentItem) -> None:
        self._append(entry, Edit.Action.REMOVED, entry.item)

    def move_up(self, section: Section) -> None:
        """The section's second item."""
        first, second = self.state().items(section)[:2]
        self._append(second, Edit.Action.MOVED, second.item, rank=ranks.between("", first.rank))

    def override(self, entry: PresentItem, verdict: str, reason: str) -> None:
        self._append(entry, Edit.Action.CHANGED, replace(entry.item, override=verdict), reason=reason)

    def add(self, section: Section, text: str, label: str = "", severity: int = 0) -> None:
        state = self.state()
        others = (*state.items(section), *state.removed.get(section, ()))
        rank = ranks.between(max((other.rank for other in others), default=""), "")
        status = FlagStatus.CONFIRMED if section is Section.FLAGS else FlagStatus.UNCONFIRMED
        item = Item(id=self.new_id(), text=text, basis=Basis.PERSON, label=label, severity=severity, status=status)
        self._append(PresentItem(section, item, None, None, number=0), Edit.Action.ADDED, item, rank=rank)

    def _append(self, entry: PresentItem, action: Edit.Action, item: Item, reason: str = "", **fields: Any) -> None:
        edit = Edit(section=entry.section, item=entry.id, number=entry.number + 1, action=action, **fields)
        Wording(edit=edit, item=item.to_json(), reason=reason)
        self.edits.append(edit)


@dataclass(frozen=True, slots=True)
class _Ear:
    """What interviewers hear in an answer of one kind (stories/*.toml). Places are those of the scale, best first."""

    steps: tuple[int, ...]
    """By how much they rate lower, or higher, where they rate otherwise than the draft."""
    places: tuple[int, ...]
    """What they give where the draft gives nothing."""
    rates_more: float
    """How likely that is."""
    confirms: float
    """How likely a drafted flag is to be confirmed."""
    flags: float
    """How likely they are to raise one of their own."""


_EARS = {
    "strong": _Ear((-1, -1, -1, -1, 1), (0, 1, 1), 0.4, 0.2, 0.03),
    "solid": _Ear((-1, -1, -1, 0, 1), (1, 1, 2), 0.3, 0.35, 0.05),
    "thin": _Ear((-1, 1, 1), (2, 3, 3), 0.5, 0.5, 0.15),
    "evasive": _Ear((1, 1, 2), (2, 3, 3, 4), 0.5, 0.75, 0.35),
    "odd": _Ear((-1, 1), (2, 3), 0.15, 0.5, 0.05),
}


def decide(desk: Desk, kind: str, rubric: Rubric, random: Random) -> None:
    """All that is to decide about an answer of this kind, and now and then more. Ratings come first."""
    ear, drafted = _EARS[kind], desk.state()
    otherwise = random.choice((0.1, 0.3, 0.8))
    for entry in drafted.items(Section.RATINGS):
        rating = _heard(entry.item.rating, ear, rubric.rating_words, otherwise, random)
        desk.rate(entry, rating, _reason(entry.item.rating, rating, random))
    for entry in drafted.items(Section.FLAGS):
        status = FlagStatus.CONFIRMED if random.random() < ear.confirms else FlagStatus.DISMISSED
        desk.decide_flag(entry, status, min(5, entry.item.severity + (random.random() < 0.15)))
    if random.random() < ear.flags:
        label, text, severity = random.choice(words()["added_flags"])
        desk.add(Section.FLAGS, text, label, severity)
    _word(desk, drafted, random)
    if drafted.recommendation and random.random() < 0.06:
        verdict = random.choice(rubric.verdict_words[1:4])
        desk.override(drafted.recommendation, verdict, random.choice(words()["override_reasons"]))


def _heard(drafted: str, ear: _Ear, scale: tuple[str, ...], otherwise: float, random: Random) -> str:
    if drafted == NOT_ASSESSED:
        return scale[random.choice(ear.places)] if random.random() < ear.rates_more else drafted
    if random.random() < 0.02:
        return NOT_ASSESSED
    step = random.choice(ear.steps) if random.random() < otherwise else 0
    return scale[min(max(scale.index(drafted) + step, 0), len(scale) - 1)]


def _reason(drafted: str, rating: str, random: Random) -> str:
    """Needed where an assessed rating becomes Not assessed."""
    if rating == drafted:
        return ""
    return str(random.choice(words()["not_assessed" if rating == NOT_ASSESSED else "rated_otherwise"]))


def _word(desk: Desk, drafted: Present, random: Random) -> None:
    """In one of two evaluations something is reworded, added, removed, moved or taken back."""
    claims = [entry for name in (Section.STRENGTHS, Section.IMPROVEMENTS) for entry in drafted.items(name)]
    for entry in random.sample(claims, min(2, len(claims))):
        chance = random.random()
        if chance < 0.3:
            desk.reword(entry, random.choice(words()["reworded"]).format(text=entry.item.text.rstrip(".")))
            if chance < 0.05:
                desk.undo(entry)
        elif chance < 0.4:
            desk.remove(entry)
    if random.random() < 0.35:
        section, text = random.choice(words()["added"])
        desk.add(Section(section), text)
    if len(drafted.items(Section.NOTES)) > 1 and random.random() < 0.1:
        desk.move_up(Section.NOTES)
