"""The client library's client: one per endpoint and process, since a new one costs far more than a call."""

import json
import socket
import threading
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from evaluations.engines.openai.deadlines import Watched
from evaluations.engines.openai.endpoints import Endpoint

if TYPE_CHECKING:
    import httpx2
    import openai

CONNECT_WITHIN = 10.0
NO_KEY = "none"
"""The library wants a key where a local endpoint wants none."""

ANY_MODEL = "default"
"""Where none is named and none is listed: some servers hold one model and do not look at its name."""

watched: ContextVar[Watched | None] = ContextVar("watched", default=None)
"""The deadline of the call that this thread makes."""


_making = threading.Lock()


def client(endpoint: Endpoint) -> "openai.OpenAI":
    """Never retries and never sleeps: when to try again is the queue's business. Raises httpx2.InvalidURL."""
    with _making:
        return _made(endpoint)


@cache
def _made(endpoint: Endpoint) -> "openai.OpenAI":
    import httpx2
    import openai

    timeout = httpx2.Timeout(endpoint.deadline, connect=min(CONNECT_WITHIN, endpoint.deadline))
    return openai.OpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.api_key or NO_KEY,
        max_retries=0,
        timeout=timeout,
        http_client=openai.DefaultHttpxClient(timeout=timeout, event_hooks={"response": [_attach]}),
    )


def _attach(response: "httpx2.Response") -> None:
    """From the head of a reply on, its deadline can shut the socket."""
    stream = response.extensions.get("network_stream")
    connected = stream.get_extra_info("socket") if stream else None
    if (call := watched.get()) and isinstance(connected, socket.socket):
        call.attach(connected)


def with_model(endpoint: Endpoint) -> Endpoint:
    """The endpoint itself, or where no model is named, with the first that it lists. Never fails: the draft would."""
    return endpoint if endpoint.model else replace(endpoint, model=_first_listed(endpoint))


def _first_listed(endpoint: Endpoint) -> str:
    import httpx2
    import openai

    try:
        reply = client(endpoint).models.with_raw_response.list(timeout=CONNECT_WITHIN)
        return str(json.loads(reply.text)["data"][0]["id"])
    except (openai.OpenAIError, httpx2.InvalidURL, ValueError, LookupError, TypeError):
        return ANY_MODEL
