"""The JSON form, which other programs read: its keys stay, and its quotes are the candidate's own words."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given

from evaluations.forms.json_form import to_json
from evaluations.forms.record import Record
from tests.evaluations.forms.records import RECORD, REPLY, records

CLAIM = {"text", "basis", "evidence"}


def spans(part: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence, wherever it stands."""
    if isinstance(part, dict):
        yield from part.get("evidence", ())
    for below in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from spans(below)


def test_every_key_that_readers_count_on_is_there() -> None:
    form = to_json(RECORD)
    feedback, red_flags = form["feedback"], form["red_flags"]
    assert form["format"] == "debrief-evaluation/1"
    assert form.keys() >= {"id", "question", "answer", "level", "follow_ups", "source", "engine", "rubric"}
    assert (form["source"]["kind"], form["engine"], form["rubric"]) == (
        "pasted",
        {"name": "invented", "model": "m-1"},
        {"name": "FAANG behavioural", "version": 3},
    )
    for name in ("notes", "summary_sentences", "strengths", "improvements"):
        assert feedback[name][0].keys() >= CLAIM
    assert feedback["ratings"][0].keys() >= {"competency", "rating", "rationale", "basis", "evidence"}
    assert feedback["recommendation"].keys() >= {
        *("verdict", "if_flags_confirmed", "justification", "trace", "engine_verdict", "override")
    }
    assert feedback["follow_up_questions"][0].items() >= {"text": "Who helped?", "asked": True}.items()
    assert red_flags["flags"][0].keys() >= {"label", "detail", "severity", "status", "basis", "evidence"}
    assert (red_flags["justification"], red_flags["suggestions"]) == (["Little on the why"], ["The cause, and a check"])


def test_both_verdicts_are_in_it_when_a_person_decided_otherwise() -> None:
    recommendation = to_json(RECORD)["feedback"]["recommendation"]
    assert recommendation["verdict"] == "Hire"
    assert recommendation["engine_verdict"] == "Hire"
    assert recommendation["override"] == {"verdict": "Leaning Hire", "reason": "Heard more in the room"}


def test_the_summary_is_its_sentences_joined() -> None:
    assert to_json(RECORD)["feedback"]["summary"] == "A till froze. The candidate restarted it."


def test_what_was_claimed_and_not_shown_is_told() -> None:
    rating = to_json(RECORD)["feedback"]["ratings"][1]
    assert (rating["rating"], rating["basis"], rating["claimed_rating"]) == ("Not assessed", "unverified", "Strong")


def test_evidence_in_a_follow_up_is_cut_from_its_reply() -> None:
    (evidence,) = to_json(RECORD)["red_flags"]["flags"][0]["evidence"]
    assert evidence["text"] == "follow_ups/0"
    assert evidence["quote"] == "I found the loose cable."
    assert REPLY[evidence["start"] : evidence["end"]] == evidence["quote"]


@given(records())
def test_every_quote_is_the_text_between_its_offsets(record: Record) -> None:
    form = to_json(record)
    texts = {"answer": form["answer"], "follow_ups/0": form["follow_ups"][0]["reply"]}
    found = list(spans(form))
    assert found
    assert all(span["quote"] == texts[span["text"]][span["start"] : span["end"]] != "" for span in found)


@given(records())
def test_it_survives_being_written_and_read(record: Record) -> None:
    form = to_json(record)
    assert json.loads(json.dumps(form)) == form
