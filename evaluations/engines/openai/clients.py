"""The client library's client: one per endpoint and process, since a new one costs far more than a call."""

import json
import threading
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from evaluations.engines.openai.deadlines import deadline
from evaluations.engines.openai.endpoints import LONGEST_MODEL, Endpoint

if TYPE_CHECKING:
    import openai

CONNECT_WITHIN = 10.0
LIST_WITHIN = 10.0
"""Seconds, both."""
NO_KEY = "none"
"""The library wants a key where a local endpoint wants none."""

ANY_MODEL = "default"
"""Where none is named and none is listed: some servers hold one model and do not look at its name."""

_making = threading.Lock()


def client(endpoint: Endpoint) -> "openai.OpenAI":
    """Never retries and never sleeps: when to try again is the queue's business. Raises httpx2.InvalidURL."""
    with _making:
        return _made(endpoint)


@cache
def _made(endpoint: Endpoint) -> "openai.OpenAI":
    import httpx2
    import openai

    from evaluations.engines.openai.sockets import keep_deadlines

    timeout = httpx2.Timeout(endpoint.deadline, connect=CONNECT_WITHIN)
    http_client = openai.DefaultHttpxClient(timeout=timeout)
    keep_deadlines(http_client)
    return openai.OpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.api_key or NO_KEY,
        max_retries=0,
        timeout=timeout,
        http_client=http_client,
    )


def with_model(endpoint: Endpoint) -> Endpoint:
    """The endpoint itself, or where no model is named, with the first that it lists. Never fails: the draft would."""
    return endpoint if endpoint.model else replace(endpoint, model=_first_listed(endpoint))


def _first_listed(endpoint: Endpoint) -> str:
    import httpx2
    import openai

    try:
        with deadline(LIST_WITHIN):
            reply = client(endpoint).models.with_raw_response.list()
        listed = str(json.loads(reply.text)["data"][0]["id"])
    except (openai.OpenAIError, httpx2.InvalidURL, ValueError, LookupError, TypeError):
        return ANY_MODEL
    return listed if len(listed) <= LONGEST_MODEL else ANY_MODEL
