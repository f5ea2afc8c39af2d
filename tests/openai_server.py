"""A model's endpoint for tests: real sockets on loopback, and replies as scripted.

    with OpenAIServer() as server:
        server.script = [error(429), streamed(text)]     # one after the other; the last one again and again

What a reply does with its connection is up to it: a `Scripted` gets the handler and writes what it likes.
"""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

MODEL = "scripted-1"
USAGE = {"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 1200}
REQUEST_ID = "req-scripted"

_RESET_ON_CLOSE = (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

Scripted = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request. `asked` is its body; the methods write a reply."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"
    asked: dict[str, Any]

    def do_POST(self) -> None:
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.owner.next_for(self)(self)

    def do_GET(self) -> None:
        """The list of models."""
        self.whole(self.server.owner.models)

    def log_message(self, *args: Any) -> None:
        pass

    def whole(
        self, body: str, *, status: int = 200, kind: str = "application/json", headers: Mapping[str, str] = {}
    ) -> None:
        data = body.encode()
        self.head(status, kind, {**headers, "Content-Length": str(len(data))})
        self.wfile.write(data)

    def head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "x-request-id": REQUEST_ID, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def events(self, lines: Iterable[str]) -> None:
        """A stream of server-sent events that ends where the connection does, each flushed by itself."""
        self.head(200, "text/event-stream", {"Connection": "close"})
        for line in lines:
            self.wfile.write(f"{line}\n\n".encode())
            self.wfile.flush()
        self.close_connection = True

    def reset(self) -> None:
        """End the connection as a crash does."""
        self.connection.setsockopt(*_RESET_ON_CLOSE)
        self.close_connection = True
        self.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: "OpenAIServer"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asks may leave before the reply is over: that is what some of the tests are about."""


class OpenAIServer:
    def __init__(self, script: Sequence[Scripted] = ()) -> None:
        self.script = list(script)
        self.models = json.dumps({"object": "list", "data": [{"id": MODEL}]})
        """The body of the list of models."""
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()
        """Set when the server ends: what a silent reply waits for."""
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Exchange)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_for(self, exchange: Exchange) -> Scripted:
        with self._lock:
            self.requests.append(exchange.asked)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def completed(
    text: str, *, finish: str | None = "stop", usage: dict[str, int] | None = USAGE, **message: Any
) -> Scripted:
    """A whole reply, from an endpoint that does not stream even where it is asked to."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    return document({"id": "chatcmpl-1", "model": MODEL, "choices": [choice], "usage": usage})


def document(body: Any, status: int = 200) -> Scripted:
    return lambda exchange: exchange.whole(json.dumps(body), status=status)


def page(body: str, status: int = 200) -> Scripted:
    return lambda exchange: exchange.whole(body, status=status, kind="text/html")


def error(
    status: int, message: str = "Something is wrong.", code: str | None = None, headers: Mapping[str, str] = {}
) -> Scripted:
    body = json.dumps({"error": {"message": message, "type": "error", "code": code}})
    return lambda exchange: exchange.whole(body, status=status, headers=headers)


def event(text: str = "", finish: str | None = None, **more: Any) -> str:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return "data: " + json.dumps({"id": "chatcmpl-1", "model": MODEL, "choices": [choice], **more})


def pieces(text: str, size: int = 40) -> list[str]:
    return [event(text[start : start + size]) for start in range(0, len(text), size)]


def streamed(text: str, *, finish: str = "stop", size: int = 40) -> Scripted:
    """A streamed reply, with usage where it was asked for."""

    def reply(exchange: Exchange) -> None:
        usage = [f"data: {json.dumps({'choices': [], 'usage': USAGE})}"] if "stream_options" in exchange.asked else []
        exchange.events([": a comment", *pieces(text, size), event(finish=finish), *usage, "data: [DONE]"])

    return reply


def fitting(text: str) -> Scripted:
    """Streamed where that was asked for, else whole."""
    return lambda exchange: (streamed(text) if exchange.asked.get("stream") else completed(text))(exchange)


def unless(allowed: Callable[[dict[str, Any]], bool], refusal: Scripted, otherwise: Scripted) -> Scripted:
    """An endpoint that refuses some requests."""
    return lambda exchange: (otherwise if allowed(exchange.asked) else refusal)(exchange)
