"""An interview as rows: its answers, who sits in, its scorecard in all its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from evaluations.samples import tables
from evaluations.samples.answers import Answers, Given, start_of
from evaluations.samples.committee import SignedTalk
from evaluations.samples.filling import Filled, fill
from evaluations.samples.house import House
from evaluations.samples.plans import WAS_SIGNED, State, Talk
from evaluations.samples.reviewing import words
from evaluations.samples.rows import new_id, to_json
from evaluations.samples.shapes import ID, Judge, Shape, Stage
from interviews.models import Role

SIGNING = timedelta(minutes=25)
"""From opening a scorecard to signing it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    first_signed: datetime | None = None
    """Also where it was reopened since."""
    signed: SignedTalk | None = None
    """What stands."""


class TalkRows:
    """An interview with everything in it."""

    def __init__(self, answers: Answers, house: House, judge: Judge, talk: Talk, random: Random) -> None:
        self.answers, self.house, self.judge = answers, house, judge
        self.rows, self.talk, self.random = answers.rows, talk, random
        self.interviewer = house.id_of(talk.interviewer)
        self.id = new_id(random)

    def add(self, candidate: UUID, opening: UUID, held: datetime, shapes: Sequence[Shape]) -> "Outcome":
        """`shapes` are the answers' that the talk names."""
        prepared = held - timedelta(days=2)
        self.rows.add(tables.INTERVIEWS, self.id, candidate, opening, self.interviewer, held.date(), prepared)
        if self.talk.shadow:
            self._add_shadow(self.house.id_of(self.talk.shadow), held + timedelta(hours=2))
        stages = [self._stage(place, shape) for place, shape in enumerate(shapes)]
        evaluations = [
            self.answers.add(
                Given(
                    interview=self.id,
                    interviewer=self.interviewer,
                    level=self.judge.level,
                    at=held + timedelta(minutes=90 + 12 * place),
                    shape=shape,
                    stage=stage,
                ),
                self.random,
            )
            for place, (shape, stage) in enumerate(zip(shapes, stages, strict=True))
        ]
        opened = held + timedelta(days=self.random.randint(1, 3), hours=3)
        if self.talk.state in (State.SAVED, *WAS_SIGNED):
            return self._add_scorecards(evaluations, shapes, opened)
        if self.talk.state is not State.PLANNED and self.random.random() < 0.1:
            self.rows.add(tables.LOOKS, self.id, self.house.id_of((Role.ADMIN, 0)), opened)
        return Outcome()

    def _stage(self, place: int, shape: Shape) -> Stage:
        """Where somebody has begun, the last answer is the one on their desk."""
        if self.talk.state is State.DRAFTED:
            return shape.drafted
        is_last = place == len(self.talk.shapes) - 1
        return shape.begun if self.talk.state is State.BEGUN and is_last else shape.decided

    def _add_shadow(self, shadow: UUID, at: datetime) -> None:
        self.rows.add(tables.SHADOWS, self.id, shadow)
        if self.random.random() < 0.7:
            text = self.random.choice(words()["comments"])
            self.rows.add(tables.COMMENTS, new_id(self.random), self.id, shadow, text, at)

    def _add_scorecards(self, evaluations: Sequence[UUID], shapes: Sequence[Shape], at: datetime) -> "Outcome":
        state, filled = self.talk.state, fill(shapes, self.judge, self.random)
        answers = to_json(
            [
                [str(evaluation), shape.decided.final_verdict, shape.decided.ratings]
                for evaluation, shape in zip(evaluations, shapes, strict=True)
            ]
        )
        later = at + timedelta(days=2)
        reopened = None if state in (State.SAVED, State.SIGNED) else later
        self._add_scorecard(1, filled, at, answers if state in WAS_SIGNED else "", until=reopened)
        if reopened:
            signs = state is State.SIGNED_AGAIN
            reason = self.random.choice(words()["reopening_reasons"])
            self._add_scorecard(2, filled, later, answers if signs else "", reason=reason)
        stands = state in (State.SIGNED, State.SIGNED_AGAIN)
        signed = self._signed(filled, shapes, evaluations, (later if reopened else at) + SIGNING) if stands else None
        return Outcome(at + SIGNING if state in WAS_SIGNED else None, signed)

    def _signed(self, filled: Filled, shapes: Sequence[Shape], evaluations: Sequence[UUID], at: datetime) -> SignedTalk:
        return SignedTalk(
            interviewer=self.talk.interviewer,
            at=at,
            ratings=filled.combined | filled.own_ratings,
            verdict=filled.own_verdict,
            flags=tuple(severity for shape in shapes for severity in shape.decided.confirmed),
            aims=frozenset(aim for shape in shapes for aim in shape.aims),
            claims=tuple(
                (evaluation, item.replace(ID, start_of(evaluation)), said)
                for evaluation, shape in zip(evaluations, shapes, strict=True)
                for item, said in shape.claims
            ),
        )

    def _add_scorecard(
        self,
        number: int,
        filled: Filled,
        opened: datetime,
        answers: str,
        *,
        until: datetime | None = None,
        reason: str = "",
    ) -> None:
        """`answers` are JSON, once it is signed; `until` it was reopened; `reason` says why it was opened anew."""
        me = new_id(self.random)
        self.rows.add(
            tables.CARDS,
            *(me, self.id, number, self.interviewer, opened, self.random.randint(2 - number, 3)),
            *(to_json(filled.own_ratings), filled.own_verdict),
            *self._frozen(filled, opened + SIGNING, answers, until),
        )
        said = (filled.note, filled.verdict_reason, to_json(filled.rating_reasons), reason)
        self.rows.add(tables.CARD_WORDS, me, *said)

    def _frozen(self, filled: Filled, at: datetime, answers: str, until: datetime | None) -> tuple[object, ...]:
        if not answers:
            return (None, None, None, None, "", "{}", "", "[]", "[]")
        by = (at, self.interviewer, until, self.house.version.pk, self.judge.level)
        return (*by, to_json(filled.combined), filled.verdict, filled.trace, answers)
