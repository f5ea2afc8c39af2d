"""What has been read of a document so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from evaluations.evidence.claims import Basis, Item
from evaluations.forms.reading.points import Point
from evaluations.forms.reading.results import Line
from evaluations.forms.reading.words import is_none
from evaluations.rules.rubric import NOT_ASSESSED, Rubric


@dataclass(slots=True)
class Remarks:
    """What was not understood, and what was understood in one of several ways."""

    lines: list[Line] = field(default_factory=list)

    def not_understood(self, point: Point) -> None:
        self.lines.append(Line(number=point.number, text=point.text))

    def say(self, number: int, text: str) -> None:
        self.lines.append(Line(number=number, text=text))


def stated(text: str, **fields: str | int) -> Item:
    return Item(text=text, basis=Basis.STATED, **fields)  # type: ignore[arg-type]


def claims(found: Iterable[Point], remarks: Remarks) -> tuple[Item, ...]:
    """One for each point. The same said twice is one, and said to be."""
    items: dict[str, Item] = {}
    for point in found:
        if is_none(point.text):
            continue
        if point.text in items:
            remarks.say(point.number, f"Said twice, kept once: {point.text}")
        items.setdefault(point.text, stated(point.text))
    return tuple(items.values())


def in_the_rubrics_order(ratings: dict[str, Item], rubric: Rubric) -> tuple[Item, ...]:
    """All competencies; what the document does not rate is Not assessed."""
    missing = {
        name: Item(text="", basis=Basis.ABSENT, competency=name, rating=NOT_ASSESSED)
        for name in rubric.competency_names
    }
    return tuple((missing | ratings)[name] for name in rubric.competency_names)
