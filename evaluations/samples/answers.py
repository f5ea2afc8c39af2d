"""One answer and its evaluation as rows: texts, replies, a draft of two passes, the edits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from evaluations.engines.builtin import BuiltinEngine
from evaluations.evidence.claims import SECTIONS, PassKind
from evaluations.models import Attempt, Pass, RubricVersion
from evaluations.samples import tables
from evaluations.samples.rows import Rows, new_id, numbers
from evaluations.samples.shapes import ID, Shape, Stage

LEASE = timedelta(seconds=30)
"""As the pipeline's, of which this is no part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that was given and pasted, and how far its interviewer is with it."""

    interview: UUID
    interviewer: UUID
    level: str
    at: datetime
    shape: Shape
    stage: Stage


class Answers:
    """Adds the rows of answers to `rows`."""

    def __init__(self, rows: Rows, version: RubricVersion, bank: Mapping[str, UUID]) -> None:
        """`bank` are the keys of questions by their wording."""
        self.rows, self.version, self.bank = rows, version, bank
        self._passes, self._attempts = numbers(Pass), numbers(Attempt)

    def add(self, given: Given, random: Random) -> UUID:
        """The evaluation's id."""
        shape, stage, at = given.shape, given.stage, given.at
        answer, evaluation, draft = new_id(random), new_id(random), new_id(random)
        question = self._text(shape.told.question, given, random)
        text = self._text(shape.told.answer, given, random)
        self.rows.add(
            tables.ANSWERS,
            *(answer, given.interview, self.bank.get(shape.told.question), list(shape.asked_aims)),
            *(question, text, given.interviewer, at),
        )
        for number, asked in enumerate(shape.told.replies):
            said = (self._text(asked.question, given, random), self._text(asked.reply, given, random))
            self.rows.add(tables.REPLIES, new_id(random), answer, number, *said, given.interviewer, at)
        self.rows.add(
            tables.DRAFTS,
            *(draft, evaluation, BuiltinEngine.name, given.level, list(shape.aims), self.version.pk),
            *(question, text, len(shape.told.replies), given.interviewer, at),
        )
        start = start_of(evaluation)
        self._add_passes(shape, draft, start, at)
        last = self._add_edits(stage, evaluation, start, given, random)
        is_decided = stage is shape.decided
        self.rows.add(
            tables.EVALUATIONS,
            *(evaluation, answer, draft, at, last if is_decided else None, given.interviewer if is_decided else None),
            *(stage.verdict, stage.verdict_if_confirmed, stage.trace, stage.ruled_on, stage.override),
        )
        return evaluation

    def _text(self, body: str, given: Given, random: Random) -> UUID:
        text = new_id(random)
        self.rows.add(tables.TEXTS, text, body, given.interviewer, given.at)
        return text

    def _add_passes(self, shape: Shape, draft: UUID, start: str, at: datetime) -> None:
        began, ended = at + timedelta(seconds=1), at + timedelta(seconds=1, milliseconds=40)
        for kind in PassKind:
            work, attempt, reply = next(self._passes), next(self._attempts), shape.replies[kind]
            state = Pass.State.DONE.value
            self.rows.add(tables.PASSES, work, draft, kind.value, state, 1, at, at, began + LEASE, began, ended)
            outcome = Attempt.Outcome.STORED.value
            by = (BuiltinEngine.name, reply.prompt_version)
            self.rows.add(tables.ATTEMPTS, attempt, work, 1, outcome, *by, began, 40)
            self.rows.add(tables.RAW_REPLIES, attempt, reply.raw)
            for name in SECTIONS[kind]:
                items = shape.sections[name].replace(ID, start)
                self.rows.add(tables.SECTIONS, work, name.value, items, ended)

    def _add_edits(self, stage: Stage, evaluation: UUID, start: str, given: Given, random: Random) -> datetime:
        """When the last was made."""
        at = given.at + timedelta(hours=1)
        for edit, wording in stage.edits:
            at += timedelta(seconds=20)
            key, item = new_id(random), edit.item.replace(ID, start)
            made = (edit.number, edit.action, edit.rank, edit.restores, given.interviewer, at)
            self.rows.add(tables.EDITS, key, evaluation, edit.section, item, *made)
            self.rows.add(tables.WORDINGS, key, wording.replace(ID, start), edit.wording.reason)
        return at


def start_of(evaluation: UUID) -> str:
    """How the ids of its items begin, in place of `ID`."""
    return evaluation.hex[: len(ID)]
