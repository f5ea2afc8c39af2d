"""What has been read of a document so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evaluations.evidence.claims import Basis, Item
from evaluations.forms.reading.parts import Part
from evaluations.forms.reading.points import Point, points
from evaluations.forms.reading.results import Line
from evaluations.forms.reading.rows import Row
from evaluations.forms.reading.words import is_none


@dataclass(slots=True)
class Remarks:
    """What was not understood, and what was understood in one of several ways."""

    lines: list[Line] = field(default_factory=list)

    def not_understood(self, point: Point) -> None:
        self.rows_not_understood(point.lines or (Row(point.number, point.text),))

    def rows_not_understood(self, rows: Iterable[Row]) -> None:
        self.lines += (Line(number=row.number, text=row.text.strip()) for row in rows if row.says_something)

    def say(self, number: int, text: str) -> None:
        self.lines.append(Line(number=number, text=text))


def stated(text: str, **fields: str | int) -> Item:
    return Item(text=text, basis=Basis.STATED, **fields)  # type: ignore[arg-type]


def said_in(parts: Iterable[Part], remarks: Remarks) -> Iterator[Point]:
    """The points of parts of one kind, without "None". What a later part says again is one, and said to be."""
    before: set[str] = set()
    for part in parts:
        found = [point for point in points(part.rows) if not is_none(point.text)]
        for point in found:
            if point.text in before:
                remarks.say(point.number, f"Said twice, kept once: {point.text}")
            else:
                yield point
        before.update(point.text for point in found)
