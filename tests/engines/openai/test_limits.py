"""The limits of an endpoint: of one process, and of all processes that share a database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db.models import F

from evaluations.engines.openai.limits import (
    FAILURES_IN_A_ROW,
    LONGEST_REST,
    PAUSES,
    Found,
    Full,
    Limits,
    Place,
    ProcessLimits,
    Resting,
)
from evaluations.models import EndpointHealth, EndpointPlace
from evaluations.pipeline.limits import DatabaseLimits

TROUBLE = Found(in_trouble=True)


@dataclass
class Timed:
    """Limits, and a clock that the test moves."""

    limits: Limits
    wait: Callable[[float], object]

    @contextmanager
    def place(self, endpoint: str = "one", most: int = 8, *, heeds_rest: bool = True) -> Iterator[Place]:
        place = self.limits.enter(endpoint, most=most, seconds=60, heeds_rest=heeds_rest)
        yield place
        self.limits.leave(place, Found())

    def find(self, found: Found, endpoint: str = "one") -> None:
        self.limits.leave(self.limits.enter(endpoint, most=8, seconds=60), found)

    def fail(self, times: int = FAILURES_IN_A_ROW) -> None:
        for _ in range(times):
            self.find(TROUBLE)

    def rest(self, endpoint: str = "one") -> float:
        """How long the endpoint is still left alone; 0 where it may be asked."""
        try:
            place = self.limits.enter(endpoint, most=8, seconds=60)
        except Resting as resting:
            return resting.seconds
        # A place that is left without a word about the endpoint would say that it is well.
        self.limits.leave(place, TROUBLE)
        return 0.0


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def let_database_wait(seconds: float) -> None:
    """As if so much time had passed."""
    passed = timedelta(seconds=seconds)
    EndpointPlace.objects.update(held_until=F("held_until") - passed)
    times = ("rests_until", "asked_until", "probed_until")
    EndpointHealth.objects.update(**{name: F(name) - passed for name in times})


@pytest.fixture(params=["process", "database"])
def timed(request: pytest.FixtureRequest) -> Timed:
    if request.param == "database":
        request.getfixturevalue("db")
        return Timed(DatabaseLimits(), let_database_wait)
    clock = Clock()
    return Timed(ProcessLimits(clock), clock.wait)


def about(seconds: float) -> object:
    return pytest.approx(seconds, abs=2)


def test_no_more_at_once_than_allowed(timed: Timed) -> None:
    with ExitStack() as places:
        for _ in range(2):
            places.enter_context(timed.place(most=2))
        with pytest.raises(Full):
            places.enter_context(timed.place(most=2))
        places.enter_context(timed.place("other", most=2))
    with timed.place(most=2):
        pass


def test_a_number_that_falls_counts_those_that_are_under_way(timed: Timed) -> None:
    held = [timed.limits.enter("one", most=5, seconds=60) for _ in range(5)]
    for place in held[:3]:
        with pytest.raises(Full):
            timed.limits.enter("one", most=2, seconds=60)
        timed.limits.leave(place, Found())
    with pytest.raises(Full):
        timed.limits.enter("one", most=2, seconds=60)
    timed.limits.leave(held[4], Found())
    with timed.place(most=2), pytest.raises(Full):
        timed.limits.enter("one", most=2, seconds=60)


def test_a_number_that_rises_makes_room(timed: Timed) -> None:
    with timed.place(most=1), pytest.raises(Full):
        timed.limits.enter("one", most=1, seconds=60)
    with timed.place(most=2), timed.place(most=3), timed.place(most=3), pytest.raises(Full):
        timed.limits.enter("one", most=3, seconds=60)


def test_failures_in_a_row_bring_a_pause_to_one_endpoint_only(timed: Timed) -> None:
    timed.fail()
    assert timed.rest() == about(PAUSES[0])
    assert timed.rest("other") == 0
    timed.wait(PAUSES[0] + 1)
    assert timed.rest() == 0


def test_a_reply_in_between_is_a_new_start(timed: Timed) -> None:
    timed.fail(FAILURES_IN_A_ROW - 1)
    timed.find(Found())
    timed.fail(FAILURES_IN_A_ROW - 1)
    assert timed.rest() == 0


def test_after_the_pause_one_draft_goes_first_and_once_it_is_well_all_do(timed: Timed) -> None:
    timed.fail()
    timed.wait(PAUSES[0] + 1)
    with timed.place():
        assert timed.rest() == about(PAUSES[0])
    with timed.place(), timed.place():
        pass


def test_each_pause_that_brings_no_cure_is_longer(timed: Timed) -> None:
    timed.fail()
    for pause in (*PAUSES, PAUSES[-1]):
        assert timed.rest() == about(pause)
        timed.wait(pause + 1)
        timed.fail(1)


def test_those_under_way_when_the_pause_begins_do_not_make_it_longer(timed: Timed) -> None:
    places = [timed.limits.enter("one", most=8, seconds=60) for _ in range(8)]
    for place in places:
        timed.limits.leave(place, TROUBLE)
    assert timed.rest() == about(PAUSES[0])
    timed.wait(PAUSES[0] + 1)
    timed.fail(1)
    assert timed.rest() == about(PAUSES[1])


def test_one_that_was_under_way_and_is_well_ends_the_pause(timed: Timed) -> None:
    with timed.place():
        timed.fail()
        assert timed.rest()
    with timed.place(), timed.place():
        pass


def test_an_endpoint_that_names_a_time_is_left_alone_until_then(timed: Timed) -> None:
    for seconds in (20, 5):
        timed.limits.leave(timed.limits.enter("one", most=8, seconds=60, heeds_rest=False), Found(rest=seconds))
    assert timed.rest() == about(20)
    timed.wait(21)
    with timed.place(), timed.place():
        pass


def test_nobody_is_left_alone_for_longer_than_the_longest_rest(timed: Timed) -> None:
    timed.find(Found(rest=7200))
    assert timed.rest() == about(LONGEST_REST)


def test_who_does_not_heed_a_rest_tries_it_and_may_end_it(timed: Timed) -> None:
    timed.fail()
    with timed.place(heeds_rest=False):
        assert timed.rest()
    with timed.place(), timed.place():
        pass


def test_who_does_not_heed_a_rest_heeds_the_number(timed: Timed) -> None:
    with timed.place(most=1), pytest.raises(Full):
        timed.limits.enter("one", most=1, seconds=60, heeds_rest=False)
