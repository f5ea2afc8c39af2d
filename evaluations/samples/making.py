"""Making samples: so many candidates by seed, or one who was interviewed thoroughly."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from io import StringIO
from uuid import UUID

from django.core.management import call_command
from django.db import connection

from evaluations.models import RubricVersion, Searchable
from evaluations.samples.bases import add_bases
from evaluations.samples.house import House, Position, Seat, position, positions_at
from evaluations.samples.plans import plan, signed_plan
from evaluations.samples.writing import Writer
from interviews.models import Candidate, Role

AT_ONCE = 500
"""Candidates that are written in one transaction."""
BASED = 500
"""So many candidates' decisions keep what they were based on; of later ones it is missing, as where it was erased."""


@dataclass(frozen=True, slots=True)
class Made:
    """By one call of `make`."""

    candidates: int
    rows: int


def make(
    candidates: int,
    *,
    seed: int = 1,
    answers_per_interview: int = 2,
    password: str = "",
    tell: Callable[[str], object] = lambda told: None,
) -> Made:
    """Candidates number 0 to `candidates` of this seed, those that are there already left as they are.

    The same seed makes the same ones, ids included, in however many runs. `answers_per_interview` are at most so many.
    With a `password`, whoever is added signs in by it; without, nobody does.
    """
    house = _house()
    house.settle((position(seed, number) for number in range(positions_at(candidates))), password)
    writer, made, rows, counted = Writer(house, seed), 0, 0, 0
    with Searchable.objects.filled_afterwards():
        for first in range(0, candidates, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, candidates))
            for number, key in _missing(seed, numbers):
                writer.add(plan(seed, number, answers_per_interview), key)
                made += 1
            rows += writer.write()
            if rows > 2 * counted:
                _count()
                counted = rows
            add_bases([key for number, key in _keys(seed, numbers).items() if number < BASED])
            tell(f"{numbers.stop:,} of {candidates:,} candidates, {rows:,} rows")
    return Made(made, rows)


def make_signed(*, interviews: int = 6, answers: int = 30, seed: int = 1) -> Candidate:
    """One candidate for one opening with so many interviews, and so many answers in all of them together, every one
    decided and signed; some of the committee have voted. Can be made once for each seed and numbers."""
    panel: tuple[Seat, ...] = tuple((Role.INTERVIEWER, number) for number in range(1, interviews + 1))
    name = f"{seed}/signed/{interviews}/{answers}"
    opening = Position(
        id=_id(f"{name}/opening"),
        title="Principal Engineer",
        level="Senior",
        chair=(Role.COMMITTEE, 1),
        panel=panel,
        committee=tuple((Role.COMMITTEE, number) for number in range(3)),
    )
    house = _house()
    house.settle([opening])
    writer, key = Writer(house, seed), _id(name)
    writer.add(signed_plan(name, opening, panel, answers), key)
    writer.write()
    _count()
    return Candidate.objects.select_related("identity").get(pk=key)


def _count() -> None:
    """PostgreSQL plans by what it has counted, which it does by itself only now and then and in no open transaction: a
    page about rows that it knows nothing of may take minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _house() -> House:
    """With what `manage.py prepare` publishes; where that is there, nothing happens."""
    for command in ("load_rubrics", "load_questions"):
        call_command(command, stderr=StringIO())
    return House(RubricVersion.objects.current())


def _missing(seed: int, numbers: range) -> Iterator[tuple[int, UUID]]:
    keys = _keys(seed, numbers)
    there = set(Candidate.objects.filter(pk__in=keys.values()).values_list("pk", flat=True))
    return ((number, key) for number, key in keys.items() if key not in there)


def _keys(seed: int, numbers: range) -> dict[int, UUID]:
    return {number: _id(f"{seed}/candidate/{number}") for number in numbers}


def _id(of: str) -> UUID:
    return UUID(bytes=blake2b(of.encode(), digest_size=16).digest(), version=4)
