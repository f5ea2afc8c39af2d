"""What an interviewer makes of a draft: each edit as `review` would append it, without a database.

tests/evaluations/samples replay them through `review`, so that the two cannot part.
"""

import tomllib
from collections.abc import Callable, Iterable
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


def decide(desk: Desk, rubric: Rubric, random: Random) -> None:
    """All that is to decide, and now and then more. Ratings come first."""
    drafted = desk.state()
    hand = random.choice((-1, 0, 0, 0, 1, 1))
    for entry in drafted.items(Section.RATINGS):
        _rate(desk, entry, rubric.rating_words, hand, random)
    for entry in drafted.items(Section.FLAGS):
        status = random.choice((FlagStatus.CONFIRMED, FlagStatus.DISMISSED))
        desk.decide_flag(entry, status, min(5, entry.item.severity + (random.random() < 0.15)))
    if random.random() < 0.08:
        label, text, severity = random.choice(words()["added_flags"])
        desk.add(Section.FLAGS, text, label, severity)
    _word(desk, drafted, random)
    recommendation = drafted.recommendation
    if recommendation and random.random() < 0.06:
        desk.override(
            recommendation, random.choice(rubric.verdict_words[1:4]), random.choice(words()["override_reasons"])
        )


def _rate(desk: Desk, entry: PresentItem, scale: tuple[str, ...], hand: int, random: Random) -> None:
    """`hand` is how many steps higher this interviewer rates where they rate otherwise than the draft."""
    given, chance = entry.item.rating, random.random()
    if given == NOT_ASSESSED:
        rating = random.choice(scale[1:3]) if chance < 0.25 else given
    elif chance < 0.03:
        rating = NOT_ASSESSED
    elif chance < 0.4:
        rating = scale[min(max(scale.index(given) - hand, 0), len(scale) - 1)]
    else:
        rating = given
    if rating == NOT_ASSESSED != given:
        desk.rate(entry, rating, random.choice(words()["not_assessed"]))
    else:
        desk.rate(entry, rating, random.choice(words()["rated_otherwise"]) if rating != given else "")


def _word(desk: Desk, drafted: Present, random: Random) -> None:
    """In one of two evaluations something is reworded, added, removed, moved or taken back."""
    claims = [entry for name in (Section.STRENGTHS, Section.IMPROVEMENTS) for entry in drafted.items(name)]
    random.shuffle(claims)
    for entry, chance in _each(claims[:2], random):
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


def _each(entries: Iterable[PresentItem], random: Random) -> Iterable[tuple[PresentItem, float]]:
    return [(entry, random.random()) for entry in entries]
