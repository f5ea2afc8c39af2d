"""How many drafts an endpoint is asked for at once, and when it is left alone. Nobody ever waits here.

An endpoint that fails time and again rests; after the pause one draft tries whether it is well again.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID, uuid4

FAILURES_IN_A_ROW = 5
PAUSES = (15.0, 30.0, 60.0, 120.0, 240.0, 300.0)
"""Seconds. A pause that brought no cure is followed by a longer one."""
LONGEST_REST = 300.0
"""Seconds for which an endpoint is left alone because it asks for it; a draft itself may wait longer."""


class Full(Exception):
    """As many drafts as are allowed are being made."""


@dataclass
class Resting(Exception):
    """The endpoint is left alone for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places at an endpoint, until it is left or its time is up."""

    endpoint: str
    seconds: float
    token: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Found:
    """How the endpoint was, for whoever comes next. Any reply is well, whatever it says."""

    in_trouble: bool = False
    """It is down, broken or silent."""
    rest: float = 0.0
    """Seconds for which it wants no other request."""


class Limits(Protocol):
    def enter(self, endpoint: str, *, most: int, seconds: float, heeds_rest: bool = True) -> Place:
        """A place among so many, for so long. Raises Full and, where a rest is heeded, Resting."""
        ...

    def stay(self, place: Place) -> None:
        """For as long again. Raises Full where its time was up."""
        ...

    def leave(self, place: Place, found: Found) -> None: ...


@dataclass
class _State:
    held: set[UUID] = field(default_factory=set)
    failures: int = 0
    """In a row."""
    rests_until: float | None = None
    """None where it is not in trouble."""
    asked_until: float = 0.0
    """The endpoint itself wants no request before."""
    is_probed: bool = False
    """One draft tries whether a rested endpoint is well again."""


class ProcessLimits:
    """Of this process, for as long as it lives."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._states: dict[str, _State] = {}
        self._lock = threading.Lock()

    def enter(self, endpoint: str, *, most: int, seconds: float, heeds_rest: bool = True) -> Place:
        with self._lock:
            state = self._states.setdefault(endpoint, _State())
            if heeds_rest:
                self._require_rested(state)
            if len(state.held) >= most:
                raise Full
            place = Place(endpoint, seconds)
            state.held.add(place.token)
            state.is_probed = state.rests_until is not None
            return place

    def _require_rested(self, state: _State) -> None:
        if (left := max(state.rests_until or 0.0, state.asked_until) - self._clock()) > 0:
            raise Resting(left)
        if state.is_probed:
            raise Resting(PAUSES[0])

    def stay(self, place: Place) -> None:
        """Places end with the process that holds them."""

    def leave(self, place: Place, found: Found) -> None:
        with self._lock:
            state = self._states[place.endpoint]
            state.held.discard(place.token)
            if found.rest:
                state.asked_until = max(state.asked_until, self._clock() + min(found.rest, LONGEST_REST))
            if not found.in_trouble:
                state.failures, state.rests_until, state.is_probed = 0, None, False
            # What was under way when the pause began makes it no longer.
            elif state.rests_until is None or state.rests_until <= self._clock():
                state.failures, state.is_probed = state.failures + 1, False
                if (times := state.failures - FAILURES_IN_A_ROW) >= 0:
                    state.rests_until = self._clock() + PAUSES[min(times, len(PAUSES) - 1)]
