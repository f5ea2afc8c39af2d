"""The CSV form: one row for each rating, for people who count in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from evaluations.evidence.claims import Item, Section
from evaluations.forms.record import Record

COLUMNS = (
    *("evaluation", "date", "candidate", "opening", "interviewer", "level", "question"),
    *("competency", "rating", "points", "basis", "rationale", "evidence"),
    *("verdict", "override", "engine", "model", "rubric", "rubric version", "reviewed by"),
)
BOM = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""
BETWEEN_QUOTES = " […] "

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_FORMULA = re.compile(
    # At the beginning of the cell, and where a spreadsheet that separates by semicolons begins another.
    r"(?:^|(?<=;))"
    # Some programs trim these before they look for a formula.
    r"(?=[\s\"'`“”‘’«»\u200b-\u200f\u2060\ufeff]*"
    r"[=+\-@|%＝＋－＠﹦﹢﹣﹫])"
)


def to_csv(records: Iterable[Record]) -> str:
    """An evaluation without ratings has one row that shows none."""
    return table(COLUMNS, (row for record in records for _, row in rows(record)))


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Begins with a byte order mark. No cell of it runs."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BOM + written.getvalue()


def rows(record: Record) -> Iterator[tuple[str, tuple[object, ...]]]:
    """With the competency that each is about, which is blank where nothing was rated."""
    origin = record.origin
    whose = (origin.candidate, origin.opening, origin.interviewer) if origin else ("", "", "")
    override = record.recommendation.override if record.recommendation else ""
    before = (record.id, record.date, *whose, record.level, record.question)
    after = (
        *(record.verdict, override, record.engine, record.model, record.rubric.name, record.rubric_version),
        origin.reviewed_by if origin else None,
    )
    ratings = record.items(Section.RATINGS)
    for item in ratings:
        yield item.competency, (*before, *_rating(record, item), *after)
    if not ratings:
        yield "", (*before, *[None] * 6, *after)


def _rating(record: Record, item: Item) -> tuple[object, ...]:
    quotes = BETWEEN_QUOTES.join(record.text(span.text)[span.start : span.end] for span in item.evidence)
    return (item.competency, item.rating, record.rubric.points(item.rating), item.basis.value, item.text, quotes)


def _cell(value: object) -> str:
    """On one line, and with an apostrophe before whatever a spreadsheet would run; a negative number is none."""
    text = " ".join(str(value).split()) if value is not None else ""
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub("'", text)
