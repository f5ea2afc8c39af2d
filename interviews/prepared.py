"""Queries that are put together once per process instead of once per request.

What somebody may see is asked in subqueries of subqueries. PostgreSQL plans such a statement once and answers it in a
millisecond; Django takes several to write it, each time the same but for the ids in it.
"""

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connections, models

from interviews.models.people import User

M = TypeVar("M", bound=models.Model)


def prepared(build: Callable[..., models.QuerySet[M]]) -> Callable[..., list[M]]:
    """What the queryset holds that `build` makes of a person and some ids. It must depend on nothing but those, the
    person's role and the number of ids."""
    plans: dict[tuple[str, int], _Plan[M]] = {}

    @wraps(build)
    def rows(user: User, *ids: UUID) -> list[M]:
        kind = (user.role, len(ids))
        if kind not in plans:
            plans[kind] = _Plan(build, *kind)
        return plans[kind].rows(user, *ids)

    return rows


class _Plan(Generic[M]):
    def __init__(self, build: Callable[..., models.QuerySet[M]], role: str, number: int) -> None:
        somebody, ids = User(pk=uuid4(), role=role), [uuid4() for _ in range(number)]
        self._queryset = build(somebody, *ids)
        self._compiler = self._queryset.query.get_compiler(self._queryset.db)
        self._sql, self._values = self._compiler.as_sql()
        self._stand_in = (somebody.pk, *ids)

    def rows(self, user: User, *ids: UUID) -> list[M]:
        put = dict(zip(self._stand_in, (user.pk, *ids), strict=True))
        values = tuple(put.get(value, value) if isinstance(value, UUID) else value for value in self._values)
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self._queryset.db]  # this thread's
        compiler.as_sql = lambda: (self._sql, values)
        queryset: Any = self._queryset._chain()  # type: ignore[attr-defined]
        queryset.query.get_compiler = lambda *_, **__: compiler
        return list(queryset)
