"""The form for a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.forms.record import Record
from evaluations.forms.text_form import to_text
from tests.evaluations.forms.records import RECORD, UNFLAGGED, records


def test_it_begins_with_the_verdict_and_how_it_came_about() -> None:
    text = to_text(RECORD)
    assert text.startswith("Leaning Hire   (drafted by the invented engine, Senior, FAANG behavioural v3)\n")
    assert "Mean of 1 assessed rating is 4.00" in text
    assert "If the red flags are confirmed: Leaning Hire." in text


def test_claims_stand_on_the_candidates_words() -> None:
    text = to_text(RECORD, width=200)
    assert "- Acts at once\n      “I pulled the plug 🔌 and it came back.”" in text
    assert "“I found the loose cable.”" in text
    assert "[looked for and not found]" in text
    assert "[no evidence found]" in text


def test_no_red_flags_are_said_to_be_none() -> None:
    assert "Red flags\n  None.\n" in to_text(UNFLAGGED)


@given(records(), st.integers(20, 200))
def test_any_evaluation_can_be_printed_at_any_width(record: Record, width: int) -> None:
    assert to_text(record, width).endswith("\n")
