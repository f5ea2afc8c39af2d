"""One item as it stands: what was drafted with people's edits laid over it, one after the other.

Reading only, and no queries: whoever has the edits at hand gets every state that an item went through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from evaluations.evidence.claims import FlagStatus, Item, Section
from evaluations.models import Edit

NOWHERE = 0
"""The number of an item before somebody added it. A drafted one begins with 1."""


@dataclass(frozen=True, slots=True)
class PresentItem:
    """An item in one of its states, with the draft it grew from."""

    section: Section
    item: Item
    draft: Item | None
    """None where a person added it."""
    unchanged: Item | None = None
    """What it would be if no person had changed it: the draft, with the evidence that a correction left of it."""
    number: int = 1
    """How often it was written: the draft is 1, each edit adds one. Sent with an edit, it tells two at once apart."""
    rank: str = ""
    last_edit: Edit | None = None
    touched: Edit | None = None
    """The last edit that was made to the item itself, not to the answer that it rests on."""
    decision: Edit | None = None
    """By which a person took responsibility for it: kept or set it, or entered it."""
    addition: Edit | None = None
    """By which a person added it; None for a drafted item."""
    is_removed: bool = False
    stands_for: int = 1
    """The number of the state that this one is: its own, or that which an undoing brought back."""

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def is_decided(self) -> bool:
        if self.section is Section.FLAGS:
            return self.item.status is not FlagStatus.UNCONFIRMED
        return self.decision is not None

    @property
    def is_changed(self) -> bool:
        return self.draft is not None and self.item != self.unchanged

    @property
    def lost(self) -> str:
        """What it rested on and the corrected answer does not say, until somebody edits the item."""
        last = self.last_edit
        return last.wording.reason if last and last.action == Edit.Action.VERIFIED else ""

    @property
    def may_be_undone(self) -> bool:
        """Whether an edit is left to undo; whose it is, `undo` looks at."""
        if self.last_edit is None or self.last_edit.action == Edit.Action.VERIFIED:
            return False  # what is before a correction points into another text
        return self.stands_for > (NOWHERE if self.draft is None else 1)

    def may_be_undone_by(self, author: UUID) -> bool:
        """So far as can be told without its history."""
        return self.may_be_undone and self.last_edit is not None and self.last_edit.author_id == author


def last(section: Section, draft: Item | None, rank: str, edits: Iterable[Edit]) -> PresentItem:
    """The state that `history` ends with."""
    *_, state = history(section, draft, rank, edits)
    return state


def history(section: Section, draft: Item | None, rank: str, edits: Iterable[Edit]) -> Iterator[PresentItem]:
    """Every state in order; `draft` is the first, or nothing at all where a person added the item.

    `edits` in the order of their numbers, each with its wording.
    """
    states: dict[int, PresentItem] = {}
    if draft is not None:
        states[1] = PresentItem(section, draft, draft, draft, rank=rank)
        yield states[1]
    for edit in edits:
        states[edit.number] = state = _after(edit, states, section, draft, rank)
        yield state


def _after(edit: Edit, states: dict[int, PresentItem], section: Section, draft: Item | None, rank: str) -> PresentItem:
    item = Item.from_json(edit.wording.item)
    nothing = PresentItem(section, item, draft, draft, NOWHERE, rank, is_removed=True, stands_for=NOWHERE)
    undone = edit.action == Edit.Action.UNDONE
    before = states.get(edit.restores if undone and edit.restores is not None else edit.number - 1, nothing)
    verified = edit.action == Edit.Action.VERIFIED
    return replace(
        before,
        item=item,
        unchanged=item if verified and before.item == before.unchanged else before.unchanged,
        number=edit.number,
        last_edit=edit,
        touched=before.touched if verified else edit,
        rank=edit.rank or before.rank,
        addition=before.addition or (edit if draft is None else None),
        decision=_decision(edit, item, before),
        is_removed=before.is_removed if undone else edit.action == Edit.Action.REMOVED,
        stands_for=before.stands_for if undone else edit.number,
    )


def _decision(edit: Edit, item: Item, before: PresentItem) -> Edit | None:
    """Where a correction took away what a rating rested on, it is to be decided anew."""
    if edit.action in Edit.DECISIONS:
        return edit
    return None if edit.action == Edit.Action.VERIFIED and item.claimed_rating else before.decision
