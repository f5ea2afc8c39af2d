"""Ratings in a spreadsheet: one row each, and nothing in them that runs."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Section
from evaluations.forms.csv_form import COLUMNS, to_csv
from evaluations.forms.record import Origin, Record
from tests.evaluations.forms.any_record import records
from tests.evaluations.forms.records import RECORD, REPLY

ORIGIN = Origin(
    candidate="Ada Invented",
    candidate_id="c",
    interview_id="i",
    interviewer="Iris Invented",
    opening="Baker",
    reviewed_by="Iris Invented",
)


def rows(*of: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(of).removeprefix("\ufeff"), newline="")))


def cell(text: str) -> str:
    return rows(replace(RECORD, question=text))[0]["question"]


def test_one_row_for_each_rating() -> None:
    first, second = rows(replace(RECORD, origin=ORIGIN))
    assert first == {
        "evaluation": RECORD.id,
        "date": "20260102",
        "candidate": "Ada Invented",
        "opening": "Baker",
        "interviewer": "Iris Invented",
        "level": "Senior",
        "question": "What froze?",
        "competency": "Ownership",
        "rating": "Meets+",
        "points": "4",
        "basis": "quoted",
        "rationale": "Did it alone",
        "evidence": "I pulled the plug 🔌 and it came back.",
        "verdict": "Hire",
        "override": "Leaning Hire",
        "engine": "invented",
        "model": "m-1",
        "rubric": "FAANG behavioural",
        "rubric version": "3",
        "reviewed by": "Iris Invented",
    }
    assert (second["competency"], second["rating"], second["points"]) == ("Culture Fit", "Not assessed", "")


def test_quotes_of_one_rating_stand_in_one_cell() -> None:
    (flag,) = RECORD.items(Section.FLAGS)
    rating = replace(
        RECORD.items(Section.RATINGS)[0], evidence=(*RECORD.items(Section.RATINGS)[0].evidence, *flag.evidence)
    )
    (row,) = rows(replace(RECORD, sections={Section.RATINGS: (rating,)}))
    assert row["evidence"] == f"I pulled the plug 🔌 and it came back. […] {REPLY[REPLY.index('I found') :]}"


def test_an_evaluation_without_ratings_is_not_lost() -> None:
    (row,) = rows(replace(RECORD, sections={}))
    assert (row["evaluation"], row["rating"], row["verdict"]) == (RECORD.id, "", "Hire")


def test_excel_reads_it_as_utf_8_and_other_programs_as_a_table() -> None:
    assert to_csv([]) == "\ufeff" + ",".join(f'"{name}"' for name in COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 said so", "'+1 said so"),
        ("- a bullet", "'- a bullet"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("  =1", "'=1"),
        ('"=1', "'\"=1"),
        ("'=1", "''=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("Yes;=1", "Yes;'=1"),
        ('Yes; "=1', "Yes;' \"=1"),
        ("one\n=1", "one =1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_text(text: str, shown: str) -> None:
    assert cell(text) == shown


@pytest.mark.parametrize(
    "text", ["-3", "-3.5", "-1,5", "+3.5", "0", "3 = 3", "well-known", "a@b.example", "What did you do?", "1; 2"]
)
def test_what_no_spreadsheet_runs_is_as_it_was(text: str) -> None:
    assert cell(text) == text


@given(st.lists(records(), max_size=3))
def test_any_evaluations_make_a_table_that_no_spreadsheet_runs(some: list[Record]) -> None:
    """Plain numbers stay what they are, their sign included."""
    found = rows(*some)
    assert [row["evaluation"] for row in found] == [one.id for one in some for _ in one.items(Section.RATINGS)]
    cells = [cell for row in found for cell in row.values()]
    starts = [
        part.lstrip(" \"'")[:1]
        for cell in cells
        if not cell.startswith("'") and not re.fullmatch(r"[+-]\d+([.,]\d+)?", cell)
        for part in cell.split(";")
        if part[:1] != "'"
    ]
    assert not set("=+-@\t\r\n") & set(starts)
