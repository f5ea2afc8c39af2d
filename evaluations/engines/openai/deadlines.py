"""A deadline on the clock for a network call, held against an endpoint that trickles.

A read timeout begins anew with every byte. So one thread of this process shuts the socket of a call whose time is up,
which ends the read that the call waits in.
"""

import heapq
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Watched:
    """A call with a deadline. Give it the socket as soon as there is one."""

    def __init__(self, ends: float) -> None:
        self.ends = ends
        self.is_late = False
        self._over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def attach(self, connected: socket.socket) -> None:
        with self._lock:
            if self._over:
                return
            self._socket = connected
            if self.is_late:
                self._shut()

    def end(self) -> None:
        """Time's up: shut the socket, unless the call is over."""
        with self._lock:
            if not self._over:
                self.is_late = True
                self._shut()

    def finish(self) -> None:
        with self._lock:
            self._over = True
            self._socket = None

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # Not SSLSocket's own, which would take the session away under the reader's hands.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _Watch(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="call-deadlines", daemon=True)
        self._calls: list[tuple[float, int, Watched]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()

    def add(self, watched: Watched) -> None:
        with self._changed:
            heapq.heappush(self._calls, (watched.ends, next(self._numbers), watched))
            if self._calls[0][2] is watched:
                self._changed.notify()

    def run(self) -> None:
        while True:
            self._next().end()

    def _next(self) -> Watched:
        """The next call whose time is up, when it is."""
        with self._changed:
            while True:
                left = self._calls[0][0] - time.monotonic() if self._calls else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._calls)[2]
                self._changed.wait(left)


_watch: _Watch | None = None
_watch_lock = threading.Lock()


@contextmanager
def deadline(seconds: float) -> Iterator[Watched]:
    """The calls that are over stay listed until their time, which costs a few bytes each."""
    global _watch
    with _watch_lock:
        if _watch is None or not _watch.is_alive():
            _watch = _Watch()
            _watch.start()
        watch = _watch
    watched = Watched(time.monotonic() + seconds)
    watch.add(watched)
    try:
        yield watched
    finally:
        watched.finish()
