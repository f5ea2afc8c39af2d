"""Who works on a pass. PostgreSQL decides, by a conditional update; the clock is PostgreSQL's too.

A lease ends by itself unless its holder renews it, so a worker that was killed gives its passes back. Its token fences:
whatever a late worker tries to store is refused once somebody else holds the pass, or a person cancelled it.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from evaluations.models import Pass

LEASE = timedelta(seconds=30)
RENEW_EVERY = 10.0
MOST_ATTEMPTS = 5

logger = logging.getLogger(__name__)


class LeaseLostError(Exception):
    """Somebody else holds the pass by now, or it was cancelled: what was being made of it is no longer wanted."""


def claimable() -> Q:
    """Passes that nobody works on and whose time has come. The claim (claiming.py) says the same in SQL."""
    waiting = Q(state=Pass.State.WAITING, due_at__lte=Now())
    abandoned = Q(state=Pass.State.RUNNING, lease_until__lt=Now())
    return waiting | abandoned


def held(pass_id: int, token: UUID) -> "QuerySet[Pass]":
    """The pass, if the token still holds it: update through this, and nothing changed means nothing to do."""
    return Pass.objects.filter(pk=pass_id, state=Pass.State.RUNNING, lease=token)


class _Heartbeat(threading.Thread):
    """Renews all leases of this process with one update, from the first lease on until the process ends."""

    def __init__(self) -> None:
        super().__init__(name="lease-heartbeat", daemon=True)
        self.tokens: set[UUID] = set()
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(RENEW_EVERY):
            if tokens := tuple(self.tokens):
                self.renew(tokens)

    def renew(self, tokens: tuple[UUID, ...]) -> None:
        try:
            Pass.objects.filter(state=Pass.State.RUNNING, lease__in=tokens).update(lease_until=Now() + LEASE)
        except Exception:  # the database may be away for a moment; the next beat tries again
            logger.exception("Leases could not be renewed")
        finally:
            connection.close()


_heartbeat: _Heartbeat | None = None
_heartbeat_lock = threading.Lock()


@contextmanager
def kept(token: UUID) -> Iterator[None]:
    """The lease is renewed while the block runs."""
    global _heartbeat
    with _heartbeat_lock:
        if _heartbeat is None or not _heartbeat.is_alive():
            _heartbeat = _Heartbeat()
            _heartbeat.start()
        beat = _heartbeat
    beat.tokens.add(token)
    try:
        yield
    finally:
        beat.tokens.discard(token)
