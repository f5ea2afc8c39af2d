"""Ranks: always one more between two."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules import ranks


def test_what_was_drafted_stands_in_its_order() -> None:
    found = [ranks.drafted(place) for place in range(10_500)]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=60))
def test_between_any_two_there_is_one_more(places: list[int]) -> None:
    listed = [ranks.drafted(place) for place in range(3)]
    for place in places:
        place = min(place, len(listed))
        low = listed[place - 1] if place else ""
        high = listed[place] if place < len(listed) else ""
        rank = ranks.between(low, high)
        assert low < rank
        assert not high or rank < high
        assert len(rank) <= max(len(low), len(high)) + 1
        assert not rank.endswith("0")
        listed.insert(place, rank)
