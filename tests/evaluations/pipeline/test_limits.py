"""The limits that all processes share: many at once, holders that are killed, and what it costs the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluations.engines.base import EngineFailure
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.limits import FAILURES_IN_A_ROW, PAUSES, Found, Full, Place, Resting
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.models import EndpointHealth, EndpointPlace
from evaluations.pipeline.limits import DatabaseLimits
from tests.engines.openai.kinds import BROKEN_SCHEMA
from tests.engines.openai.replies import FEEDBACK, assignment, endpoint
from tests.engines.openai.test_limits import let_database_wait
from tests.evaluations.together import all_at_once
from tests.openai_server import Exchange, OpenAIServer, completed, error

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 12
ROUNDS = 10
TROUBLE = Found(in_trouble=True)


def entered(most: int, endpoint: str = "one") -> Place | None:
    """As a process of its own would, which knows nothing of the others."""
    try:
        return DatabaseLimits().enter(endpoint, most=most, seconds=60)
    except (Full, Resting):
        return None


def left(place: Place | None, found: Found | None = None) -> None:
    if place:
        DatabaseLimits().leave(place, found or Found())


def together(most: int) -> list[Place]:
    """The places that so many get who come at the same moment."""
    return [place for place in all_at_once(lambda _: entered(most), range(MANY)) if place]


@pytest.mark.parametrize("most", [1, 5, MANY])
def test_of_those_who_come_at_once_as_many_are_let_in_as_may(most: int) -> None:
    for _ in range(ROUNDS):
        places = together(most)
        assert len(places) == most
        all_at_once(left, places)


def test_they_come_and_go_at_once_and_are_never_too_many() -> None:
    places = together(5)
    for _ in range(ROUNDS):
        leaving, staying = places[:2], places[2:]
        came = all_at_once(lambda one: left(one) if one else entered(5), [*leaving, *[None] * MANY])
        places = staying + [place for place in came if place]
        assert len(places) <= 5
        assert EndpointPlace.objects.filter(token__isnull=False).count() == len(places)


def test_a_number_that_fell_is_kept_to_at_once() -> None:
    held = together(MANY)
    assert together(6) == []
    for place in held[2:9]:
        left(place)
    assert len(together(6)) == 1


moves = st.lists(st.tuples(st.sampled_from(("enter", "leave")), st.integers(1, 6)), max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves)
def test_whatever_the_number_somebody_is_let_in_where_fewer_are_in(history: list[tuple[str, int]]) -> None:
    EndpointPlace.objects.all().delete()
    held: list[Place] = []
    for move, number in history:
        if move == "leave":
            left(held.pop(number % len(held)) if held else None)
            continue
        place = entered(number)
        assert bool(place) == (len(held) < number)
        held += [place] if place else []


def test_the_place_of_a_holder_that_was_killed_comes_back() -> None:
    limits = DatabaseLimits()
    killed = limits.enter("one", most=1, seconds=60)
    let_database_wait(59)
    assert entered(1) is None
    let_database_wait(2)
    successor = entered(1)
    assert successor
    with pytest.raises(Full):
        limits.stay(killed)
    left(killed)
    assert entered(1) is None
    left(successor)
    assert entered(1)


def test_who_stays_keeps_the_place() -> None:
    limits = DatabaseLimits()
    place = limits.enter("one", most=1, seconds=60)
    for _ in range(3):
        let_database_wait(50)
        limits.stay(place)
    assert entered(1) is None


def test_what_one_process_finds_the_others_know() -> None:
    with OpenAIServer([error(503)]) as down:
        engines = [OpenAIEngine(endpoint(down.base_url), ProcessMemory(), DatabaseLimits()) for _ in range(2)]
        outcomes = []
        for number in range(FAILURES_IN_A_ROW + 1):
            with pytest.raises(EngineFailure) as failed:
                engines[number % 2].draft(assignment(), lambda section, claims: None)
            outcomes.append(failed.value.outcome)
        assert len(down.requests) == FAILURES_IN_A_ROW
    assert outcomes == [Outcome.SERVER_ERROR] * FAILURES_IN_A_ROW + [Outcome.RESTING]
    assert entered(8, "another")


def test_after_the_rest_one_of_many_tries() -> None:
    for _ in range(FAILURES_IN_A_ROW):
        left(entered(MANY), TROUBLE)
    for pause in PAUSES[:3]:
        assert together(MANY) == []
        let_database_wait(pause + 1)
        (probe,) = together(MANY)
        left(probe, TROUBLE)
    let_database_wait(PAUSES[3] + 1)
    (probe,) = together(MANY)
    left(probe)
    assert len(together(MANY)) == MANY


def test_a_probe_that_was_killed_is_followed_by_another() -> None:
    for _ in range(FAILURES_IN_A_ROW):
        left(entered(8), TROUBLE)
    let_database_wait(PAUSES[0] + 1)
    assert entered(8)
    assert entered(8) is None
    let_database_wait(61)
    assert entered(8)


def test_failures_that_come_at_once_are_all_counted() -> None:
    places = together(FAILURES_IN_A_ROW - 1)
    all_at_once(lambda place: left(place, TROUBLE), places)
    assert EndpointHealth.objects.get().failures == FAILURES_IN_A_ROW - 1
    left(entered(8), TROUBLE)
    assert entered(8) is None


def test_a_call_that_is_well_costs_two_statements_and_keeps_no_connection() -> None:
    limits = DatabaseLimits()
    limits.leave(limits.enter("one", most=8, seconds=60), Found())
    with CaptureQueriesContext(connection) as queries:
        place = limits.enter("one", most=8, seconds=60)
        assert connection.connection is None
        limits.leave(place, Found())
        assert connection.connection is None
    assert len(queries) == 2
    assert not EndpointHealth.objects.exists()


def test_each_further_call_of_a_draft_extends_its_place() -> None:
    remaining = []

    def look(exchange: Exchange) -> None:
        (place,) = EndpointPlace.objects.exclude(token=None)
        remaining.append(place.held_until)
        connection.close()
        completed(BROKEN_SCHEMA if len(remaining) < 3 else FEEDBACK)(exchange)

    with OpenAIServer([look]) as server:
        asked = endpoint(server.base_url, most_in_flight=1)
        OpenAIEngine(asked, ProcessMemory(), DatabaseLimits()).draft(assignment(), lambda section, claims: None)
    assert len(remaining) == 3
    assert remaining == sorted(set(remaining))
    assert entered(1, asked.name)
