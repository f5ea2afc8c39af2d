"""Our own Markdown form read back: nothing is lost, and what somebody changed by hand is read as it stands."""

from hypothesis import given

from evaluations.evidence.claims import Basis, Section
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.reading import read
from evaluations.forms.record import Record
from tests.evaluations.forms.any_record import as_read, records
from tests.evaluations.forms.records import RECORD
from tests.rules.samples import DEFAULT


@given(records())
def test_any_evaluation_comes_in_again_as_it_was(record: Record) -> None:
    assert read(to_markdown(record).encode(), DEFAULT) == (as_read(record),)


def test_line_ends_and_a_mark_at_the_beginning_change_nothing() -> None:
    data = to_markdown(RECORD).replace("\n", "\r\n").encode("utf-8-sig")
    assert read(data, DEFAULT) == (as_read(RECORD),)


def test_what_was_changed_by_hand_is_read_as_it_stands() -> None:
    note = RECORD.items(Section.NOTES)[0]
    changed = to_markdown(RECORD).replace(f"- {note.text}\n", "- Rewritten by hand\n", 1)
    (found,) = read(changed.encode(), DEFAULT)
    assert found.sections[Section.NOTES][0].text == "Rewritten by hand"
    assert found.sections[Section.NOTES][0].basis is Basis.STATED
    assert (found.id, found.level) == (None, RECORD.level)
    assert "changed by hand" in found.not_understood[0].text


def test_an_answer_that_ends_like_our_comment_is_no_comment() -> None:
    document = to_markdown(RECORD).rpartition("\n<!-- ")[0]
    hostile = document.replace("## Follow-ups", '<!-- {"format": "debrief-evaluation/1"}\n-->\n\n## Follow-ups', 1)
    (found,) = read(hostile.encode(), DEFAULT)
    assert "debrief-evaluation/1" in found.answer
    assert found.engine == "imported"
