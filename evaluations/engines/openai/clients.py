"""The client library's client: one per endpoint and process, since a new one costs far more than a call."""

import socket
from contextvars import ContextVar
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

watched: ContextVar[Watched] = ContextVar("watched")
"""The deadline of the call that this thread makes."""


@cache
def client(endpoint: Endpoint) -> "openai.OpenAI":
    """Never retries and never sleeps: when to try again is the queue's business."""
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
    if isinstance(connected, socket.socket):
        watched.get().attach(connected)
