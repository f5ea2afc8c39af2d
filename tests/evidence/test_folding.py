"""Folding changes nothing but what carries no meaning, and every folded character leads back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.folding import fold

ODD = st.sampled_from(
    "aé'’“”«»`…-–—−\u00a0\u2009\n\t \u200b\u00ad\ufeff\u0301\u0323\u1112\u1161\u11ab한\u09c7\u09beא🎉\u200d²"
)
TEXTS = st.text(ODD, max_size=40) | st.text(max_size=40)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_every_folded_character_stands_for_a_stretch_of_the_original_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end]).text


@given(TEXTS)
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("I\u00a0 took\n\tit", "I took it"),
        ("‘it’s’ “so” «so»", '\'it\'s\' "so" "so"'),
        ("2–3 — or −4, a--b", "2-3 - or -4, a-b"),
        ("wait…", "wait..."),
        ("re\u00adsolve\u200bd\ufeff", "resolved"),
        ("e\u200b\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_what_carries_no_meaning_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["2³", "½", "ﬁx", "①", "Ａ", "Straße", "STRASSE", "don't", "naïve"])
def test_what_carries_meaning_is_kept(text: str) -> None:
    assert fold(text).text == text


def test_offsets_lead_back_to_the_original() -> None:
    text = "“Cafe\u0301”… 🎉  ok"
    folded = fold(text)
    at = folded.text.index("é")
    assert text[folded.starts[at] : folded.ends[at]] == "e\u0301"
    at = folded.text.index("ok")
    assert text[folded.starts[at - 1] : folded.ends[at + 1]] == "  ok"
