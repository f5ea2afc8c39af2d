"""What becomes of each candidate: who interviews them for what, how well they answer, how far everybody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from math import isqrt
from random import Random
from typing import TypeVar

from evaluations.samples.house import Position, Seat, position, positions_at
from evaluations.samples.names import name
from evaluations.samples.stories import stories

T = TypeVar("T")

TELLINGS = 8
"""At most so many there are of each story at each level."""


class State(StrEnum):
    """How far an interviewer is with an interview."""

    PLANNED = "planned"
    DRAFTED = "drafted"
    BEGUN = "begun"
    DECIDED = "decided"
    """All evaluations are reviewed, and nobody has looked at the scorecard."""
    SAVED = "saved"
    SIGNED = "signed"
    REOPENED = "reopened"
    SIGNED_AGAIN = "signed again"


class Phase(StrEnum):
    """How far the committee is with a case."""

    WAITING = "waiting"
    """Nobody has voted."""
    VOTING = "voting"
    DEBRIEFED = "debriefed"
    DECIDED = "decided"
    REOPENED = "reopened"


WAS_SIGNED = (State.SIGNED, State.REOPENED, State.SIGNED_AGAIN)

_STATES = {
    State.SIGNED: 68,
    State.SIGNED_AGAIN: 4,
    State.REOPENED: 4,
    State.SAVED: 6,
    State.DECIDED: 4,
    State.BEGUN: 5,
    State.DRAFTED: 5,
    State.PLANNED: 4,
}
_PHASES = {Phase.WAITING: 20, Phase.VOTING: 22, Phase.DEBRIEFED: 10, Phase.DECIDED: 44, Phase.REOPENED: 4}
_EARLY_PHASES = {Phase.WAITING: 3, Phase.VOTING: 1}
"""While somebody has not signed, and of who withdrew."""
_INTERVIEWS = {0: 12, 1: 42, 2: 26, 3: 12, 4: 5, 5: 2, 6: 1}
_CALIBRES = {
    "strong": {"strong": 10, "solid": 4, "thin": 1, "evasive": 0.2, "odd": 0.1},
    "solid": {"strong": 3, "solid": 10, "thin": 3, "evasive": 1, "odd": 0.3},
    "weak": {"strong": 0.3, "solid": 2, "thin": 8, "evasive": 6, "odd": 1},
}
"""How likely each kind of story (stories/*.toml) is to be told."""
_OF_CALIBRE = {"strong": 25, "solid": 45, "weak": 30}


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview."""

    interviewer: Seat
    state: State
    shapes: tuple[int, ...]
    """Numbers of `shapes.shape`, one for each answer."""
    shadow: Seat | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    seed: str
    """Of whatever is left to chance when it is written."""
    name: str
    position: Position
    talks: tuple[Talk, ...]
    phase: Phase
    is_withdrawn: bool = False


def plan(seed: int, number: int, answers_per_interview: int) -> Plan:
    """Of the candidate of this number. Each interview has from one to so many answers."""
    random = Random(f"{seed}/plan/{number}")
    # The older a position the more candidates it has.
    opening = position(seed, int(positions_at(number) * random.random() ** 2))
    interviewers = opening.interviewers
    wanted = min(_weighted(_INTERVIEWS, random), len(interviewers))
    told = _told(_CALIBRES[_weighted(_OF_CALIBRE, random)], tellings_at(number), random)
    talks = []
    for seat in random.sample(interviewers, wanted):
        state = _weighted(_STATES, random)
        answers = 0 if state is State.PLANNED else random.randint(1, answers_per_interview)
        others = [other for other in interviewers if other != seat]
        shadow = random.choice(others) if others and random.random() < 0.08 else None
        talks.append(Talk(seat, state, tuple(told.pop() for _ in range(answers)), shadow))
    is_withdrawn = random.random() < 0.06
    is_early = is_withdrawn or not all(talk.state in (State.SIGNED, State.SIGNED_AGAIN) for talk in talks)
    phase = _weighted(_EARLY_PHASES if is_early else _PHASES, random)
    return Plan(f"{seed}/{number}", name(random), opening, tuple(talks), phase, is_withdrawn)


def signed_plan(seed: str, opening: Position, interviewers: Sequence[Seat], answers: int) -> Plan:
    """So many answers, evenly given in one interview with each of these, all of them signed."""
    random = Random(seed)
    told = _told(_CALIBRES["solid"], TELLINGS, random)
    shares = [len(range(first, answers, len(interviewers))) for first in range(len(interviewers))]
    talks = tuple(
        Talk(seat, State.SIGNED, tuple(told.pop() for _ in range(share)))
        for seat, share in zip(interviewers, shares, strict=True)
    )
    return Plan(seed, name(random), opening, talks, Phase.VOTING)


def tellings_at(candidate: int) -> int:
    """How many tellings there are of each story, at each level, when the candidate of this number comes: making one
    takes as long as storing dozens of answers, so few candidates share few of them."""
    return min(TELLINGS, 1 + isqrt(candidate) // 12)


def _told(weights: dict[str, float], tellings: int, random: Random) -> list[int]:
    """The shapes of all answers a candidate may give, the next one last: no story twice before each was told once."""
    weighted = [(random.random() ** (1 / weights[story.kind]), number) for number, story in enumerate(stories())]
    order = [number for _, number in sorted(weighted)]
    first = random.randrange(tellings)
    rounds = [(first + turn) % TELLINGS for turn in range(TELLINGS)]
    return [turn * len(order) + number for turn in reversed(rounds) for number in order]


def _weighted(weights: dict[T, int], random: Random) -> T:
    return random.choices(tuple(weights), cum_weights=tuple(accumulate(weights.values())))[0]
