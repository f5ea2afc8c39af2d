"""From plans to rows: a candidate, their interviews and scorecards, in the order of a clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from evaluations.samples import tables
from evaluations.samples.answers import Answers, Given
from evaluations.samples.deciding import words
from evaluations.samples.filling import Filled, fill
from evaluations.samples.house import BEGIN, House
from evaluations.samples.plans import WAS_SIGNED, Plan, State, Talk
from evaluations.samples.rows import Rows, new_id, to_json
from evaluations.samples.shapes import Judge, Shape, Stage, shape
from interviews.models import Candidate, Question
from interviews.models.candidates import folded

DAYS = 480
"""From the first candidate to the last."""


class Writer:
    """Takes candidates one after the other; `write` stores them."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.seed = house, seed
        self.rows = Rows()
        bank = list(Question.objects.all())
        self.answers = Answers(self.rows, house.version, {question.wording: question.pk for question in bank})
        self._aims = {question.wording: tuple(question.aims) for question in bank}
        self._shapes: dict[tuple[str, int], Shape] = {}

    def write(self) -> int:
        """How many rows there were."""
        return self.rows.write()

    def judge(self, level: str) -> Judge:
        return Judge(rubric=self.house.version.rubric, level=level, aims=self._aims)

    def shape(self, number: int, level: str) -> Shape:
        key = (level, number)
        if key not in self._shapes:
            self._shapes[key] = shape(number, self.judge(level), self.seed)
        return self._shapes[key]

    def add(self, plan: Plan, candidate: UUID) -> None:
        random, add = Random(plan.seed), self.rows.add
        came = BEGIN + timedelta(days=random.randrange(DAYS), minutes=random.randrange(480, 1020))
        withdrew = came + timedelta(days=random.randint(20, 60)) if plan.is_withdrawn else None
        status = Candidate.Status.WITHDRAWN if plan.is_withdrawn else Candidate.Status.ACTIVE
        adder = self.house.id_of(plan.talks[0].interviewer if plan.talks else plan.position.chair)
        add(tables.CANDIDATES, candidate, status.value, withdrew, adder, came)
        add(tables.IDENTITIES, candidate, plan.name, folded(plan.name))
        for talk in plan.talks:
            held = came + timedelta(days=random.randint(3, 15), minutes=30 * random.randrange(4))
            _Talk(self, plan, talk, random).add(candidate, held)


class _Talk:
    """An interview with everything in it."""

    def __init__(self, writer: Writer, plan: Plan, talk: Talk, random: Random) -> None:
        self.writer, self.talk, self.random = writer, talk, random
        self.opening, self.level = plan.position.id, plan.position.level
        self.interviewer = writer.house.id_of(talk.interviewer)
        self.id = new_id(random)

    def add(self, candidate: UUID, held: datetime) -> None:
        rows = self.writer.rows
        prepared = held - timedelta(days=2)
        rows.add(tables.INTERVIEWS, self.id, candidate, self.opening, self.interviewer, held.date(), prepared)
        if self.talk.shadow:
            self._add_shadow(self.writer.house.id_of(self.talk.shadow), held + timedelta(hours=2))
        shapes = [self.writer.shape(number, self.level) for number in self.talk.shapes]
        stages = [self._stage(place, shape) for place, shape in enumerate(shapes)]
        evaluations = [
            self.writer.answers.add(
                Given(
                    interview=self.id,
                    interviewer=self.interviewer,
                    level=self.level,
                    at=held + timedelta(minutes=90 + 12 * place),
                    shape=shape,
                    stage=stage,
                ),
                self.random,
            )
            for place, (shape, stage) in enumerate(zip(shapes, stages, strict=True))
        ]
        if self.talk.state in (State.SAVED, *WAS_SIGNED):
            self._add_scorecards(evaluations, shapes, held + timedelta(days=self.random.randint(1, 3), hours=3))

    def _stage(self, place: int, shape: Shape) -> Stage:
        """Where somebody has begun, the last answer is the one on their desk."""
        if self.talk.state is State.DRAFTED:
            return shape.drafted
        is_last = place == len(self.talk.shapes) - 1
        return shape.begun if self.talk.state is State.BEGUN and is_last else shape.decided

    def _add_shadow(self, shadow: UUID, at: datetime) -> None:
        self.writer.rows.add(tables.SHADOWS, self.id, shadow)
        if self.random.random() < 0.7:
            text = self.random.choice(words()["comments"])
            self.writer.rows.add(tables.COMMENTS, new_id(self.random), self.id, shadow, text, at)

    def _add_scorecards(self, evaluations: Sequence[UUID], shapes: Sequence[Shape], at: datetime) -> None:
        state, filled = self.talk.state, fill(shapes, self.writer.judge(self.level), self.random)
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
        self.writer.rows.add(
            tables.CARDS,
            *(me, self.id, number, self.interviewer, opened, self.random.randint(2 - number, 3)),
            *(to_json(filled.own_ratings), filled.own_verdict),
            *self._frozen(filled, opened + timedelta(minutes=25), answers, until),
        )
        said = (filled.note, filled.verdict_reason, to_json(filled.rating_reasons), reason)
        self.writer.rows.add(tables.CARD_WORDS, me, *said)

    def _frozen(self, filled: Filled, at: datetime, answers: str, until: datetime | None) -> tuple[object, ...]:
        if not answers:
            return (None, None, None, None, "", "{}", "", "[]", "[]")
        by = (at, self.interviewer, until, self.writer.house.version.pk, self.level)
        return (*by, to_json(filled.combined), filled.verdict, filled.trace, answers)
