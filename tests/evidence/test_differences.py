"""What became of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.differences import Fate, word_difference


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    stretches = word_difference(old, new)
    assert "".join(each.text for each in stretches if each.fate is not Fate.INSERTED) == old
    assert "".join(each.text for each in stretches if each.fate is not Fate.DELETED) == new


def test_a_word_is_told_as_a_whole() -> None:
    assert [(each.fate, each.text) for each in word_difference("I didn't test it.", "I tested it.")] == [
        (Fate.KEPT, "I "),
        (Fate.DELETED, "didn't test "),
        (Fate.INSERTED, "tested "),
        (Fate.KEPT, "it."),
    ]
