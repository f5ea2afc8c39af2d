"""The JSON form of a candidate: what the page adds, with its schema, then the evaluations in their own form."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from evaluations.forms import json_form
from evaluations.forms.candidate_form import to_json
from tests.evaluations.forms.overviews import CASE, COMMITTEE, OVERVIEW

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads((DOCS / "candidate.schema.json").read_text(encoding="utf-8"))
EVALUATION = json.loads((DOCS / "evaluation.schema.json").read_text(encoding="utf-8"))
REGISTRY: "Registry[Any]" = Registry().with_resource("evaluation.schema.json", Resource.from_contents(EVALUATION))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER, registry=REGISTRY)


def case() -> dict[str, Any]:
    (found,) = to_json(OVERVIEW)["cases"]
    return found  # type: ignore[no-any-return]


def test_it_is_written_by_its_schema_which_names_every_key() -> None:
    written = json.loads(json.dumps(to_json(OVERVIEW)))
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []
    closed = json.loads(
        json.dumps(SCHEMA).replace('"type": "object"', '"type": "object", "unevaluatedProperties": false')
    )
    assert [error.message for error in Draft202012Validator(closed, registry=REGISTRY).iter_errors(written)] == []


def test_the_evaluations_are_in_the_form_they_have_alone() -> None:
    written = to_json(OVERVIEW)
    assert written["format"] == "debrief-candidate/1"
    assert written["candidate"] == {"id": "c1", "name": "Mara Example", "status": "active"}
    assert written["evaluations"] == [json_form.to_json(record) for record in OVERVIEW.records]


def test_a_scorecard_says_what_is_open_and_only_that_it_exists_where_it_is_not() -> None:
    first, second, pending, closed = (talk["scorecard"] for talk in case()["interviews"])
    assert (first["own_verdict"], first["rubric_verdict"], first["reason"]) == ("Hire", "Hire", "")
    assert (second["own_verdict"], second["reason"]) == ("Leaning No Hire", "Heard more in the room")
    assert second["ratings"][0] == {
        "competency": "Ownership",
        "combined": "Meets",
        "own": "Below",
        "reason": "It was the brother's plan",
    }
    assert pending == {"state": "pending"}
    assert closed == {"state": "not open to you"}
    assert [len(talk["looked_before_signing"]) for talk in case()["interviews"]] == [0, 0, 1, 0]
    assert case()["rubric_verdict"]["decisive"] == ["Two flags of 3 or more."]


def test_the_matrix_names_whose_rating_is_whose() -> None:
    assert case()["matrix"][0] == {
        "competency": "Ownership",
        "key": True,
        "ratings": [
            {"interview": "i-Ines Interviewer", "rating": "Strong"},
            {"interview": "i-Omar Other", "rating": "Below"},
        ],
        "mean": 3.5,
        "spread": {"steps": 3, "best": "Strong", "worst": "Below"},
    }
    assert case()["disagreements"] == [{"competency": "Ownership", "steps": 3, "best": "Strong", "worst": "Below"}]


def test_a_flag_leads_to_its_sentence() -> None:
    (flag,) = case()["confirmed_flags"]
    assert (flag["label"], flag["severity"]) == ("Vagueness", 2)
    assert flag["place"]["item"] == OVERVIEW.cases[0].flags[0].item.id
    assert [sentence["quote"] for sentence in flag["place"]["sentences"]] == ["I found the loose cable."]


@pytest.mark.parametrize("committee", [None, COMMITTEE])
def test_what_the_committee_made_of_it_is_passed_through(committee: dict[str, Any] | None) -> None:
    written = to_json(replace(OVERVIEW, cases=(replace(CASE, committee=committee),)))
    assert written["cases"][0].get("committee") == committee
    assert list(VALIDATOR.iter_errors(written)) == []
