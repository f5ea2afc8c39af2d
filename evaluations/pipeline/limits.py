"""The limits of endpoints, kept in the database: all processes together ask for no more than is allowed.

In the words of the database, because every call to a model passes through here twice, each time in one statement;
why it is built like this: docs/decisions/0007-limits-are-rows.md. The clock is PostgreSQL's. In between no connection
and no lock is held.
"""

from typing import Any

from django.db import connection

from evaluations.engines.openai.limits import FAILURES_IN_A_ROW, LONGEST_REST, PAUSES, Found, Full, Place, Resting
from evaluations.pipeline.connections import briefly

# A row is locked where it is taken and passed over where somebody else does, so nobody queues. With a number that fell,
# what is held beyond it counts until it is left: taking place n leaves room for n, and for those held above it.
# The health of an endpoint is looked at under a lock while something is wrong with it, so that one draft tries it.
_ENTER = """
WITH health AS (
    SELECT CASE WHEN greatest(rests_until, asked_until) > statement_timestamp()
                THEN extract(epoch FROM greatest(rests_until, asked_until) - statement_timestamp())::float8
                WHEN probed_until > statement_timestamp() THEN %(first_pause)s END AS rest
      FROM evaluations_endpointhealth
     WHERE endpoint = %(endpoint)s AND (rests_until IS NOT NULL OR asked_until > statement_timestamp())
       AND %(heeds_rest)s
       FOR UPDATE
), free AS (
    SELECT place.id
      FROM evaluations_endpointplace AS place
     WHERE place.endpoint = %(endpoint)s AND place.held_until <= statement_timestamp()
       AND place.number <= %(most)s - (SELECT count(*)
                                         FROM evaluations_endpointplace AS above
                                        WHERE above.endpoint = place.endpoint AND above.number > place.number
                                          AND above.held_until > statement_timestamp())
       AND NOT EXISTS (SELECT FROM health WHERE rest IS NOT NULL)
     ORDER BY place.number
     LIMIT 1
       FOR UPDATE OF place SKIP LOCKED
), taken AS (
    UPDATE evaluations_endpointplace AS place
       SET token = %(token)s, held_until = statement_timestamp() + make_interval(secs => %(seconds)s)
      FROM free
     WHERE place.id = free.id
    RETURNING place.id
), probe AS (
    UPDATE evaluations_endpointhealth AS health
       SET probed_until = statement_timestamp() + make_interval(secs => %(seconds)s)
      FROM taken
     WHERE health.endpoint = %(endpoint)s AND health.rests_until IS NOT NULL
)
SELECT EXISTS (SELECT FROM taken), (SELECT rest FROM health)
"""
_MAKE_PLACES = """
INSERT INTO evaluations_endpointplace (endpoint, number)
SELECT %(endpoint)s, number
  FROM generate_series((SELECT 1 + count(*) FROM evaluations_endpointplace WHERE endpoint = %(endpoint)s),
                       %(most)s) AS number
    ON CONFLICT DO NOTHING
"""
_STAY = """
UPDATE evaluations_endpointplace SET held_until = statement_timestamp() + make_interval(secs => %(seconds)s)
 WHERE endpoint = %(endpoint)s AND token = %(token)s AND held_until > statement_timestamp()
"""
_LEAVE = """
WITH well AS (
    UPDATE evaluations_endpointhealth SET failures = 0, rests_until = NULL, probed_until = NULL
     WHERE endpoint = %(endpoint)s AND failures > 0 AND NOT %(in_trouble)s
)
UPDATE evaluations_endpointplace SET token = NULL, held_until = statement_timestamp()
 WHERE endpoint = %(endpoint)s AND token = %(token)s
"""
# What was under way when the pause began makes it no longer.
_NOTE_TROUBLE = """
INSERT INTO evaluations_endpointhealth AS health (endpoint, failures) VALUES (%(endpoint)s, 1)
    ON CONFLICT (endpoint) DO UPDATE
   SET failures = health.failures + 1, probed_until = NULL,
       rests_until = statement_timestamp() + make_interval(
           secs => (%(pauses)s::float8[])[least(health.failures + 2 - %(in_a_row)s, %(longest)s)])
 WHERE health.rests_until IS NULL OR health.rests_until <= statement_timestamp()
"""
_NOTE_REST = """
INSERT INTO evaluations_endpointhealth AS health (endpoint, failures, asked_until)
VALUES (%(endpoint)s, 0, statement_timestamp() + make_interval(secs => %(rest)s))
    ON CONFLICT (endpoint) DO UPDATE SET asked_until = greatest(health.asked_until, excluded.asked_until)
"""


class DatabaseLimits:
    @briefly()
    def enter(self, endpoint: str, *, most: int, seconds: float, heeds_rest: bool = True) -> Place:
        place = Place(endpoint, seconds)
        asked = {**_named(place), "most": most, "heeds_rest": heeds_rest, "first_pause": PAUSES[0]}
        if not _take(asked):
            # The first time there is no place yet; and one may have been left while the others were looked at.
            _execute(_MAKE_PLACES, asked)
            if not _take(asked):
                raise Full
        return place

    @briefly()
    def stay(self, place: Place) -> None:
        if not _execute(_STAY, _named(place)):
            raise Full

    @briefly()
    def leave(self, place: Place, found: Found) -> None:
        if found.in_trouble:
            _execute(
                _NOTE_TROUBLE,
                {
                    "endpoint": place.endpoint,
                    "pauses": list(PAUSES),
                    "longest": len(PAUSES),
                    "in_a_row": FAILURES_IN_A_ROW,
                },
            )
        if found.rest:
            _execute(_NOTE_REST, {"endpoint": place.endpoint, "rest": min(found.rest, LONGEST_REST)})
        _execute(_LEAVE, {**_named(place), "in_trouble": found.in_trouble})


def _take(asked: dict[str, Any]) -> bool:
    """Raises Resting."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, asked)
        is_taken, rest = cursor.fetchone()
    if rest is not None:
        raise Resting(rest)
    return bool(is_taken)


def _execute(statement: str, given: dict[str, Any]) -> bool:
    """Whether it touched a row."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return bool(cursor.rowcount)


def _named(place: Place) -> dict[str, Any]:
    return {"endpoint": place.endpoint, "token": place.token, "seconds": place.seconds}
