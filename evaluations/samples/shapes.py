"""Evaluated answers as they could be stored, but for their ids: told, drafted by the built-in engine, decided.

Everything is made by what the product makes it with: the engine, `grounding`, `present.columns`. That takes some
milliseconds, so a shape is made once and stored under new ids as often as it is wanted.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import Any

from evaluations import present
from evaluations.discussing import in_short
from evaluations.engines.base import Assignment, Reply, texts
from evaluations.engines.builtin import BuiltinEngine
from evaluations.evidence.claims import FlagStatus, PassKind, Section
from evaluations.evidence.grounding import ground
from evaluations.models import DraftSection, Edit
from evaluations.present import Present
from evaluations.rules.rubric import Rubric
from evaluations.samples.reviewing import Desk, decide
from evaluations.samples.stories import Told, stories, tell

ID = "~the-evaluation's-start~"
"""Stands in all ids of items for the part that tells one evaluation's from another's."""
_TALKED_ABOUT = (Section.STRENGTHS, Section.IMPROVEMENTS, Section.RATINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What answers are judged by."""

    rubric: Rubric
    level: str
    aims: Mapping[str, tuple[str, ...]]
    """By the wording of a question; one that is not in it aims at everything."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far people are with a draft. What is written is JSON, with `ID` in it."""

    edits: tuple[tuple[Edit, str], ...]
    """Each with the item as it words it."""
    verdict: str
    verdict_if_confirmed: str
    trace: str
    ruled_on: str
    override: str
    ratings: dict[str, str]
    confirmed: tuple[int, ...]
    """The severities of confirmed flags."""

    @property
    def final_verdict(self) -> str:
        return self.override or self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    told: Told
    asked_aims: tuple[str, ...]
    """Those that the question bank has for the question."""
    aims: tuple[str, ...]
    replies: Mapping[PassKind, Reply]
    sections: Mapping[Section, str]
    drafted: Stage
    begun: Stage
    decided: Stage
    claims: tuple[tuple[str, str], ...]
    """The ids of what the draft says in favour, against, and of each competency, and in short what they say once all is
    decided."""


def shape(number: int, judge: Judge, seed: int) -> Shape:
    """The same for the same arguments, wherever it is made."""
    story = stories()[number % len(stories())]
    random = Random(f"{seed}/{judge.level}/{number}")
    told = tell(story, random)
    asked = judge.aims.get(told.question, ())
    aims = asked or judge.rubric.competency_names
    numbers = count()

    def new_id() -> str:
        return f"{ID}{next(numbers):08x}"

    replies = {kind: _reply(kind, told, aims, judge) for kind in PassKind}
    said = texts(told.answer, told.replies)
    items = {
        name: [replace(item, id=new_id()) for item in found]
        for reply in replies.values()
        for name, found in ground(reply.sections, said, judge.rubric).items()
    }
    drafted = [DraftSection(name=name, items=[item.to_json() for item in found]) for name, found in items.items()]
    desk = Desk(drafted, new_id)
    decide(desk, story.kind, judge.rubric, random)
    final: Present = desk.state(len(desk.edits))
    begun = random.randint(1, len(judge.rubric.competencies) - 1)
    return Shape(
        told=told,
        asked_aims=asked,
        aims=aims,
        replies=replies,
        sections={Section(one.name): _json(one.items) for one in drafted},
        drafted=_stage(desk, 0, judge, aims),
        begun=_stage(desk, begun, judge, aims),
        decided=_stage(desk, len(desk.edits), judge, aims),
        claims=tuple(
            (entry.id, in_short(entry.item))
            for name in _TALKED_ABOUT
            for item in items[name]
            if (entry := final.find(item.id))
        ),
    )


def _reply(kind: PassKind, told: Told, aims: tuple[str, ...], judge: Judge) -> Reply:
    assignment = Assignment(
        kind=kind,
        question=told.question,
        answer=told.answer,
        follow_ups=told.replies,
        level=judge.level,
        rubric=judge.rubric,
        aims=aims,
    )
    return BuiltinEngine().draft(assignment, lambda section, claims: None)


def _stage(desk: Desk, first: int, judge: Judge, aims: tuple[str, ...]) -> Stage:
    state: Present = desk.state(first)
    columns = present.columns(state, rubric=judge.rubric, level=judge.level, aims=aims)
    return Stage(
        edits=tuple((edit, _json(edit.wording.item)) for edit in desk.edits[:first]),
        verdict=columns["verdict"],
        verdict_if_confirmed=columns["verdict_if_confirmed"],
        trace=_json(columns["trace"]),
        ruled_on=_json(columns["ruled_on"]),
        override=columns["override"],
        ratings=state.ratings,
        confirmed=tuple(state.severities(FlagStatus.CONFIRMED)),
    )


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)
