"""Sockets that keep to the deadline of the call they are used for. Imported with the client library."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpx2
from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    TimeoutException,
    WriteTimeout,
)

from evaluations.engines.openai.deadlines import left


def keep_deadlines(client: httpx2.Client) -> None:
    """Have the client use such sockets, through a proxy or not.

    The library takes a backend for its pools, but offers no way to hand one to a client; so it is put where it belongs.
    """
    for transport in (client._transport, *client._mounts.values()):
        if isinstance(transport, httpx2.HTTPTransport):
            transport._pool._network_backend = _Backend()


class _Backend(NetworkBackend):
    def __init__(self) -> None:
        self._backend = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        within = _within(timeout, ConnectTimeout)
        try:
            return _Stream(self._backend.connect_tcp(host, port, within, local_address, socket_options))
        except UnicodeError as error:
            raise ConnectError("This is no name of a machine.") from error


class _Stream(NetworkStream):
    def __init__(self, stream: NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout, WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _within(timeout, ConnectTimeout)))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _within(timeout: float | None, error: type[TimeoutException]) -> float:
    """The shorter of both. Time that is up is an error: a quick endpoint may never have to be waited for."""
    remaining = left()
    if remaining <= 0:
        raise error("The call's time is up.")
    return remaining if timeout is None else min(timeout, remaining)
