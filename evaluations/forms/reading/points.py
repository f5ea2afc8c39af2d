"""The points of a part: its bullets, its numbered lines, the rows of its table, or simply its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluations.forms.reading.rows import BULLET, NUMBER, Row

_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")

_WRAPPED = 60
"""Characters from which a line may have been broken because it was full."""


@dataclass(frozen=True, slots=True)
class Point:
    number: int
    """Of its first line."""
    text: str
    cells: tuple[str, ...] = ()
    """Of a table's row."""
    is_marked: bool = False
    is_indented: bool = False


def points(rows: Sequence[Row]) -> list[Point]:
    """A line without a mark, directly under one that has one, goes on with that one."""
    found: list[Point] = []
    goes_on = False
    for row in rows:
        if not row.says_something:
            goes_on = False
            continue
        point = _point(row)
        if point is None:
            continue
        if goes_on and _continues(found[-1], point):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {point.text}")
        else:
            found.append(point)
        goes_on = True
    return found


def _point(row: Row) -> Point | None:
    """None for a line that holds nothing but a mark, and for the line between a table's head and its body."""
    text = row.text.strip()
    if text.startswith("|"):
        cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
        return None if _TABLE_RULE.fullmatch(text) else Point(row.number, text.strip("| "), cells)
    mark = BULLET.match(f"{text} ") or NUMBER.match(text)
    said = text[mark.end() :].strip() if mark else text
    return Point(row.number, said, (), mark is not None, row.is_indented) if said else None


def _continues(before: Point, point: Point) -> bool:
    if point.is_marked or point.cells or before.cells:
        return False
    is_wrapped = len(before.text) > _WRAPPED and point.text[0].islower()
    is_label = before.text.startswith("**") and before.text.endswith("**") and not point.text.startswith("**")
    return before.is_marked or is_wrapped or is_label
