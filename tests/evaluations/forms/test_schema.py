"""docs/evaluation.schema.json, by which other programs check what they read and write."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from evaluations.forms.json_form import to_json
from evaluations.forms.record import Record
from tests.evaluations.forms.any_record import records
from tests.evaluations.forms.records import RECORD

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "evaluation.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def places(document: Any) -> list[str]:
    return sorted({error.json_path for error in VALIDATOR.iter_errors(document)})


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(records())
def test_any_evaluation_is_written_by_it(record: Record) -> None:
    assert places(json.loads(json.dumps(to_json(record)))) == []


@given(records())
def test_it_names_every_key_that_is_written(record: Record) -> None:
    closed = json.loads(
        json.dumps(SCHEMA).replace('"type": "object"', '"type": "object", "unevaluatedProperties": false')
    )
    del closed["$defs"]["supported"]["unevaluatedProperties"]
    for name in ("claim", "rating", "flag"):
        closed["$defs"][name]["unevaluatedProperties"] = False
    assert [error.message for error in Draft202012Validator(closed).iter_errors(to_json(record))] == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda form: form.pop("answer"), "$"),
        (lambda form: form.update(format="debrief-evaluation/2"), "$.format"),
        (lambda form: form.update(date="20260102"), "$.date"),
        (lambda form: form.update(level="Wizard"), "$.level"),
        (lambda form: form["feedback"]["notes"][0].update(basis="sure"), "$.feedback.notes[0].basis"),
        (lambda form: form["feedback"]["notes"][0].update(evidence=[]), "$.feedback.notes[0].evidence"),
        (lambda form: form["feedback"]["ratings"][1].update(rating="Strong"), "$.feedback.ratings[1].rating"),
        (lambda form: form["red_flags"]["flags"][0].update(severity=6), "$.red_flags.flags[0].severity"),
        (lambda form: form["red_flags"]["flags"][0].update(status="maybe"), "$.red_flags.flags[0].status"),
    ],
)
def test_what_is_not_of_the_form_is_named(change: Callable[[dict[str, Any]], object], place: str) -> None:
    form = to_json(RECORD)
    change(form)
    assert places(form) == [place]
