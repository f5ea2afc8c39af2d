"""How many drafts an endpoint is asked for at once, and when it is left alone. Of this process; never waits.

An endpoint that fails time and again rests; after the pause one draft tries whether it is well again.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

FAILURES_IN_A_ROW = 5
FIRST_PAUSE = 15.0
LONGEST_PAUSE = 300.0
"""Seconds. A pause that brought no cure is followed by one twice as long."""


class Full(Exception):
    """As many drafts as are allowed are being made."""


@dataclass
class Resting(Exception):
    """The endpoint is left alone for so many seconds."""

    seconds: float


@dataclass
class _State:
    in_flight: int = 0
    failures: int = 0
    pause: float = 0.0
    rests_until: float = 0.0
    asked_until: float = 0.0
    """The endpoint itself wants no request before."""
    is_probed: bool = False
    """One draft tries whether a rested endpoint is well again."""


class Limits:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._states: dict[str, _State] = {}
        self._lock = threading.Lock()

    @contextmanager
    def place(self, endpoint: str, most_in_flight: int) -> Iterator[None]:
        """Raises Full or Resting."""
        is_probe = self._enter(endpoint, most_in_flight)
        try:
            yield
        finally:
            with self._lock:
                state = self._states[endpoint]
                state.in_flight -= 1
                state.is_probed = state.is_probed and not is_probe

    def _enter(self, endpoint: str, most_in_flight: int) -> bool:
        with self._lock:
            state = self._states.setdefault(endpoint, _State())
            if (left := max(state.rests_until, state.asked_until) - self._clock()) > 0:
                raise Resting(left)
            if state.is_probed:
                raise Resting(FIRST_PAUSE)
            if state.in_flight >= most_in_flight:
                raise Full
            state.in_flight += 1
            state.is_probed = state.pause > 0
            return state.is_probed

    def is_well(self, endpoint: str) -> None:
        """It replied; what it replied does not matter."""
        with self._lock:
            state = self._states.setdefault(endpoint, _State())
            state.failures, state.pause, state.rests_until = 0, 0.0, 0.0

    def is_in_trouble(self, endpoint: str) -> None:
        """It is down, broken or silent."""
        with self._lock:
            state = self._states.setdefault(endpoint, _State())
            state.failures += 1
            # Those that were under way when the pause began make it no longer.
            if state.failures >= FAILURES_IN_A_ROW and state.rests_until <= self._clock():
                state.pause = min(max(FIRST_PAUSE, 2 * state.pause), LONGEST_PAUSE)
                state.rests_until = self._clock() + state.pause

    def asks_for_rest(self, endpoint: str, seconds: float) -> None:
        """It is well, and named the time before which it wants no request."""
        with self._lock:
            state = self._states.setdefault(endpoint, _State())
            state.asked_until = max(state.asked_until, self._clock() + min(seconds, LONGEST_PAUSE))
