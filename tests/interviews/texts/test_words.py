"""The words of a text, and the passage around those that somebody looks for."""

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from interviews.texts.words import AROUND, found_in, passage, words_of

WORD = st.text("abcÄßé中", min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=40)
ANY_TEXT = st.text(st.sampled_from("aB cÉ.-/'<>@_“”\u00a0\n中1é"), max_size=400)


@given(ANY_TEXT, st.lists(WORD, min_size=1, max_size=3))
def test_a_passage_is_cut_from_the_text_and_marks_each_word_looked_for_in_it(text: str, looked_for: list[str]) -> None:
    looked_for = [word.lower() for word in looked_for]
    cut = passage(text, looked_for)
    assert (cut is None) == (not found_in(text, looked_for))
    if cut is None:
        return
    assert "".join(piece.text for piece in cut.pieces) == text[cut.start : cut.end]
    assert (cut.is_beginning, cut.is_end) == (cut.start == 0, cut.end == len(text))
    assert cut.start <= cut.first < cut.end
    assert all(found_in(piece.text, looked_for) for piece in cut.pieces if piece.is_hit)
    assert not any(found_in(piece.text, looked_for) for piece in cut.pieces if not piece.is_hit)
    assert any(piece.is_hit for piece in cut.pieces)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_passage_is_short_and_cuts_no_word(before: int, after: int) -> None:
    text = f"{'word ' * before}unicorn{' word' * after}"
    cut = passage(text, ["unicorn"])
    assert cut
    assert cut.end - cut.start <= 2 * AROUND + len("unicorn")
    shown = text[cut.start : cut.end]
    assert set(shown.split()) <= {"word", "unicorn"}


def test_a_word_without_end_is_cut() -> None:
    cut = passage("x" * 50_000, ["xx", "xxx"])
    assert cut
    assert cut.end - cut.start <= 3 * AROUND


@pytest.mark.parametrize(
    ("text", "looked_for", "found"),
    [
        ("I deployed it", ["deploy"], {"deploy"}),
        ("I deployed it", ["deployed", "it"], {"deployed", "it"}),
        ("I went item by item", ["it"], set()),
        ("Go is fast", ["go"], {"go"}),
        ("We said no, twice.", ["no", "twice"], {"no", "twice"}),
        ("言語を学ぶ", ["言"], {"言"}),
        ("ÜBER alles", ["über"], {"über"}),
        ("a/b.path@host_name", ["host", "name", "path"], {"host", "name", "path"}),
    ],
)
def test_a_word_is_found_by_its_beginning_unless_that_is_too_short(
    text: str, looked_for: list[str], found: set[str]
) -> None:
    assert found_in(text, looked_for) == found


class InTheDatabase(TestCase):
    @given(ANY_TEXT)
    @example("see https://host.example/path?x=1 <b>bold</b> mail me@host.example, it's 3.5-4 v1.2 snake_case “so”")
    def test_it_splits_words_as_we_do(self, text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tsvector_to_array(words_of(%s))", [text])
            ((stored,),) = cursor.fetchall()
        assert set(stored) == set(words_of(text.lower()))
