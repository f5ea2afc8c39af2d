"""The present text of an evaluation: its draft with people's edits laid over it.

Reading only. Two queries whatever the number of items: the sections that arrived, and the edits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evaluations.blind_review import project
from evaluations.engines.base import REPLY, FollowUp, texts
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section, Unusable
from evaluations.models import Draft, DraftSection, Edit, Evaluation
from evaluations.rules import ranks
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.ruling import Facts
from evaluations.rules.verdict import Decision, Step, decide
from evaluations.states import PresentItem, last
from interviews.models import Answer, FollowUpReply, fetch_replies

__all__ = [
    "HIDDEN",
    "Present",
    "PresentItem",
    "assemble",
    "columns",
    "drafted",
    "edits_of",
    "edits_of_item",
    "facts",
    "read",
    "read_many",
    "replies_to",
    "restand",
    "said",
    "sections_of",
    "shown",
    "stand",
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
            present.item.rating != NOT_ASSESSED
            # An import of an export knows no edits, only what each item rests on.
            and (present.is_decided or present.item.basis is Basis.PERSON)
            for present in self.items(Section.RATINGS)
        )
        return self.recommendation.item.unusable if self.recommendation and not rated_by_person else None

    def replies_read(self, draft: Draft) -> int:
        """How many replies it rests on: those that the evaluation's draft read, and those that evidence in a section
        taken from a later one points into."""
        cited = {span.text for present in self.by_id.values() for span in present.item.evidence}
        numbers = [int(name.removeprefix(REPLY)) for name in cited if name.startswith(REPLY)]
        return max([draft.replies_read, *(number + 1 for number in numbers)])

    @property
    def stated_verdict(self) -> str:
        """What an imported document says; empty for what an engine drafted."""
        item = self.recommendation.item if self.recommendation else None
        return item.verdict if item and item.basis is Basis.STATED else ""

    @property
    def is_as_stated(self) -> bool:
        """A document states the verdict, and no person has since changed a rating, decided a flag or overridden it.

        Told from what the items say, not from who edited them, so that it holds for an import of an export too.
        """
        if not self.stated_verdict or (self.recommendation and self.recommendation.item.override):
            return False
        by_person = any(present.item.basis is Basis.PERSON for present in self.items(Section.RATINGS))
        return not by_person and len(self.undecided_flags) == len(self.items(Section.FLAGS))

    def severities(self, *statuses: FlagStatus) -> list[int]:
        return [present.item.severity for present in self.items(Section.FLAGS) if present.item.status in statuses]


HIDDEN = (Section.RATINGS, Section.RECOMMENDATION)
"""What is not there for anybody while `Evaluation.hides_ratings`."""


def read(evaluation: Evaluation) -> Present:
    """Two queries."""
    sections, edits = sections_of([evaluation]), list(edits_of(evaluation.pk))
    project([evaluation], sections, edits, of_earlier_answers=True)
    return assemble(sections, edits)


def shown(evaluation: Evaluation) -> list[Section]:
    return [name for name in Section if not (evaluation.hides_ratings and name in HIDDEN)]


def sections_of(evaluations: Iterable[Evaluation], among: Collection[Section] = tuple(Section)) -> list[DraftSection]:
    """The drafted sections that their present texts grew from, each from the draft it was taken from. One query."""
    evaluations = tuple(evaluations)
    drafts = {draft for one in evaluations for draft in (one.draft_id, *map(UUID, one.taken.values()))}
    bases = {(one.pk, name): one.base(name) for one in evaluations for name in shown(one)}
    return [
        section
        for section in DraftSection.objects.filter(work__draft__in=drafts, name__in=among).select_related("work__draft")
        if section.work.draft_id == bases.get((section.work.draft.evaluation_id, Section(section.name)))
    ]


def read_many(evaluations: Iterable[Evaluation], among: Collection[Section] = tuple(Section)) -> dict[UUID, Present]:
    """By evaluation, without sections that are only provisional. Two queries for all of them."""
    evaluations = tuple(evaluations)
    arrived = sections_of(evaluations, among)
    made = list(Edit.objects.filter(evaluation__in=evaluations, section__in=among).select_related("wording", "author"))
    project(evaluations, arrived, made)
    sections: defaultdict[UUID, list[DraftSection]] = defaultdict(list)
    for section in arrived:
        if not section.is_provisional:
            sections[section.work.draft.evaluation_id].append(section)
    edits: defaultdict[UUID, list[Edit]] = defaultdict(list)
    for edit in made:
        edits[edit.evaluation_id].append(edit)
    return {evaluation.pk: assemble(sections[evaluation.pk], edits[evaluation.pk]) for evaluation in evaluations}


def replies_to(answer: Answer) -> list[FollowUpReply]:
    """What was asked further, with its texts. One query."""
    fetch_replies([answer])
    return list(answer.follow_ups.all())


def said(answer: Answer, replies: Iterable[FollowUpReply]) -> dict[str, str]:
    """What the candidate said, by the names that evidence has for it, in the order in which it was said."""
    follow_ups = (FollowUp(reply.question_text.body, reply.reply_text.body) for reply in replies)
    return texts(answer.answer_text.body, follow_ups)


def edits_of(evaluation: UUID) -> "QuerySet[Edit]":
    """With what they say and who made them, in the order that `assemble` wants."""
    return Edit.objects.filter(evaluation=evaluation).select_related("wording", "author")


def edits_of_item(evaluation: Evaluation, item: str) -> list[Edit]:
    """As `edits_of`, of one of its items, for a page that shows them."""
    edits = list(edits_of(evaluation.pk).filter(item=item))
    project([evaluation], (), edits, of_earlier_answers=True)
    return edits


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
            name: tuple(last(name, item, ranks.drafted(place), ()) for place, item in enumerate(items))
            for name, items in sections.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict as the ratings and flags stand now, with its trace."""

    decision: Decision
    if_confirmed: str
    """The verdict once every undecided flag is confirmed."""


def stand(present: Present, *, rubric: Rubric, level: str, aims: Iterable[str]) -> Standing:
    """Once the ratings are there. The rules decide, but for what a document states and nobody has changed."""

    def decision(*statuses: FlagStatus) -> Decision:
        return decide(
            rubric,
            level=level,
            ratings=present.ratings,
            flags=present.severities(*statuses),
            aims=tuple(aims),
            unusable=present.unusable,
        )

    as_it_stands = _beside_stated(decision(FlagStatus.CONFIRMED), present)
    # To confirm a flag is to leave what the document states: from then on the rules decide.
    if_confirmed = decision(FlagStatus.CONFIRMED, FlagStatus.UNCONFIRMED) if present.undecided_flags else as_it_stands
    return Standing(as_it_stands, if_confirmed.verdict)


def _beside_stated(by_rules: Decision, present: Present) -> Decision:
    """The rules' decision, or in its place what a document states; the trace tells of the other where they differ."""
    stated = present.stated_verdict
    if not stated or (present.is_as_stated and stated == by_rules.verdict):
        return by_rules
    if not present.is_as_stated:
        return Decision(by_rules.verdict, (*by_rules.trace, Step(f"The document said {stated}.", decided=False)))
    steps = (Step(step.text, decided=False) for step in by_rules.trace)
    differing = Step(f"The document says {stated}; the rules give {by_rules.verdict}.", decided=True)
    return Decision(stated, (*steps, differing))


def write_standing(evaluation: UUID, present: Present, *, rubric: Rubric, level: str, aims: Iterable[str]) -> None:
    """Store the verdict with the evaluation. Call it in the transaction that changed something."""
    Evaluation.objects.filter(pk=evaluation).update(**columns(present, rubric=rubric, level=level, aims=aims))


def columns(present: Present, *, rubric: Rubric, level: str, aims: Iterable[str]) -> dict[str, Any]:
    """The verdict as it stands, by the names of the columns that keep it; all empty before anything is judged."""
    is_judged = (present.ratings or present.is_as_stated) and Section.RATINGS not in present.provisional
    standing = stand(present, rubric=rubric, level=level, aims=aims) if is_judged else None
    return {
        "verdict": standing.decision.verdict if standing else "",
        "verdict_if_confirmed": standing.if_confirmed if standing else "",
        "trace": [[step.text, step.decided] for step in standing.decision.trace] if standing else [],
        "override": present.recommendation.item.override if present.recommendation else "",
        "ruled_on": facts(present).to_json() if standing else None,
    }


def facts(present: Present) -> Facts:
    """What the verdict as it stands is made of."""
    return Facts(
        ratings=present.ratings,
        flags=present.severities(FlagStatus.CONFIRMED),
        unusable=present.unusable,
        stated=present.stated_verdict if present.is_as_stated else "",
    )


def restand(evaluation: Evaluation) -> None:
    """As `write_standing`, of what is stored."""
    draft = evaluation.draft
    assert draft is not None, "only what was drafted can be decided"
    rubric = draft.rubric_version.rubric
    write_standing(evaluation.pk, read(evaluation), rubric=rubric, level=draft.level, aims=draft.aims)
