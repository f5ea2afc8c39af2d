"""The CSV form: a row for each rating, and no cell that a spreadsheet would run."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Section
from evaluations.forms.csv_form import BOM, COLUMNS, neutral, to_csv
from evaluations.forms.record import Record
from tests.evaluations.forms.any_record import records
from tests.evaluations.forms.records import RECORD


def rows(*records: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(records).removeprefix(BOM), newline="")))


def test_a_row_for_each_rating_with_what_it_rests_on() -> None:
    found = rows(RECORD)
    assert [(row["competency"], row["rating"]) for row in found] == [
        (item.competency, item.rating) for item in RECORD.items(Section.RATINGS)
    ]
    assert {row["evaluation"] for row in found} == {RECORD.id}
    assert {row["verdict"] for row in found} == {RECORD.verdict}
    assert to_csv([RECORD]).startswith(f"{BOM}{','.join(COLUMNS)}\r\n")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", " =1", "\t=1", "＝1", "'=1", "\u200b=1", "a", "-"]
)
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert neutral(cell) == (cell if cell == "a" else f"'{cell}")


@pytest.mark.parametrize("number", ["-2", "+3.5", "0", "-1,5"])
def test_a_number_stays_one(number: str) -> None:
    assert neutral(number) == number


@given(records(), st.sampled_from(["=HYPERLINK(1)", "-x", "\r\nnext", 'a "quoted", cell', "🌟"]))
def test_any_rationale_stays_in_its_cell(record: Record, rationale: str) -> None:
    ratings = tuple(replace(item, text=rationale) for item in record.items(Section.RATINGS))
    found = rows(replace(record, sections={**record.sections, Section.RATINGS: ratings}))
    assert {row["rationale"] for row in found} <= {neutral(rationale)}
    assert len(found) == len(ratings)
