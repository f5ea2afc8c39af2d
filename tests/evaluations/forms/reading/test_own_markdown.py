"""A Markdown export comes in again as it was; where somebody has changed it by hand, what it says now counts."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given

from evaluations.evidence.claims import Basis, Item, Section
from evaluations.forms.json_form import to_json
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.reading import ReadEvaluation, Unreadable, read
from evaluations.forms.record import Origin, Record
from tests.evaluations.forms.any_record import PLAIN, as_read, one_line, records
from tests.evaluations.forms.records import RECORD
from tests.rules.samples import DEFAULT

WRITTEN = to_markdown(RECORD)
VISIBLE, _, COMMENT = WRITTEN.rpartition("\n<!-- ")
CHANGED = "This file was changed by hand since it was written, so evidence was looked for anew."


def read_one(document: str | bytes) -> ReadEvaluation:
    (found,) = read(document if isinstance(document, bytes) else document.encode(), DEFAULT)
    return found


def told(found: ReadEvaluation) -> list[str]:
    return [line.text for line in found.not_understood]


@given(records())
def test_any_evaluation_comes_in_again_as_it_was(record: Record) -> None:
    assert read_one(to_markdown(record)) == as_read(record)


@given(records(**PLAIN))
def test_without_the_comment_it_is_what_the_document_states(record: Record) -> None:
    document, _, _ = to_markdown(record).rpartition("\n<!-- ")
    found = read_one(document)
    assert found.date == as_read(record).date
    assert (found.question, found.answer) == (record.question, record.answer)
    assert [(one_line(one.question), one.reply) for one in found.follow_ups] == [
        (one_line(one.question), one.reply) for one in record.follow_ups
    ]
    assert stated(found.sections) == stated(record.sections)
    assert [item.verdict for item in found.sections[Section.RECOMMENDATION]] == [record.final_verdict]
    assert {item.basis for item in found.sections[Section.RATINGS]} <= {Basis.STATED}


def stated(sections: Mapping[Section, tuple[Item, ...]]) -> dict[Section, object]:
    """What a document shows of each section, however its white space falls."""
    shown: dict[Section, object] = {
        name: [(one_line(item.label), item.severity, one_line(item.text)) for item in items]
        for name, items in sections.items()
    }
    shown[Section.SUMMARY] = one_line(" ".join(item.text for item in sections[Section.SUMMARY]))
    shown[Section.RATINGS] = [(item.competency, item.rating) for item in sections[Section.RATINGS]]
    shown[Section.RECOMMENDATION] = one_line(" ".join(item.text for item in sections[Section.RECOMMENDATION]))
    return shown


@given(records())
def test_what_editors_do_unasked_is_no_change(record: Record) -> None:
    written = "\n".join(line.rstrip(" ") for line in to_markdown(record).split("\n"))
    assert read_one(written.rstrip("\n")) == as_read(record)
    assert read_one("\ufeff" + written.replace("\r", "\n").replace("\n", "\r\n") + "\r\n") == as_read(record)
    assert read_one(b"\xff\xfe" + written.encode("utf-16-le")) == as_read(record)


def test_changed_words_are_what_counts() -> None:
    changed = read_one(WRITTEN.replace("- till froze, plug pulled", "- till froze, door kicked"))
    unmarked = read_one(VISIBLE.replace("- till froze, plug pulled", "- till froze, door kicked"))
    assert [item.text for item in changed.sections[Section.NOTES]] == ["till froze, door kicked", "no receipt lost"]
    assert [item.text for item in unmarked.sections[Section.NOTES]] == ["till froze, door kicked", "no receipt lost"]
    assert CHANGED in told(changed)
    assert CHANGED not in told(unmarked)


def test_what_a_changed_document_has_no_place_for_is_told_by_its_comment() -> None:
    origin = Origin(
        candidate="Ada Invented", candidate_id="c-1", interview_id="i-1", interviewer="Iris", opening="Invented"
    )
    changed = read_one(to_markdown(replace(RECORD, origin=origin)).replace("Leaning Hire", "No Hire"))
    assert (changed.level, changed.candidate, changed.interview) == ("Senior", "Ada Invented", "i-1")
    assert (changed.id, changed.source, changed.engine) == (None, "imported", "imported")
    assert (changed.rubric_name, changed.rubric_version) == (DEFAULT.name, 3)


@pytest.mark.parametrize("broken", [COMMENT[:40] + "}\n-->", COMMENT.replace("evaluation/1", "other/1"), "{}\n-->"])
def test_a_broken_comment_leaves_the_document(broken: str) -> None:
    found = read_one(f"{VISIBLE}\n<!-- {broken}")
    assert found.answer == RECORD.answer
    assert found.level is None
    assert told(found)[0].startswith("The comment at the end of this file cannot be read")


def test_evidence_that_a_comment_makes_up_is_not_believed() -> None:
    found = read_one(WRITTEN.replace('"start": 33', '"start": 3'))
    assert found.id == RECORD.id
    assert {item.basis for item in found.sections[Section.STRENGTHS]} == {Basis.UNVERIFIED}


def test_a_comment_in_an_answer_is_what_was_answered() -> None:
    answer = f"I pasted this.\n\n<!-- {COMMENT}\nAnd more."
    record = replace(RECORD, answer=answer, sections={})
    assert read_one(to_markdown(record)).answer == answer


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b" \n\r\n", "The file is empty."),
        (b"%PDF-1.7\n", "This is a PDF; copy its text instead."),
        (b"PK\x03\x04\x14", "This is a Word document or another packed file; copy its text instead."),
        (b'{"format": ', "Line 1: this is not JSON"),
    ],
)
def test_a_file_that_holds_no_evaluation_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(message)):
        read(data, DEFAULT)


@pytest.mark.parametrize("start", ["", "\ufeff", "\n [\n", "["])
def test_json_is_told_from_its_beginning(start: str) -> None:
    text = start + json.dumps(to_json(RECORD)) + ("]" if "[" in start else "")
    assert read_one(text) == read(text.encode(), DEFAULT, "json")[0] == as_read(RECORD)


def test_a_document_that_begins_with_a_bracket_is_no_json() -> None:
    assert read_one(f"[Confidential]\n\n{VISIBLE}").answer == RECORD.answer


def test_an_answer_that_ends_like_our_comment_is_no_comment() -> None:
    hostile = VISIBLE.replace("## Follow-ups", '<!-- {"format": "debrief-evaluation/1"}\n-->\n\n## Follow-ups', 1)
    found = read_one(hostile)
    assert "debrief-evaluation/1" in found.answer
    assert found.engine == "imported"
