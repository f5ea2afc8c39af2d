"""A long list in pages, each found from the row before it or after it.

A page costs the same however far down the list it is: nothing before it is counted or skipped. Its address names a
row, so that it shows the same rows while others come and go in front of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

PER_PAGE = 50
COUNTED_AT_MOST = 200

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    rows: Sequence[M]
    before: UUID | None = None
    """The row that the page before this one ends at; None on the first page. Sent as `?before=`."""
    after: UUID | None = None
    """The row that the next page begins after; None on the last page. Sent as `?after=`."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, counted up to a number that people still care about."""

    at_least: int

    @property
    def is_exact(self) -> bool:
        return self.at_least <= COUNTED_AT_MOST

    @property
    def shown(self) -> int:
        return min(self.at_least, COUNTED_AT_MOST)


def count(found: QuerySet[M]) -> Count:
    """An order, where it has one, says which index to count along."""
    return Count(found[: COUNTED_AT_MOST + 1].count())


def page(
    found: QuerySet[M], order: Sequence[str], asked: Mapping[str, str], among: QuerySet[M], size: int = PER_PAGE
) -> Page[M]:
    """The page of `found` that the address asks for; the first where it asks for none, or nothing is left on it, or
    what would be before it is not even a whole page.

    `order` names fields, all ascending or all descending, and ends with the key. `among` is what the person may know
    of: from any other row no page is found.
    """
    for name in ("after", "before"):
        if (anchor := _anchor(among, order, asked.get(name, ""))) is not None:
            backwards = name == "before"
            ordered = [_turned(field) for field in order] if backwards else list(order)
            rows = list(found.filter(_beyond(ordered, anchor)).order_by(*ordered)[: size + 1])
            if rows and not backwards:
                return Page(rows[:size], before=rows[0].pk, after=_last(rows, size))
            if len(rows) > size:
                rows = rows[:size][::-1]
                return Page(rows, before=rows[0].pk, after=rows[-1].pk)
    rows = list(found.order_by(*order)[: size + 1])
    return Page(rows[:size], after=_last(rows, size))


def _last(rows: Sequence[Model], size: int) -> UUID | None:
    return rows[size - 1].pk if len(rows) > size else None


def _anchor(among: QuerySet[M], order: Sequence[str], key: str) -> tuple[object, ...] | None:
    """What the row with this key is sorted by; None where that is nothing."""
    try:
        found = among.filter(pk=UUID(key)).values_list(*(field.removeprefix("-") for field in order)).first()
    except ValueError:
        return None
    return None if found is None or None in found else found


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _beyond(order: Sequence[str], anchor: Sequence[object]) -> Q:
    """Further down than the anchor. The first condition alone is what an index begins to read from."""
    sense = "lt" if order[0].startswith("-") else "gt"
    (first, *others), (value, *values) = [field.removeprefix("-") for field in order], anchor
    if not others:
        return Q(**{f"{first}__{sense}": value})
    among_equals = _beyond(order[1:], values)
    return Q(**{f"{first}__{sense}e": value}) & (Q(**{f"{first}__{sense}": value}) | among_equals)
