"""Our own Markdown form without its comment is a document like any other: what it shows is read."""

from evaluations.evidence.claims import Section
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.reading.text_documents import read_text
from tests.evaluations.forms.records import RECORD, UNFLAGGED
from tests.rules.samples import DEFAULT


def test_what_our_own_form_shows_is_read() -> None:
    (read,) = read_text(to_markdown(RECORD).rpartition("<!--")[0].encode(), DEFAULT)
    assert (read.question, read.answer, read.follow_ups) == (RECORD.question, RECORD.answer, RECORD.follow_ups)
    for section in set(Section) - {Section.RATINGS, Section.RECOMMENDATION}:
        shown = [(item.label, item.text, item.severity) for item in read.sections[section]]
        assert shown == [(item.label, item.text, item.severity) for item in RECORD.items(section)]
    assert {item.competency: item.rating for item in read.sections[Section.RATINGS]} == {
        **dict.fromkeys(DEFAULT.competency_names, "Not assessed"),
        "Ownership": "Meets+",
    }
    assert [item.verdict for item in read.sections[Section.RECOMMENDATION]] == ["Leaning Hire"]
    assert read.not_understood == ()


def test_no_flags_are_none() -> None:
    (read,) = read_text(to_markdown(UNFLAGGED).rpartition("<!--")[0].encode(), DEFAULT)
    assert (read.sections[Section.FLAGS], read.not_understood) == ((), ())
