"""From plans to rows: a candidate with everything that follows, in the order of a clock."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from evaluations.models import Recusal
from evaluations.samples import tables
from evaluations.samples.answers import Answers
from evaluations.samples.committee import Committee
from evaluations.samples.house import BEGIN, House
from evaluations.samples.plans import Plan, Talk
from evaluations.samples.rows import Rows, numbers
from evaluations.samples.shapes import Judge, Shape, shape
from evaluations.samples.talks import Outcome, TalkRows
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
        self._recusals = numbers(Recusal)
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
        outcomes = [self._add_talk(plan, talk, candidate, came, random) for talk in plan.talks]
        if begun := min((one.first_signed for one in outcomes if one.first_signed), default=None):
            signed = [one.signed for one in outcomes if one.signed]
            committee = Committee(self.rows, self.house, plan, signed, self._recusals, random)
            committee.add(candidate, begun)

    def _add_talk(self, plan: Plan, talk: Talk, candidate: UUID, came: datetime, random: Random) -> Outcome:
        level = plan.position.level
        held = came + timedelta(days=random.randint(3, 15), minutes=30 * random.randrange(4))
        shapes = [self.shape(number, level) for number in talk.shapes]
        rows = TalkRows(self.answers, self.house, self.judge(level), talk, random)
        return rows.add(candidate, plan.position.id, held, shapes)
