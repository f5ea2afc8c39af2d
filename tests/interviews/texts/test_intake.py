"""What is accepted as text, and how files are read. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.texts import ANSWER_LIMIT, TextRefused, accept, decode

WORDS = "Wir prüften es – und sagten „nein“.\nΝαι, это так."


def accepted(raw: str) -> str:
    return accept(raw, what="answer", limit=ANSWER_LIMIT)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_is_stored_the_same(line_end: str) -> None:
    assert accepted(f"one{line_end}two") == "one\ntwo"


def test_blanks_around_a_text_go_and_those_inside_stay() -> None:
    assert accepted("\n\n  First.\n\n\tThen  this. \n") == "First.\n\n\tThen  this."


@pytest.mark.parametrize("text", ["Yes", "👩‍👩‍👧 👍🏽", "\u200fשלום", "½ liter", "e\u0301t\u00e9"])
def test_what_is_text_stays_as_it_is(text: str) -> None:
    assert accepted(text) == text


@pytest.mark.parametrize("raw", ["", "  \n\t ", "\u00a0", "\u200b\u200e", "\ufeff"])
def test_nothing_to_see_is_empty(raw: str) -> None:
    with pytest.raises(TextRefused, match=r"^The answer is empty\.$"):
        accepted(raw)


@pytest.mark.parametrize("foreign", ["\0", "\x07", "\x1b", "\x7f", "\ud800"])
def test_characters_that_no_text_has_are_refused(foreign: str) -> None:
    with pytest.raises(TextRefused, match="not text"):
        accepted(f"I did{foreign} it.")


def test_the_limit_counts_characters_not_bytes() -> None:
    assert len(accepted("🌍" * ANSWER_LIMIT + "\r\n")) == ANSWER_LIMIT


def test_a_text_over_the_limit_is_told_both_numbers() -> None:
    with pytest.raises(TextRefused, match=r"50,001 characters.*50,000"):
        accepted("x" * (ANSWER_LIMIT + 1))


@given(st.text())
def test_what_was_accepted_is_accepted_unchanged(raw: str) -> None:
    try:
        text = accepted(raw)
    except TextRefused:
        return
    assert accepted(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encoding_it_has(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert decode("It’s a café.".encode(encoding)) == "It’s a café."


@pytest.mark.parametrize("encoding", ["windows-1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "It’s Zoë’s café – 5 €.",
        "“We can’t”, they said … and left.",
        "• first\n• second, naïve",
        "Ähnlich übel, größer",
        "The team had 10–12 people",
        "Plain words and one – dash",
    ],
)
def test_a_file_of_an_old_program_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word document"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"\x7fELF\x02\x01\x01\0\0", "not a text file"),
        (b"\x81\x8d\x8f", "not a text file"),
        (b"\xff\xfea\0b", "not a text file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(TextRefused, match=what):
        decode(data)


@given(st.binary())
def test_any_file_is_read_as_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except TextRefused:
        return
    assert "\0" not in text
