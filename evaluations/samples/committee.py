"""What a committee makes of a case: recusals, votes, remarks, the debrief, decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from evaluations.rules.rubric import Rubric
from evaluations.rules.scorecard import combine
from evaluations.rules.verdict import Decision, decide
from evaluations.samples import tables
from evaluations.samples.house import House, Seat
from evaluations.samples.plans import Phase, Plan
from evaluations.samples.reviewing import tone, words
from evaluations.samples.rows import Rows, new_id, to_json
from interviews.models import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTalk:
    """What a signed scorecard says, so far as others go on from it."""

    interviewer: Seat
    at: datetime
    ratings: Mapping[str, str]
    verdict: str
    """The interviewer's."""
    flags: tuple[int, ...]
    """The severities of the confirmed ones."""
    aims: frozenset[str]
    claims: tuple[tuple[UUID, str, str], ...]
    """Evaluation, item and what it says in short, of what was drafted."""


class Committee:
    """Of one case. `signed` is what stands signed of it."""

    def __init__(
        self,
        rows: Rows,
        house: House,
        plan: Plan,
        signed: Sequence[SignedTalk],
        recusals: Iterator[int],
        random: Random,
    ) -> None:
        """`recusals` gives the keys for rows of those."""
        self.rows, self.house, self.signed = rows, house, signed
        self.position, self.phase = plan.position, plan.phase if signed else Phase.WAITING
        self.recusals, self.random = recusals, random
        self.interviewed = {talk.interviewer for talk in plan.talks}
        self.rubric: Rubric = house.version.rubric
        self.id = new_id(random)
        self.voted: dict[Seat, str] = {}

    def add(self, candidate: UUID, begun: datetime) -> None:
        self.last = max((talk.at for talk in self.signed), default=begun)
        is_open = self.phase in (Phase.DEBRIEFED, Phase.DECIDED, Phase.REOPENED)
        debriefed = self.last + timedelta(days=4) if is_open else None
        self.rows.add(
            tables.DELIBERATIONS,
            *(self.id, candidate, self.position.id, begun),
            *(debriefed, self.house.id_of(self.chair) if debriefed else None, self.phase is Phase.DECIDED),
        )
        if self.phase is Phase.WAITING:
            return
        voters = self._recused([seat for seat in self.position.voters if seat not in self.interviewed])
        for seat in voters if debriefed else voters[: self.random.randint(0, len(voters))]:
            self._vote(seat, 1, self._leaning(), self.last + timedelta(hours=self.random.randint(2, 80)))
        self._discuss()
        if debriefed:
            self._debrief(debriefed)

    @property
    def chair(self) -> Seat:
        """An admin in their place where the chair interviewed the candidate."""
        return (Role.ADMIN, 0) if self.position.chair in self.interviewed else self.position.chair

    def by_rubric(self) -> Decision:
        """What the rules make of all signed scorecards together."""
        return decide(
            self.rubric,
            level=self.position.level,
            ratings=combine(self.rubric, [talk.ratings for talk in self.signed]),
            flags=[severity for talk in self.signed for severity in talk.flags],
            aims=frozenset().union(*(talk.aims for talk in self.signed)),
            scope="scorecard",
        )

    def _recused(self, members: Sequence[Seat]) -> Sequence[Seat]:
        """Who is left once somebody who knows the candidate stays out, which is rare; never whoever chairs."""
        others = [member for member in members if member != self.chair]
        if len(others) < 2 or self.random.random() > 0.06:
            return members
        out, at, key = others[0], self.last + timedelta(hours=1), next(self.recusals)
        self.rows.add(tables.RECUSALS, key, self.id, self.house.id_of(out), at)
        if self.random.random() < 0.8:
            self.rows.add(tables.RECUSAL_WORDS, key, self._said("committee", "recusals"))
        return [member for member in members if member != out]

    def _leaning(self) -> str:
        """A verdict, near to one of the interviewers'; blank for no decision."""
        heard, scale = self.random.choice(self.signed).verdict, self.rubric.verdict_words
        if heard not in scale or self.random.random() < 0.05:
            return ""
        return scale[min(max(scale.index(heard) + self.random.choice((-1, 0, 0, 0, 1)), 0), len(scale) - 1)]

    def _vote(self, seat: Seat, number: int, verdict: str, at: datetime, reason: str = "") -> None:
        vote = new_id(self.random)
        self.rows.add(tables.VOTES, vote, self.id, self.house.id_of(seat), number, verdict, at)
        kind = tone(self.rubric.verdict_words, verdict) if verdict else "none"
        self.rows.add(tables.VOTE_WORDS, vote, reason or self._said("votes", kind))
        self.voted[seat] = verdict

    def _debrief(self, at: datetime) -> None:
        for seat, verdict in list(self.voted.items()):
            if self.random.random() < 0.2 and (other := self._leaning()) != verdict:
                self._vote(seat, 2, other, at + timedelta(minutes=20), self._said("committee", "changed"))
        decided = at + timedelta(minutes=45)
        if self.phase is Phase.DECIDED and self.random.random() < 0.06:
            self._decide(1, decided, reopened=decided + timedelta(days=3))
            self._decide(2, decided + timedelta(days=5))
        elif self.phase in (Phase.DECIDED, Phase.REOPENED):
            self._decide(1, decided, reopened=decided + timedelta(days=3) if self.phase is Phase.REOPENED else None)

    def _decide(self, number: int, at: datetime, reopened: datetime | None = None) -> None:
        by_rubric, scale, chair = self.by_rubric(), self.rubric.verdict_words, self.house.id_of(self.chair)
        voted = [verdict for verdict in self.voted.values() if verdict] or [scale[-2]]
        follows = by_rubric.verdict in scale and self.random.random() < 0.85
        verdict = by_rubric.verdict if follows else self.random.choice(voted)
        side = "against" if tone(scale, verdict) == "poor" else "for"
        reason = self._said("committee", side if verdict == by_rubric.verdict else "overrides")
        decision = new_id(self.random)
        self.rows.add(
            tables.DECISIONS,
            *(decision, self.id, number, verdict, self.house.version.pk, by_rubric.verdict),
            *(to_json([[step.text, step.decided] for step in by_rubric.trace]), chair, at),
            *((chair, reopened) if reopened else (None, None)),
        )
        self.rows.add(
            tables.DECISION_WORDS, decision, reason, self._said("committee", "reopenings") if reopened else ""
        )

    def _discuss(self) -> None:
        """On half of the cases somebody says something: on the candidate, a claim, or to an interviewer."""
        authors = [*self.voted, *(talk.interviewer for talk in self.signed)]
        for turn in range(self.random.choice((0, 0, 1, 2, 4))):
            author, at = self.random.choice(authors), self.last + timedelta(hours=82, minutes=9 * turn)
            talk, kind = self.random.choice(self.signed), self.random.random()
            others = talk.interviewer != author
            if kind < 0.12 and others:
                self._remark(author, self._said("committee", "feedback"), at, to=talk.interviewer, is_feedback=True)
            elif kind < 0.3 and others:
                name = self.house.name_of(talk.interviewer)
                self._remark(author, self._said("committee", "calls").format(name=name), at, to=talk.interviewer)
            else:
                about = self.random.choice(talk.claims) if kind < 0.8 else (None, "", "")
                self._remark(author, self._said("committee", "remarks"), at, about=about)

    def _remark(
        self,
        author: Seat,
        text: str,
        at: datetime,
        *,
        about: tuple[UUID | None, str, str] = (None, "", ""),
        to: Seat | None = None,
        is_feedback: bool = False,
    ) -> None:
        remark, person = new_id(self.random), self.house.id_of(to) if to else None
        addressee = person if is_feedback else None
        self.rows.add(tables.REMARKS, remark, self.id, self.house.id_of(author), text, at, *about, addressee)
        if person:
            self.rows.add(tables.MENTIONS, remark, person, at + timedelta(minutes=1))

    def _said(self, table: str, kind: str) -> str:
        found: dict[str, Any] = words()[table]
        return str(self.random.choice(found[kind]))
