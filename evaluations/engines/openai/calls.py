"""One request to an endpoint and what came back, whatever it is."""

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from math import isfinite
from time import time
from typing import Any

from evaluations.engines.openai import clients
from evaluations.engines.openai.deadlines import deadline
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.incoming import LONGEST_NAME
from evaluations.engines.openai.rungs import Extra, Form, Rung

LONGEST_BODY = 4_000_000
"""In characters; nothing that long is an evaluation."""

Message = dict[str, str]
"""`role` and `content`."""
Received = Callable[[str], None]
"""Called with each piece of a body as it arrives."""


class Broken(StrEnum):
    """Why there is no whole reply."""

    UNREACHABLE = "unreachable"
    TOO_LATE = "too_late"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The body is as it was received: with placeholders where the candidate's name stood."""

    rung: str
    status: int | None = None
    request_id: str | None = None
    retry_after: float | None = None
    """Seconds, where the endpoint named a time."""
    body: str = ""
    broken: Broken | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def send(endpoint: Endpoint, rung: Rung, messages: list[Message], schema: dict[str, Any], received: Received) -> Call:
    """Takes no longer than the endpoint's deadline. What `received` raises passes through."""
    import httpx2
    import openai

    head: dict[str, Any] = {}
    parts: list[str] = []
    broken = None
    with deadline(endpoint.deadline):
        try:
            with clients.client(endpoint).chat.completions.with_streaming_response.create(
                **_options(endpoint, rung, messages, schema)
            ) as response:
                head = _head(response.status_code, response.headers)
                for part in _decoded(response.iter_bytes()):
                    parts.append(part)
                    received(part)
        except openai.APIStatusError as error:
            head = _head(error.status_code, error.response.headers)
            parts = [error.response.text[:LONGEST_BODY]]
        except openai.APIConnectionError as error:
            broken = _broken(error.__cause__)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            broken = _broken(error)
    return Call(rung=str(rung), **head, body="".join(parts), broken=broken)


def _options(endpoint: Endpoint, rung: Rung, messages: list[Message], schema: dict[str, Any]) -> dict[str, Any]:
    """Nothing but what the rung has: endpoints refuse what they do not know."""
    options: dict[str, Any] = {"model": endpoint.model, "messages": messages}
    if rung.form is Form.JSON_SCHEMA:
        options["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "evaluation", "strict": True, "schema": schema},
        }
    if rung.form is Form.JSON_OBJECT:
        options["response_format"] = {"type": "json_object"}
    if Extra.STREAM in rung.extras:
        options["stream"] = True
    if Extra.USAGE in rung.extras:
        options["stream_options"] = {"include_usage": True}
    if Extra.TOKENS in rung.extras:
        options[endpoint.token_field] = endpoint.most_tokens
    if Extra.TEMPERATURE in rung.extras:
        options["temperature"] = endpoint.temperature
    return options


def _decoded(chunks: Iterable[bytes]) -> Iterable[str]:
    decoder = getincrementaldecoder("utf-8")("replace")
    left = LONGEST_BODY
    for chunk in chunks:
        text = decoder.decode(chunk)[:left]
        yield text
        left -= len(text)
        if not left:
            return


def _head(status: int, headers: Mapping[str, str]) -> dict[str, Any]:
    request_id = headers.get("x-request-id", "")[:LONGEST_NAME] or None
    return {"status": status, "request_id": request_id, "retry_after": named_time(headers)}


def named_time(headers: Mapping[str, str]) -> float | None:
    """Seconds until the endpoint wants to be asked again, if it says so; by its own header or a gateway's."""
    for prefix in ("", "llm_provider-"):
        if (milliseconds := _number(headers.get(f"{prefix}retry-after-ms", ""))) is not None:
            return milliseconds / 1000
        if said := headers.get(f"{prefix}retry-after"):
            seconds = _number(said)
            return seconds if seconds is not None else _until(said)
    return None


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return max(0.0, number) if isfinite(number) else None


def _until(date: str) -> float | None:
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - time())
    except ValueError:
        return None


def _broken(cause: BaseException | None) -> Broken:
    import httpx2

    if isinstance(cause, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.InvalidURL)):
        return Broken.UNREACHABLE
    if isinstance(cause, httpx2.TimeoutException):
        return Broken.TOO_LATE
    return Broken.INTERRUPTED
