"""The invented house: who works there, and what it has to fill. The more candidates there are, the more of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from evaluations.models import OpeningPolicy, RubricVersion
from evaluations.rules.rubric import LEVELS
from evaluations.samples import accounts
from evaluations.samples.names import name
from evaluations.samples.reviewing import words
from evaluations.samples.rows import Rows, Table
from interviews.models import Opening, PanelMember, Role, User

BEGIN = datetime(2025, 1, 6, tzinfo=UTC)
"""No candidate is older."""

_USERS = Table(User, "id", "email", "name", "role", "password", "created_at", "reminders")
_OPENINGS = Table(Opening, "id", "title", "level", "created_by_id", "created_at")
_SEATS = Table(PanelMember, "opening_id", "user_id", "seat")
_POLICIES = Table(OpeningPolicy, "opening_id", "version_id", "pinned_at", "hands_on_questions")
_NO_MAIL = False
"""Nobody reads the mail of invented people."""

Seat = tuple[Role, int]
"""A role, and which of the people in it."""


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    email: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Position:
    """An opening and who sits on its panel."""

    id: UUID
    title: str
    level: str
    chair: Seat
    panel: tuple[Seat, ...]
    """Interviewers; the chair is not among them."""
    committee: tuple[Seat, ...]
    """Those of its members who look at the candidates for it."""

    @property
    def interviewers(self) -> tuple[Seat, ...]:
        """Who may interview for it."""
        return tuple(seat for seat in (self.chair, *self.panel) if seat[0] == Role.INTERVIEWER)

    @property
    def voters(self) -> tuple[Seat, ...]:
        """Unless they interview the candidate."""
        return tuple(dict.fromkeys((*self.committee, self.chair)))

    @property
    def seats(self) -> set[Seat]:
        return {self.chair, *self.panel, *self.committee}


def positions_at(candidate: int) -> int:
    """How many there are when the candidate of this number comes."""
    return 6 + candidate // 250


@cache
def person(seat: Seat) -> Person:
    """The same in every house: the first of each role is the one that `load_samples` signs in."""
    role, number = seat
    first = next(entry for entry in accounts.people() if entry["role"] == role)
    email = f"{role}-{number}@debrief.example" if number else first["email"]
    return Person(_id(email), email, name(Random(email)) if number else first["name"], role)


@cache
def position(seed: int, number: int) -> Position:
    random = Random(f"{seed}/position/{number}")
    title = words()["titles"][number % len(words()["titles"])]
    if number >= len(words()["titles"]):
        title += f", {random.choice(words()['places'])}"
    others = random.sample(range(1, 8 + 2 * number), random.randint(3, 6))
    committee = [(Role.COMMITTEE, other) for other in random.sample(range(5 + number // 10), random.randint(3, 4))]
    # The chair of every third comes from the committee and interviews nobody.
    chair = random.choice(committee) if number % 3 == 0 else (Role.INTERVIEWER, 0 if number == 1 else others.pop())
    panel = [*others, 0] if number in (0, 2) else others
    return Position(
        id=_id(f"{seed}/position/{number}"),
        title=title,
        level=LEVELS[number % 3 - 2],
        chair=chair,
        panel=tuple((Role.INTERVIEWER, other) for other in panel),
        committee=tuple(committee),
    )


class House:
    """Who and what of it is in the database, by `settle`."""

    def __init__(self, version: RubricVersion) -> None:
        self.version = version
        self._ids: dict[Seat, UUID] = {}

    def id_of(self, seat: Seat) -> UUID:
        return self._ids[seat]

    def name_of(self, seat: Seat) -> str:
        return person(seat).name

    def settle(self, positions: Iterable[Position], password: str = "") -> None:
        """Adds what is missing of these and of the people they need. With a `password`, who is new signs in by it."""
        positions = list(positions)
        there = set(Opening.objects.filter(pk__in=[one.id for one in positions]).values_list("pk", flat=True))
        rows = Rows()
        seats = {(role, 0) for role in Role}.union(*(one.seats for one in positions))
        self._add_people(sorted(seats), make_password(password) if password else "", rows)
        for one in positions:
            if one.id not in there:
                self._add(one, rows)
        rows.write()

    def _add_people(self, seats: Iterable[Seat], password: str, rows: Rows) -> None:
        people = {seat: person(seat) for seat in seats}
        emails = [one.email for one in people.values()]
        known = dict(User.objects.filter(email__in=emails).values_list("email", "pk"))
        for seat, one in people.items():
            self._ids[seat] = known.get(one.email, one.id)
            if one.email not in known:
                encoded = password or f"{UNUSABLE_PASSWORD_PREFIX}{one.id.hex}"
                rows.add(_USERS, one.id, one.email, one.name, one.role.value, encoded, BEGIN, _NO_MAIL)

    def _add(self, one: Position, rows: Rows) -> None:
        random = Random(str(one.id))
        opened = BEGIN - timedelta(days=random.randint(1, 60), minutes=random.randrange(600))
        chair = self.id_of(one.chair)
        rows.add(_OPENINGS, one.id, one.title, one.level, chair, opened)
        rows.add(_SEATS, one.id, chair, PanelMember.Seat.CHAIR.value)
        for seat in one.panel:
            rows.add(_SEATS, one.id, self.id_of(seat), PanelMember.Seat.PANEL.value)
        rows.add(_POLICIES, one.id, self.version.pk, opened, random.random() < 0.3)


def _id(of: str) -> UUID:
    return UUID(bytes=blake2b(of.encode(), digest_size=16).digest(), version=4)
