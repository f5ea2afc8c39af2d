from contextlib import ExitStack

import pytest

from evaluations.engines.openai.limits import FAILURES_IN_A_ROW, FIRST_PAUSE, LONGEST_PAUSE, Full, Limits, Resting


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock)


def fail(limits: Limits, endpoint: str = "one", times: int = FAILURES_IN_A_ROW) -> None:
    for _ in range(times):
        with limits.place(endpoint, 8):
            limits.is_in_trouble(endpoint)


def pause(limits: Limits, endpoint: str = "one") -> float:
    """How long the endpoint still rests; 0 where it may be asked."""
    try:
        with limits.place(endpoint, 8):
            return 0.0
    except Resting as rest:
        return rest.seconds


def test_no_more_at_once_than_allowed(limits: Limits) -> None:
    with ExitStack() as places:
        for _ in range(2):
            places.enter_context(limits.place("one", 2))
        with pytest.raises(Full):
            places.enter_context(limits.place("one", 2))
        places.enter_context(limits.place("other", 2))
    with limits.place("one", 2):
        pass


def test_a_draft_that_breaks_gives_its_place_back(limits: Limits) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), limits.place("one", 1):
            raise ZeroDivisionError


def test_failures_in_a_row_bring_a_pause_to_one_endpoint_only(limits: Limits, clock: Clock) -> None:
    fail(limits)
    assert pause(limits) == FIRST_PAUSE
    assert pause(limits, "other") == 0
    clock.now += FIRST_PAUSE
    assert pause(limits) == 0


def test_a_reply_in_between_is_a_new_start(limits: Limits) -> None:
    fail(limits, times=FAILURES_IN_A_ROW - 1)
    limits.is_well("one")
    fail(limits, times=FAILURES_IN_A_ROW - 1)
    assert pause(limits) == 0


def test_after_the_pause_one_draft_goes_first(limits: Limits, clock: Clock) -> None:
    fail(limits)
    clock.now += FIRST_PAUSE
    with limits.place("one", 8):
        assert pause(limits) > 0
        limits.is_well("one")
    with limits.place("one", 8), limits.place("one", 8):
        pass


def test_each_pause_that_brings_no_cure_is_twice_as_long(limits: Limits, clock: Clock) -> None:
    fail(limits)
    pauses = []
    for _ in range(7):
        pauses.append(pause(limits))
        clock.now += pauses[-1]
        fail(limits, times=1)
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE


def test_those_under_way_when_the_pause_begins_do_not_make_it_longer(limits: Limits) -> None:
    with ExitStack() as places:
        for _ in range(8):
            places.enter_context(limits.place("one", 8))
        for _ in range(8):
            limits.is_in_trouble("one")
    assert pause(limits) == FIRST_PAUSE


def test_an_endpoint_that_names_a_time_is_left_alone_until_then(limits: Limits, clock: Clock) -> None:
    limits.asks_for_rest("one", 20)
    limits.asks_for_rest("one", 5)
    limits.is_well("one")
    assert pause(limits) == 20
    clock.now += 20
    with limits.place("one", 8), limits.place("one", 8):
        pass
