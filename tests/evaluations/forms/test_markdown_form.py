"""The Markdown form: the document that people keep, and a comment in it that keeps the rest."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Section
from evaluations.forms.json_form import to_json
from evaluations.forms.markdown_form import stars, to_markdown
from evaluations.forms.record import Record
from tests.evaluations.forms.records import RECORD, UNFLAGGED, records

HEADINGS = ("# Red Flag Evaluation (20260102)", "## Question", "## Answer", "## Feedback", "## Red Flag")
PARTS = (
    "1. Real-Time Raw Notes",
    "2. Formal Interview Summary",
    "3. Strengths",
    "4. Areas for Improvement",
    "5. Competency Ratings",
    "6. Final Overall Recommendation",
    "7. Probing Follow-up Questions",
    "1. Red Flag Detection",
    "2. Red Flag Severity Rating",
    "3. Short Justification",
    "4. Improvement Suggestions",
)


def halves(document: str) -> tuple[str, str]:
    """What a reader sees, and the JSON of the trailing comment."""
    visible, opened, comment = document.rpartition("<!-- ")
    assert opened
    assert comment.endswith("\n-->\n")
    return visible, comment.removesuffix("\n-->\n")


def test_its_parts_stand_in_the_order_in_which_people_keep_them() -> None:
    visible, _ = halves(to_markdown(RECORD))
    places = [visible.index(f"\n{part}" if part != HEADINGS[0] else part) for part in (*HEADINGS[:4], *PARTS)]
    assert places == sorted(places)
    assert visible.index("7. Probing") < visible.index("## Red Flag\n") < visible.index("1. Red Flag Detection")


def test_a_mark_never_stands_without_its_word() -> None:
    visible, _ = halves(to_markdown(RECORD))
    assert "- Ownership: Meets+ (👍)" in visible
    assert "- Culture Fit: Not assessed\n" in visible
    assert "- Leaning Hire (🤔)" in visible


def test_the_rating_of_the_document_is_what_a_person_decided() -> None:
    assert "\n**Rating**: Leaning Hire\n" in to_markdown(RECORD)


@pytest.mark.parametrize(("severity", "drawn"), [(1, "★☆☆☆☆"), (3, "★★★☆☆"), (5, "★★★★★")])
def test_severity_is_five_stars_filled_from_the_left(severity: int, drawn: str) -> None:
    assert stars(severity) == drawn


def test_flags_are_named_and_none_is_said_to_be_none() -> None:
    assert "- Vagueness: Names no cause" in to_markdown(RECORD)
    assert "- Vagueness: ★★☆☆☆" in to_markdown(RECORD)
    assert to_markdown(UNFLAGGED).count("- None") == 2


def test_follow_ups_stand_with_their_replies() -> None:
    assert "### Who helped?\n\nMy brother held the torch." in to_markdown(RECORD)
    assert "Follow-ups\n" not in to_markdown(UNFLAGGED)


def test_the_comment_is_the_whole_json_form() -> None:
    _, comment = halves(to_markdown(RECORD))
    assert json.loads(comment) == to_json(RECORD)
    assert comment.isascii()


def test_one_point_is_one_line_and_one_heading_another() -> None:
    note = replace(RECORD.items(Section.NOTES)[0], text="till froze\n## Red Flag\n- plug pulled")
    asked = FollowUp("Who helped?\n\nAnd how?", "My brother.\n\nHe held the torch.")
    changed = replace(RECORD, sections={**RECORD.sections, Section.NOTES: (note,)}, follow_ups=(asked,))
    visible, _ = halves(to_markdown(changed))
    assert "\n- till froze ## Red Flag - plug pulled\n" in visible
    assert "\n### Who helped? And how?\n\nMy brother.\n\nHe held the torch.\n" in visible


@pytest.mark.parametrize("hostile", ["--> <script>", "<!-- -->", "--!>", "a\n-->\nb", ">>>"])
def test_nothing_in_it_ends_the_comment_early(hostile: str) -> None:
    rating = replace(RECORD.items(Section.RATINGS)[0], text=hostile)
    document = to_markdown(replace(RECORD, sections={**RECORD.sections, Section.RATINGS: (rating,)}))
    _, comment = halves(document)
    assert ">" not in comment
    assert json.loads(comment)["feedback"]["ratings"][0]["rationale"] == hostile


@given(records())
def test_the_comment_of_any_evaluation_can_be_read(record: Record) -> None:
    kept = json.loads(halves(to_markdown(record))[1])
    assert kept["feedback"]["recommendation"]["override"]["reason"] == record.override_reason
    assert len(kept["feedback"]["notes"]) == len(record.items(Section.NOTES))


@given(records())
def test_the_document_shows_every_wording(record: Record) -> None:
    visible, _ = halves(to_markdown(record))
    shown = [item.text for section, items in record.sections.items() for item in items if section != Section.RATINGS]
    words = " ".join(visible.split())
    assert all(" ".join(text.split()) in words for text in shown)
    assert record.question in visible
    assert record.answer in visible


def test_it_is_clean_text_with_plain_line_ends() -> None:
    document = to_markdown(RECORD)
    assert document.endswith("\n")
    assert not re.search("[\r\uf8ff\ufffd]", document)
