"""Every kind of reply that an endpoint may give, as a script for the server of the tests.

The names are the first column of the table in docs/engines.md.
"""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.engines.openai.replies import FEEDBACK, NEVER_SAID, feedback
from tests.openai_server import (
    MODEL,
    Exchange,
    Scripted,
    completed,
    document,
    error,
    event,
    fitting,
    page,
    pieces,
    streamed,
    unless,
)

SHORT_DEADLINE = 0.5
HALF = FEEDBACK[: len(FEEDBACK) // 2]
BROKEN_SCHEMA = json.dumps(feedback(ratings=[]))
THINKING = f'<think>Perhaps {{"notes": []}}?</think>Here it is:\n```json\n{FEEDBACK}\n```\nI hope this helps.'
PAGE = "<html><body>A page that knows schema.org</body></html>"


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    script: tuple[Scripted, ...]
    options: dict[str, Any] = field(default_factory=dict)
    """Of the endpoint."""


def stalled(exchange: Exchange) -> None:
    exchange.head(200, "text/event-stream", {"Connection": "close"})
    exchange.wfile.write(f"{event(HALF)}\n\n".encode())
    exchange.server.owner.closing.wait()


def silent(exchange: Exchange) -> None:
    exchange.server.owner.closing.wait()


def trickling(exchange: Exchange) -> None:
    """A sign of life again and again, and never an end."""
    exchange.head(200, "text/event-stream", {"Connection": "close"})
    while not exchange.server.owner.closing.wait(0.01):
        exchange.wfile.write(b": still here\n\n")


def trickling_head(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        if exchange.server.owner.closing.wait(0.01):
            return
        exchange.wfile.write(f"X-Still-Here-{number}: yes\r\n".encode())


def reset(exchange: Exchange) -> None:
    exchange.head(200, "text/event-stream", {"Connection": "close"})
    exchange.wfile.write(f"{event(HALF)}\n\n".encode())
    exchange.reset()


def ended_early(exchange: Exchange) -> None:
    exchange.events(pieces(HALF))


def failed_inside_stream(exchange: Exchange) -> None:
    exchange.events([*pieces(HALF), 'data: {"error": {"message": "overloaded", "code": 503}}'])


def filtered_inside_stream(exchange: Exchange) -> None:
    exchange.events([*pieces(HALF), event(finish="content_filter"), "data: [DONE]"])


def refused_inside_stream(exchange: Exchange) -> None:
    delta = {"choices": [{"delta": {"refusal": "I cannot help with that."}, "finish_reason": "stop"}]}
    exchange.events([f"data: {json.dumps(delta)}", "data: [DONE]"])


def _form(asked: dict[str, Any]) -> str:
    return str(asked.get("response_format", {}).get("type", "text"))


def boastful(exchange: Exchange) -> None:
    choice = {"finish_reason": "stop", "message": {"content": FEEDBACK}}
    usage = {"prompt_tokens": 10**12, "completion_tokens": True}
    body = {"model": "so\0 grand" * 500, "id": "\ud800" + "i" * 5_000, "choices": [choice], "usage": usage}
    exchange.whole(json.dumps(body), headers={"x-request-id": "r" * 5_000})


NO_SCHEMA = error(400, "This model does not support response_format json_schema.")
NO_FORMAT = error(422, "response_format: extra fields not permitted")
only_objects = unless(lambda asked: _form(asked) == "json_object", NO_SCHEMA, fitting(FEEDBACK))
fails_over_schemas = unless(
    lambda asked: _form(asked) != "json_schema", error(500, "Grammar error: unimplemented keys"), fitting(FEEDBACK)
)
only_text = unless(lambda asked: _form(asked) == "text", NO_FORMAT, fitting(THINKING))
no_usage = unless(
    lambda asked: "stream_options" not in asked, error(400, "Unrecognized: stream_options"), fitting(FEEDBACK)
)
no_streams = unless(
    lambda asked: "stream" not in asked, error(400, "stream is not supported by this model"), fitting(FEEDBACK)
)
no_token_field = unless(
    lambda asked: "max_tokens" not in asked, error(400, "Unsupported parameter: 'max_tokens'"), fitting(FEEDBACK)
)

KINDS = (
    Kind("a good reply, streamed", (streamed(FEEDBACK),)),
    Kind("a good reply, whole although a stream was asked for", (completed(FEEDBACK),)),
    Kind("a good reply without token counts", (completed(FEEDBACK, usage=None),)),
    Kind("a good reply with names and token counts that cannot be true", (boastful,)),
    Kind("a quote that nobody said", (streamed(json.dumps(feedback(NEVER_SAID))),)),
    Kind("JSON in a code fence, after thinking aloud", (streamed(THINKING),)),
    Kind("400: no JSON schemas", (only_objects,)),
    Kind("422: no response format at all", (only_text,)),
    Kind("500 over the schema", (fails_over_schemas,)),
    Kind("400: no usage in streams", (no_usage,)),
    Kind("400: no streams", (no_streams,)),
    Kind("400: no such token field", (no_token_field,), {"token_field": "max_tokens"}),
    Kind("one truncated JSON, then a good reply", (completed(HALF), completed(FEEDBACK))),
    Kind(
        "JSON that breaks the schema, twice, then a good reply", (*[completed(BROKEN_SCHEMA)] * 2, completed(FEEDBACK))
    ),
    Kind(
        "JSON that breaks the schema, until it is asked to correct it",
        (*[completed(BROKEN_SCHEMA)] * 3, completed(FEEDBACK)),
    ),
    Kind("JSON that breaks the schema, always", (completed(BROKEN_SCHEMA),)),
    Kind("truncated JSON, always", (completed(HALF),)),
    Kind("empty content, always", (completed(""),)),
    Kind("`choices: []`", (document({"model": MODEL, "choices": []}),)),
    Kind("`choices: null`", (document({"model": MODEL, "choices": None}),)),
    Kind("429 with Retry-After", (error(429, headers={"Retry-After": "7"}),)),
    Kind("429 with retry-after-ms", (error(429, headers={"retry-after-ms": "7000"}),)),
    Kind("429 with llm_provider-retry-after", (error(429, headers={"llm_provider-retry-after": "7"}),)),
    Kind("429 without a time", (error(429),)),
    Kind("429 that speaks of billing", (error(429, "Add a payment method under billing to raise your quota."),)),
    Kind("429 insufficient_quota", (error(429, code="insufficient_quota"),)),
    Kind("500", (error(500),)),
    Kind("503 with Retry-After", (error(503, headers={"Retry-After": "7"}),)),
    Kind("502, a web page", (page(PAGE, 502),)),
    Kind("401", (error(401),)),
    Kind("403", (error(403),)),
    Kind("404: no such model", (error(404, "The model `scripted-1` does not exist", "model_not_found"),)),
    Kind("404: no such path", (document({"detail": "Not Found"}, 404),)),
    Kind("404, a web page", (page(PAGE, 404),)),
    Kind("408", (error(408),)),
    Kind(
        "400: longer than the context",
        (error(400, "maximum context length is 8192 tokens", "context_length_exceeded"),),
    ),
    Kind("400 for no reason that Debrief knows", (error(400),)),
    Kind("a refusal", (completed("", refusal="I cannot help with that."),)),
    Kind("a refusal, streamed", (refused_inside_stream,)),
    Kind("finish_reason length", (completed(HALF, finish="length"),)),
    Kind("finish_reason content_filter", (completed("", finish="content_filter"),)),
    Kind("finish_reason content_filter, in the middle of a stream", (filtered_inside_stream,)),
    Kind("200 with an error in it", (document({"error": {"message": "upstream is busy", "code": 429}}),)),
    Kind("200 with a web page", (page(PAGE),)),
    Kind("200 with something else", (document("pong"),)),
    Kind("no reply at all", (silent,), {"deadline": SHORT_DEADLINE}),
    Kind("a stream that stalls", (stalled,), {"deadline": SHORT_DEADLINE}),
    Kind("a stream that trickles without end", (trickling,), {"deadline": SHORT_DEADLINE}),
    Kind("a head that trickles without end", (trickling_head,), {"deadline": SHORT_DEADLINE}),
    Kind("a stream that is reset", (reset,)),
    Kind("a stream that ends without finish_reason", (ended_early,)),
    Kind("a stream with an error in it", (failed_inside_stream,)),
    Kind("an address that is none", (), {"base_url": "http://[::1/v1"}),
    Kind("an address with no name of a machine", (), {"base_url": "http://models..example/v1"}),
    Kind("connection refused", (), {"base_url": "http://127.0.0.1:9/v1"}),
)
