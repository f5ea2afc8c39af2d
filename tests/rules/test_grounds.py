import pytest

from evaluations.rules.grounds import grounds_named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A strong accent made it hard to follow.", ("accent",)),
        ("Accents and a career gap of two years", ("accent", "career gap")),
        ("Several CAREER GAPS.", ("career gap",)),
        ("They accentuated the gap in the career plan.", ()),
        ("", ()),
    ],
)
def test_a_ground_is_named_by_its_words_in_a_row(text: str, named: tuple[str, ...]) -> None:
    assert grounds_named([text], ["accent", "career gap", " "]) == named
