"""Characters that nothing shows: found wherever they stand, and nothing else is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.hidden import runs


@given(st.text())
def test_the_runs_are_the_text_shown_and_hidden_by_turns(text: str) -> None:
    found = list(runs(text))
    assert "".join(run.text for run in found) == text
    assert all(run.text for run in found)
    assert all(before.is_hidden != after.is_hidden for before, after in pairwise(found))


def test_a_message_is_spelled_out() -> None:
    (shown, hidden) = runs("I left." + "".join(chr(0xE0000 + ord(char)) for char in "Hi!") + "\u200b")
    assert (shown.text, shown.is_hidden, shown.message) == ("I left.", False, "")
    assert (hidden.is_hidden, hidden.message) == (True, "Hi!")
