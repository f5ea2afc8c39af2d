"""A call ends at its deadline whatever the endpoint does meanwhile."""

import time

import pytest

from evaluations.engines.openai import calls, clients
from evaluations.engines.openai.calls import Broken, Call
from evaluations.engines.openai.deadlines import deadline, left
from evaluations.engines.openai.rungs import Form, Rung
from tests.engines.openai.kinds import silent, stalled, trickling, trickling_head
from tests.engines.openai.replies import FEEDBACK, endpoint
from tests.openai_server import Exchange, OpenAIServer, Scripted, completed

SHORT_DEADLINE = 1.5
"""Seconds. On a busy machine connecting alone can take half of one, and not to be connected is another failure."""


def call(server: OpenAIServer, deadline: float = SHORT_DEADLINE) -> Call:
    asked = endpoint(server.base_url, deadline=deadline)
    return calls.send(asked, Rung(Form.TEXT, frozenset()), [], {}, lambda piece: None)


def informing(exchange: Exchange) -> None:
    """Says again and again that it is working on it, in a way that is no reply yet."""
    while not exchange.server.owner.closing.wait(0.01):
        exchange.wfile.write(b"HTTP/1.1 102 Processing\r\n\r\n")


def pouring(exchange: Exchange) -> None:
    """Always has something for us to read, and little of it, so that it never becomes too long."""
    exchange.head(200, "text/event-stream", {"Connection": "close"})
    while not exchange.server.owner.closing.is_set():
        exchange.wfile.write(b":\n\n")


@pytest.mark.parametrize("script", [silent, stalled, trickling, trickling_head, informing, pouring])
def test_it_ends_although_the_endpoint_does_not(script: Scripted) -> None:
    with OpenAIServer([script]) as server:
        assert call(server).broken is Broken.TOO_LATE


def test_after_one_that_was_late_the_next_one_has_all_its_time() -> None:
    with OpenAIServer([silent, completed(FEEDBACK)]) as server:
        assert call(server).broken is Broken.TOO_LATE
        assert call(server).status == 200


def test_a_list_of_models_that_never_ends_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "LIST_WITHIN", SHORT_DEADLINE)
    monkeypatch.setattr(Exchange, "do_GET", trickling)
    with OpenAIServer() as server:
        assert clients.with_model(endpoint(server.base_url, model="")).model == clients.ANY_MODEL


def test_through_a_proxy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with OpenAIServer([trickling]) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.base_url)
        asked = endpoint("http://models.example.org/v1", deadline=SHORT_DEADLINE)
        reply = calls.send(asked, Rung(Form.TEXT, frozenset()), [], {}, lambda piece: None)
        assert len(proxy.requests) == 1
    assert reply.broken is Broken.TOO_LATE


def test_outside_of_a_call_there_is_no_deadline() -> None:
    with deadline(60), deadline(0):
        assert left() <= 0
    assert left() > time.monotonic()
