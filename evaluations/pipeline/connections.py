"""Borrowing a connection for a moment: what drafts share is asked for just before a model is waited for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def briefly() -> Iterator[None]:
    """No connection of the pool is kept beyond the block, unless a transaction around it needs it."""
    try:
        yield
    finally:
        if not connection.in_atomic_block:
            connection.close()
