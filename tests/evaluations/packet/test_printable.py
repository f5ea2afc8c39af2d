"""Text cut into what can be printed and what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.packet.printable import Kind, direction, language, missing, note, runs

ANCIENT = "\U00013000"
"""An Egyptian hieroglyph, which none of the fonts has."""


def drawn(text: str) -> str:
    return "".join(run.text for run in runs(text) if run.kind is Kind.TEXT).replace("\u200b", "")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "M"])))
def test_what_can_be_drawn_is_left_as_it_is(text: str) -> None:
    lost = set(missing([text]))
    assert drawn(text) == "".join(
        char for char in text.replace("\u2028", "\n").replace("\u2029", "\n") if char not in lost
    )


@given(st.text())
def test_what_is_not_drawn_is_told(text: str) -> None:
    kinds = {run.kind for run in runs(text)}
    assert (Kind.MISSING in kinds) == bool(missing([text]))
    assert all(run.text for run in runs(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"a{ANCIENT}b", [("text", "a"), ("missing", "[U+13000]"), ("text", "b")]),
        (ANCIENT * 30, [("missing", "[30 characters: U+13000 …]")]),
        ("a\u200bb", [("text", "a"), ("hidden", "[1 invisible character]"), ("text", "b")]),
        ("a\tb\r\nc\x0bd", [("text", "a    b\nc\nd")]),
        ("a\x07", [("text", "a"), ("missing", "[U+0007]")]),
        ("e\u0301 क्षि 👩‍💻 ❤️", [("text", "e\u0301 क्षि 👩‍💻 ❤️")]),
        ("क\u0591", [("missing", "[U+0915 U+0591]")]),
    ],
)
def test_each_run_is_of_one_kind(text: str, found: list[tuple[str, str]]) -> None:
    assert [(run.kind, run.text) for run in runs(text)] == found


def test_a_word_that_no_line_holds_may_be_broken_and_others_may_not() -> None:
    (long,) = runs("x" * 100)
    (usual,) = runs("Donaudampfschifffahrt is a word. " * 9)
    (unspaced,) = runs("我在凌晨三点修复了服务器" * 9)
    assert max(map(len, long.text.split("\u200b"))) <= 8
    assert "\u200b" not in usual.text + unspaced.text


def test_the_note_names_some_and_counts_all() -> None:
    assert note([], "this answer") == ""
    assert note(missing([ANCIENT]), "this answer") == (
        "1 character of this answer cannot be printed here: U+13000; see the page."
    )
    many = note(missing(["".join(chr(0x13000 + number) for number in range(20)) * 100]), "this answer")
    assert many.startswith("2,000 characters of this answer")
    assert many.endswith("U+1300B and 8 more; see the page.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1. Then", "ltr"), ("", "ltr"), ("“אז", "rtl"), ("3 ثم then", "rtl"), ("then ثم", "ltr")],
)
def test_the_direction_is_that_of_the_first_letter(text: str, expected: str) -> None:
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("直しました", "ja"), ("修复", "zh"), ("漢字와 한글", "ko"), ("mended", "")]
)
def test_languages_that_draw_the_same_characters_differently_are_told_apart(text: str, expected: str) -> None:
    assert language(text) == expected
