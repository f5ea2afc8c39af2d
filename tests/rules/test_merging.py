"""What several answers say alike: nothing lost, nothing made up."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.merging import merged

said = st.lists(st.tuples(st.text(alphabet="aA .", max_size=4), st.integers()), max_size=12)


def test_alike_are_case_white_space_and_the_last_dot_only() -> None:
    alike = [("Owns it.", 1), ("Does not own it", 2), ("owns  it", 3)]
    assert merged(alike) == [("Owns it.", [1, 3]), ("Does not own it", [2])]


@given(said)
def test_every_place_is_there_once_under_a_text_that_was_said(pairs: list[tuple[str, int]]) -> None:
    found = merged(pairs)
    assert sorted(place for _, places in found for place in places) == sorted(place for _, place in pairs)
    assert {text for text, _ in found} <= {text for text, _ in pairs}


@given(said)
def test_what_was_said_most_often_comes_first_and_merging_again_changes_nothing(pairs: list[tuple[str, int]]) -> None:
    found = merged(pairs)
    counts = [len(places) for _, places in found]
    assert counts == sorted(counts, reverse=True)
    assert [text for text, _ in merged([(text, 0) for text, _ in found])] == [text for text, _ in found]
