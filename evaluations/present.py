"""The present text of an evaluation: its draft with people's edits laid over it.

Reading only. Two queries whatever the number of items: the sections that arrived, and the edits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from evaluations.engines.base import FollowUp, texts
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section, Unusable
from evaluations.models import DraftSection, Edit, Evaluation
from evaluations.rules import ranks
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.verdict import Decision, decide
from evaluations.states import PresentItem, last
from interviews.models import FollowUpReply

__all__ = [
    "Present",
    "PresentItem",
    "assemble",
    "drafted",
    "edits_of",
    "read",
    "replies_read",
    "restand",
    "stand",
    "texts_read",
    "write_standing",
]


@dataclass(frozen=True)
class Present:
    sections: dict[Section, tuple[PresentItem, ...]]
    """Only the sections that have arrived, without what was removed."""
    removed: dict[Section, tuple[PresentItem, ...]] = field(default_factory=dict)
    provisional: frozenset[Section] = frozenset()

    def items(self, section: Section) -> tuple[PresentItem, ...]:
        return self.sections.get(section, ())

    @cached_property
    def by_id(self) -> dict[str, PresentItem]:
        return {item.id: item for items in self.sections.values() for item in items}

    def find(self, item: str) -> PresentItem | None:
        """Whether it stands or was removed."""
        return self.by_id.get(item) or next(
            (removed for items in self.removed.values() for removed in items if removed.id == item), None
        )

    @property
    def recommendation(self) -> PresentItem | None:
        return next(iter(self.items(Section.RECOMMENDATION)), None)

    @property
    def ratings(self) -> dict[str, str]:
        return {present.item.competency: present.item.rating for present in self.items(Section.RATINGS)}

    @property
    def undecided_ratings(self) -> list[PresentItem]:
        return [present for present in self.items(Section.RATINGS) if not present.is_decided]

    @property
    def undecided_flags(self) -> list[PresentItem]:
        return [present for present in self.items(Section.FLAGS) if not present.is_decided]

    @property
    def unsupported(self) -> list[PresentItem]:
        """The claims that nothing in the answer was found for. Questions and suggestions claim nothing."""
        return [
            present
            for present in self.by_id.values()
            if present.item.basis is Basis.UNVERIFIED
            and present.section not in (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)
        ]

    @property
    def unusable(self) -> Unusable | None:
        """Holds while no person has rated: who reads the answer and rates it has found it usable."""
        rated_by_person = any(
            present.is_decided and present.item.rating != NOT_ASSESSED for present in self.items(Section.RATINGS)
        )
        return self.recommendation.item.unusable if self.recommendation and not rated_by_person else None

    def severities(self, *statuses: FlagStatus) -> list[int]:
        return [present.item.severity for present in self.items(Section.FLAGS) if present.item.status in statuses]


def read(evaluation: Evaluation) -> Present:
    """Two queries."""
    return assemble(DraftSection.objects.filter(work__draft=evaluation.draft_id), edits_of(evaluation.pk))


def replies_read(evaluation: Evaluation) -> list[FollowUpReply]:
    """Those that its draft read, with their texts."""
    if not evaluation.draft or not evaluation.draft.replies_read:
        return []
    asked = evaluation.answer.follow_ups.select_related("question_text", "reply_text")
    return list(asked[: evaluation.draft.replies_read])


def texts_read(evaluation: Evaluation) -> dict[str, str]:
    """What the candidate said, by the names that evidence has for it, in the order in which it was said."""
    assert evaluation.draft is not None, "an evaluation is requested with its first draft"
    replies = replies_read(evaluation)
    follow_ups = [FollowUp(reply.question_text.body, reply.reply_text.body) for reply in replies]
    return texts(evaluation.draft.answer_text.body, follow_ups)


def edits_of(evaluation: UUID) -> "QuerySet[Edit]":
    """With what they say and who made them, in the order that `assemble` wants."""
    return Edit.objects.filter(evaluation=evaluation).select_related("wording", "author")


def assemble(sections: Iterable[DraftSection], edits: Iterable[Edit]) -> Present:
    """The sections in any order; the edits of each item in the order of their numbers."""
    edited: dict[str, list[Edit]] = {}
    for edit in edits:
        edited.setdefault(edit.item, []).append(edit)
    added = [of_item[0] for of_item in edited.values() if of_item[0].number == 1]
    arrived = {Section(section.name): section for section in sections}
    items: dict[Section, list[PresentItem]] = {name: [] for name in Section if name in arrived}
    for name, entries in items.items():
        for place, document in enumerate(arrived[name].items):
            draft = Item.from_json(document)
            entries.append(last(name, draft, ranks.drafted(place), edited.get(draft.id, ())))
        entries += [last(name, None, edit.rank, edited[edit.item]) for edit in added if edit.section == name]
        entries.sort(key=lambda entry: (entry.rank, entry.id))
    return Present(
        sections={name: tuple(entry for entry in found if not entry.is_removed) for name, found in items.items()},
        removed={name: tuple(entry for entry in found if entry.is_removed) for name, found in items.items()},
        provisional=frozenset(name for name, section in arrived.items() if section.is_provisional),
    )


def drafted(sections: Mapping[Section, tuple[Item, ...]]) -> Present:
    """A draft that nobody has touched."""
    return Present(
        {
            name: tuple(PresentItem(name, item, item, rank=ranks.drafted(place)) for place, item in enumerate(items))
            for name, items in sections.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules make of the present ratings and flags."""

    decision: Decision
    if_confirmed: str
    """The verdict once every undecided flag is confirmed."""


def stand(present: Present, *, rubric: Rubric, level: str, aims: Iterable[str]) -> Standing:
    """Once the ratings are there."""

    def decision(*statuses: FlagStatus) -> Decision:
        return decide(
            rubric,
            level=level,
            ratings=present.ratings,
            flags=present.severities(*statuses),
            aims=tuple(aims),
            unusable=present.unusable,
        )

    return Standing(
        decision=decision(FlagStatus.CONFIRMED),
        if_confirmed=decision(FlagStatus.CONFIRMED, FlagStatus.UNCONFIRMED).verdict,
    )


def write_standing(evaluation: UUID, present: Present, *, rubric: Rubric, level: str, aims: Iterable[str]) -> None:
    """Store the verdict with the evaluation. Call it in the transaction that changed something."""
    is_rated = present.ratings and Section.RATINGS not in present.provisional
    standing = stand(present, rubric=rubric, level=level, aims=aims) if is_rated else None
    Evaluation.objects.filter(pk=evaluation).update(
        verdict=standing.decision.verdict if standing else "",
        verdict_if_confirmed=standing.if_confirmed if standing else "",
        trace=[[step.text, step.decided] for step in standing.decision.trace] if standing else [],
        override=present.recommendation.item.override if present.recommendation else "",
    )


def restand(evaluation: Evaluation) -> None:
    """As `write_standing`, of what is stored."""
    draft = evaluation.draft
    assert draft is not None, "only what was drafted can be decided"
    rubric = draft.rubric_version.rubric
    write_standing(evaluation.pk, read(evaluation), rubric=rubric, level=draft.level, aims=draft.aims)
