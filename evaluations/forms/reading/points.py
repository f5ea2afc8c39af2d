"""The points of a part: its bullets, its numbered lines, the rows of its table, or simply its lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evaluations.forms.reading.rows import BULLET, NUMBER, Row

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
    lines: tuple[Row, ...] = ()
    """Of one that has several, without its mark."""


def points(rows: Iterable[Row]) -> Iterator[Point]:
    """A line without a mark, directly under one that has one, goes on with that one."""
    lines: list[Point] = []
    goes_on = False
    for row in rows:
        if not row.says_something:
            goes_on = False
            continue
        point = point_of(row)
        if point is None:
            continue
        if lines and not (goes_on and _continues(lines, point)):
            yield _joined(lines)
            lines = []
        lines.append(point)
        goes_on = True
    if lines:
        yield _joined(lines)


def point_of(row: Row) -> Point | None:
    """None for a line that holds nothing but a mark, and for the line between a table's head and its body."""
    text = row.text.strip()
    if text.startswith("|"):
        cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
        return None if set(text) <= set("|:- \t") else Point(row.number, text.strip("| "), cells)
    mark = BULLET.match(f"{text} ") or NUMBER.match(text)
    said = text[mark.end() :].strip() if mark else text
    return Point(row.number, said, (), mark is not None, row.is_indented) if said else None


def _joined(lines: list[Point]) -> Point:
    if len(lines) == 1:
        return lines[0]
    rows = tuple(Row(line.number, line.text) for line in lines)
    return replace(lines[0], text=" ".join(row.text for row in rows), lines=rows)


def _continues(above: list[Point], point: Point) -> bool:
    first, last = above[0].text, above[-1].text
    if point.is_marked or point.cells or above[0].cells:
        return False
    is_wrapped = (len(last) > _WRAPPED or len(above) > 1) and point.text[0].islower()
    is_label = first.startswith("**") and last.endswith("**") and not point.text.startswith("**")
    return above[0].is_marked or is_wrapped or is_label
