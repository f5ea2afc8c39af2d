"""A candidate in a spreadsheet: the rows that the evaluations have alone, with what their scorecards say."""

import csv
import io
from dataclasses import replace

from evaluations.forms.candidate_csv import ADDED, to_csv
from evaluations.forms.csv_form import COLUMNS
from evaluations.forms.overview import Overview
from tests.evaluations.forms.overviews import CASE, OVERVIEW


def rows(overview: Overview = OVERVIEW) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(overview).removeprefix("\ufeff"), newline="")))


def test_every_rating_comes_with_its_scorecard() -> None:
    first = rows()[0]
    assert tuple(first) == (*COLUMNS, *ADDED)
    assert (first["competency"], first["rating"], first["interviewer"]) == ("Ownership", "Meets+", "Ines Interviewer")
    assert {name: first[name] for name in ADDED} == {
        "status": "active",
        "scorecard": "signed",
        "signed at": "2026-01-03T09:30:00+00:00",
        "interviewer verdict": "Hire",
        "scorecard verdict": "Hire",
        "verdict reason": "",
        "combined rating": "Strong",
        "interviewer rating": "",
        "rating reason": "",
        "mean": "3.5",
        "spread": "3",
        "note": "Came back to the till twice.",
    }


def test_an_interview_of_which_nothing_is_open_says_that() -> None:
    shown = [(row["interviewer"], row["scorecard"], row["competency"]) for row in rows() if not row["evaluation"]]
    assert shown == [
        ("Omar Other", "signed", ""),
        ("Pia Pending", "pending", ""),
        ("Cleo Closed", "not open to you", ""),
    ]


def test_no_cell_that_it_adds_runs() -> None:
    first, *rest = CASE.talks
    assert first.card
    evil = replace(first, card=replace(first.card, note="=HYPERLINK()", reason="@now", own_verdict="+1+1"))
    row = rows(replace(OVERVIEW, cases=(replace(CASE, talks=(evil, *rest)),)))[0]
    assert (row["note"], row["verdict reason"], row["interviewer verdict"]) == ("'=HYPERLINK()", "'@now", "'+1+1")
