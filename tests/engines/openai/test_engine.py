"""One pass, from the request to the reply or the reason why there is none."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from evaluations.engines.base import Assignment, EngineFailure, Reply
from evaluations.engines.openai import calls, troubles
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.limits import FAILURES_IN_A_ROW, ProcessLimits
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.openai.replaying import NotReplayable, replay
from evaluations.engines.openai.troubles import FIRST_WAIT, LONGEST_WAIT, Trouble
from evaluations.evidence.claims import SECTIONS, Claim, PassKind, Section
from tests.engines.openai.kinds import BROKEN_SCHEMA, no_usage, only_text, silent
from tests.engines.openai.replies import FEEDBACK, RED_FLAGS, assignment, endpoint, feedback
from tests.openai_server import Exchange, OpenAIServer, Scripted, completed, error, event, fitting, pieces, streamed


def nothing(section: Section, claims: tuple[Claim, ...]) -> None:
    pass


def engine(server: OpenAIServer, memory: ProcessMemory | None = None, **options: Any) -> OpenAIEngine:
    return OpenAIEngine(
        endpoint(**{"base_url": server.base_url, **options}), memory or ProcessMemory(), ProcessLimits()
    )


def draft(*script: Scripted, given: Assignment | None = None, **options: Any) -> Reply:
    with OpenAIServer(script) as server:
        return engine(server, **options).draft(given or assignment(), nothing)


def failure(*script: Scripted, given: Assignment | None = None, **options: Any) -> EngineFailure:
    with pytest.raises(EngineFailure) as failed:
        draft(*script, given=given, **options)
    return failed.value


def test_a_request_carries_what_every_endpoint_takes_and_nothing_else() -> None:
    with OpenAIServer([fitting(FEEDBACK)]) as server:
        engine(server, stream=False).draft(assignment(), nothing)
        (request,) = server.requests
    assert request.keys() == {"model", "messages", "response_format"}
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["response_format"]["json_schema"]["strict"] is True


def test_a_token_field_and_a_temperature_are_sent_where_they_are_configured() -> None:
    with OpenAIServer([fitting(FEEDBACK)]) as server:
        engine(server, token_field="max_completion_tokens", most_tokens=77, temperature=0.2).draft(
            assignment(), nothing
        )
        (request,) = server.requests
    assert (request["max_completion_tokens"], request["temperature"]) == (77, 0.2)


def test_sections_arrive_one_by_one_in_the_order_they_come() -> None:
    backwards = dict(reversed(feedback().items()))
    seen: list[Section] = []
    shown = threading.Event()

    def one_by_one(exchange: Exchange) -> None:
        """Goes on only once the first section was shown."""
        first, rest = json.dumps(backwards)[:200], json.dumps(backwards)[200:]

        def lines() -> Any:
            yield from pieces(first)
            shown.wait(10)
            yield from (*pieces(rest), event(finish="stop"), "data: [DONE]")

        exchange.events(lines())

    def arrived(section: Section, claims: tuple[Claim, ...]) -> None:
        seen.append(section)
        shown.set()

    with OpenAIServer([one_by_one]) as server:
        reply = engine(server).draft(assignment(), arrived)
    assert seen == list(reversed(SECTIONS[PassKind.FEEDBACK]))
    assert tuple(reply.sections) == SECTIONS[PassKind.FEEDBACK]


def test_a_section_that_is_not_what_was_asked_for_is_not_shown() -> None:
    seen: list[Section] = []
    with OpenAIServer([streamed(BROKEN_SCHEMA), streamed(BROKEN_SCHEMA), streamed(FEEDBACK)]) as server:
        engine(server).draft(assignment(), lambda section, claims: seen.append(section))
    assert seen.count(Section.RATINGS) == 1
    assert seen.count(Section.NOTES) == 3


def test_what_showing_a_section_raises_stops_the_draft() -> None:
    class Withdrawn(Exception):
        pass

    def arrived(section: Section, claims: tuple[Claim, ...]) -> None:
        raise Withdrawn

    with OpenAIServer([streamed(FEEDBACK)]) as server, pytest.raises(Withdrawn):
        engine(server, most_in_flight=1).draft(assignment(), arrived)


def test_the_step_that_worked_is_remembered_for_this_endpoint_and_model() -> None:
    memory = ProcessMemory()
    with OpenAIServer([only_text, only_text, only_text, only_text, fitting(RED_FLAGS)]) as server:
        first = engine(server, memory)
        first.draft(assignment(), nothing)
        asked = len(server.requests)
        first.draft(assignment(), nothing)
        assert len(server.requests) == asked + 1
        engine(server, memory, model="another").draft(assignment(PassKind.RED_FLAGS), nothing)
        assert "response_format" in server.requests[-1]


def test_what_was_remembered_in_a_form_of_its_own_is_forgotten() -> None:
    memory = ProcessMemory()
    memory.remember("scripted", "scripted-1", "a rung of a later version")
    with OpenAIServer([fitting(FEEDBACK)]) as server:
        engine(server, memory).draft(assignment(), nothing)
        assert server.requests[0]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ('{"data": [{"id": "one"}, {"id": "two"}]}', "one"),
        ('{"data": []}', "default"),
        ('{"data": null}', "default"),
        ("<html></html>", "default"),
    ],
)
def test_without_a_model_the_first_that_is_listed_is_asked(listed: str, asked: str) -> None:
    with OpenAIServer([fitting(FEEDBACK)]) as server:
        server.models = listed
        engine(server, model="").draft(assignment(), nothing)
        assert server.requests[0]["model"] == asked


def test_without_a_model_a_dead_endpoint_is_a_dead_endpoint() -> None:
    assert failure(fitting(FEEDBACK), model="", base_url="http://127.0.0.1:9/v1").outcome == Outcome.UNREACHABLE


def test_tokens_are_those_of_all_replies() -> None:
    reply = draft(completed(BROKEN_SCHEMA), completed(FEEDBACK))
    assert (reply.tokens_in, reply.tokens_out) == (1800, 600)


def test_half_known_tokens_are_unknown() -> None:
    assert draft(completed(BROKEN_SCHEMA, usage=None), completed(FEEDBACK)).tokens_in is None
    assert draft(no_usage).tokens_in is None


def test_a_reply_says_who_gave_it() -> None:
    reply = draft(streamed(FEEDBACK))
    assert (reply.endpoint, reply.model, reply.request_id) == ("scripted", "scripted-1", "req-scripted")
    assert reply.rung == "json_schema stream usage"
    assert reply.prompt_version != draft(streamed(RED_FLAGS), given=assignment(PassKind.RED_FLAGS)).prompt_version


def test_a_message_holds_nothing_of_the_endpoints_words() -> None:
    secret = "the candidate said something private"
    for script in (error(400, secret), error(500, secret), error(429, secret)):
        assert secret not in failure(script).message


@pytest.mark.parametrize("script", [error(401), error(500), completed(BROKEN_SCHEMA), completed("", refusal="No.")])
def test_a_failure_replays_as_the_same_failure(script: Scripted) -> None:
    first = failure(script)
    with pytest.raises(EngineFailure) as again:
        replay(assignment(), first.raw)
    assert (again.value.outcome, again.value.message, again.value.raw) == (first.outcome, first.message, first.raw)


@pytest.mark.parametrize("raw", ["", "[]", "{}", "null", "[1]", '[{"body": "x"}]', "Took the fix on themselves"])
def test_what_is_no_record_cannot_be_replayed(raw: str) -> None:
    with pytest.raises(NotReplayable):
        replay(assignment(), raw)


def test_a_record_that_stops_early_cannot_be_replayed() -> None:
    recorded = json.loads(draft(completed(BROKEN_SCHEMA), completed(FEEDBACK)).raw)
    with pytest.raises(NotReplayable):
        replay(assignment(), json.dumps(recorded[:1]))


def test_with_all_places_taken_a_draft_comes_back_soon_and_uses_up_no_attempt() -> None:
    entered, refused_one = threading.Event(), threading.Event()

    def slow(exchange: Exchange) -> None:
        entered.set()
        refused_one.wait(10)
        fitting(FEEDBACK)(exchange)

    with OpenAIServer([slow]) as server, ThreadPoolExecutor(1) as pool:
        crowded = engine(server, most_in_flight=1)
        first = pool.submit(crowded.draft, assignment(), nothing)
        entered.wait(10)
        with pytest.raises(EngineFailure) as refused:
            crowded.draft(assignment(), nothing)
        refused_one.set()
        assert first.result().sections
    assert (refused.value.outcome, refused.value.attempted) == (Outcome.NO_PLACE, False)
    assert refused.value.retry_after is not None
    assert refused.value.retry_after < 5
    assert refused.value.raw == ""


def test_an_endpoint_in_trouble_is_left_alone_and_another_is_not() -> None:
    limits = ProcessLimits()
    with OpenAIServer([error(503)]) as down, OpenAIServer([fitting(FEEDBACK)]) as up:
        for _ in range(FAILURES_IN_A_ROW + 1):
            with pytest.raises(EngineFailure) as failed:
                OpenAIEngine(endpoint(down.base_url, name="down"), ProcessMemory(), limits).draft(assignment(), nothing)
        assert len(down.requests) == FAILURES_IN_A_ROW
        assert (failed.value.outcome, failed.value.attempted) == (Outcome.RESTING, False)
        OpenAIEngine(endpoint(up.base_url, name="up"), ProcessMemory(), limits).draft(assignment(), nothing)


def test_an_endpoint_that_names_a_time_is_not_asked_before() -> None:
    limits = ProcessLimits()
    with OpenAIServer([error(429, headers={"Retry-After": "30"})]) as server:
        busy = OpenAIEngine(endpoint(server.base_url), ProcessMemory(), limits)
        for _ in range(2):
            with pytest.raises(EngineFailure) as failed:
                busy.draft(assignment(), nothing)
        assert len(server.requests) == 1
    assert failed.value.outcome == Outcome.RESTING


def test_a_late_call_does_not_take_another_one_with_it() -> None:
    with OpenAIServer([silent, *[fitting(FEEDBACK)] * 9]) as server:
        asked: Endpoint = endpoint(server.base_url, deadline=0.5)
        with ThreadPoolExecutor(1) as pool:
            late = pool.submit(OpenAIEngine(asked, ProcessMemory(), ProcessLimits()).draft, assignment(), nothing)
            assert isinstance(late.exception(), EngineFailure)
        patient = OpenAIEngine(replace(asked, deadline=10.0), ProcessMemory(), ProcessLimits())
        assert all(patient.draft(assignment(), nothing).sections for _ in range(8))


@pytest.mark.parametrize("attempt", [1, 2, 5, 40])
def test_without_a_named_time_the_wait_doubles_from_attempt_to_attempt(attempt: int) -> None:
    waits = [troubles.wait(Trouble(Outcome.SERVER_ERROR), attempt, Random(seed)) for seed in range(50)]
    expected = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
    assert all(wait is not None and expected / 2 <= wait <= expected * 1.5 for wait in waits)
    assert len(set(waits)) > 40


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"llm_provider-retry-after": "9"}, 9),
        ({"llm_provider-retry-after-ms": "900"}, 0.9),
        ({"retry-after": "7", "llm_provider-retry-after": "9"}, 7),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({}, None),
    ],
)
def test_the_time_that_an_endpoint_names(headers: dict[str, str], seconds: float | None) -> None:
    assert calls.named_time(headers) == seconds


def test_a_date_is_a_time_too() -> None:
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 60))
    assert 50 < (calls.named_time({"retry-after": date}) or 0) <= 61
