"""What a document states before its question: the date, the verdict, the level, whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evaluations.forms.reading import words
from evaluations.forms.reading.grammar import Document
from evaluations.forms.reading.points import Point, point_of
from evaluations.forms.reading.said import Remarks
from evaluations.rules.rubric import Rubric


@dataclass(slots=True)
class Statements:
    date: "date | None" = None
    verdict: str = ""
    level: str | None = None
    candidate: str | None = None


def statements(document: Document, rubric: Rubric, remarks: Remarks) -> Statements:
    said = Statements()
    if document.title:
        said.date = words.date_in(document.title.text)
        if not _says_only_its_date(document.title.text, said.date):
            remarks.rows_not_understood([document.title])
    for point, key, value in _fields(document):
        if not _take(said, key, value, rubric):
            remarks.not_understood(point)
    return said


def _says_only_its_date(title: str, found: "date | None") -> bool:
    label = words.DATE.sub("", title) if found else title
    return words.heading_key(label.strip(" #*_:()[]–—-\t")) == "title"


def _fields(document: Document) -> Iterator[tuple[Point, str | None, str]]:
    """`**Rating**: Hire`, a table's row, or a heading with the value in the next line."""
    waiting: Point | None = None
    for point in filter(None, (point_of(row) for row in document.statements if row.says_something)):
        text = point.text.lstrip("# ")
        label, separator, value = text.partition("|" if point.cells else ":")
        key = words.field_key(label)
        if waiting and not separator:
            yield point, words.field_key(waiting.text.strip("#*_: ")), text
            waiting = None
        elif key and not value.strip(" *_") and not waiting:
            waiting = point
        else:
            yield point, key, value.strip(" *_`")
    if waiting:
        yield waiting, None, ""


def _take(said: Statements, key: str | None, value: str, rubric: Rubric) -> bool:
    """Whether it could be taken: a field that is known, not said before, with a value that means something."""
    if key == "verdict" and not said.verdict:
        found = words.verdict(value, rubric)
        said.verdict = found[0] if found and not found[1] else ""
        return bool(said.verdict and found and found[2])
    if key == "level" and not said.level:
        said.level = words.level(value)
        return said.level is not None
    if key == "date":
        found_date = words.date_in(value)
        agrees = found_date is not None and said.date in (None, found_date)
        said.date = said.date or found_date
        return agrees and not words.DATE.sub("", value).strip(" .,()")
    if key == "candidate" and value and not said.candidate:
        said.candidate = value
        return True
    return False
