"""An installation that grows: so many invented candidates, loaded once for everything that is measured at each size."""

from collections.abc import Iterator

from django.db import connection

from evaluations import samples

SIZES = (1_000, 10_000, 100_000)
"""Candidates."""


def grown() -> Iterator[int]:
    """Each size in turn, once so many candidates are there and PostgreSQL has counted what there is."""
    for size in SIZES:
        samples.make(size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        yield size
