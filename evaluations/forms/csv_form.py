"""The CSV form: one row for each rating, for people who count in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from evaluations.evidence.claims import Item, Section
from evaluations.forms.record import Record

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""
COLUMNS = (
    *("evaluation", "date", "candidate", "opening", "interviewer", "level", "question", "competency", "rating"),
    *("points", "basis", "rationale", "evidence", "verdict", "override", "engine", "model", "rubric"),
    *("rubric version", "reviewed by"),
)
_RUNS = re.compile(r"[\s\"'\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠|%]|[\t\r\n]")
"""What a spreadsheet takes for a formula, also behind blanks and in full width."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def to_csv(records: Iterable[Record]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows([neutral(cell) for cell in row] for row in _rows(record))
    return BOM + written.getvalue()


def neutral(cell: str) -> str:
    """The cell as text that no spreadsheet runs: an apostrophe is put before what could be a formula."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _rows(record: Record) -> Iterator[list[str]]:
    origin = record.origin
    about = [record.id, record.date, *((origin.candidate, origin.opening, origin.interviewer) if origin else ("",) * 3)]
    made = [record.verdict, record.recommendation.override if record.recommendation else "", record.engine]
    rubric = [record.model or "", record.rubric.name, str(record.rubric_version)]
    reviewed = (origin.reviewed_by or "") if origin else ""
    for item in record.items(Section.RATINGS):
        points = record.rubric.points(item.rating)
        rated = [item.competency, item.rating, "" if points is None else str(points), item.basis, item.text]
        yield [*about, record.level, record.question, *rated, _quotes(record, item), *made, *rubric, reviewed]


def _quotes(record: Record, item: Item) -> str:
    return " … ".join(record.text(span.text)[span.start : span.end] for span in item.evidence)
