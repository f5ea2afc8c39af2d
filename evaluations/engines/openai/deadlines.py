"""A deadline on the clock for whatever this thread does on the network, held against an endpoint that trickles.

A timeout begins anew with every byte. So each wait for a socket is given what is left of the call's time (sockets.py).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

_ends: ContextVar[float] = ContextVar("ends", default=inf)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Within the block a call ends in a timeout of the client library after so many seconds."""
    before = _ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(before)


def left() -> float:
    """Seconds; none or less once the time is up."""
    return _ends.get() - time.monotonic()
