"""A file of any usual encoding is read as what its writer saw, marks and stars included."""

import pytest

from interviews.texts import decode, mend_characters

MARKED = "- Ownership: 👍 👌 🌟 🤔 ❌ 🤨\n- Vagueness: ★★☆☆☆ ⭐⭐\n- the baker’s “oven” – cold… a café • done\n"
TYPED = "the baker’s “oven” – cold… a café • done\n"


def text_of(data: bytes) -> str:
    return mend_characters(decode(data))


def misread(text: str, encoding: str) -> str:
    """What a program makes of UTF-8 that it takes for another encoding, a byte that it lacks kept."""
    known = (bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode())
    return "".join(known)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_its_mark(encoding: str) -> None:
    assert text_of(MARKED.encode(encoding)) == MARKED


@pytest.mark.parametrize("encoding", ["windows-1252", "mac_roman"])
def test_the_old_encodings_are_told_apart(encoding: str) -> None:
    assert text_of(TYPED.encode(encoding)) == TYPED


@pytest.mark.parametrize("encoding", ["windows-1252", "mac_roman", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_misread_is_read_again(encoding: str, times: int) -> None:
    text = MARKED
    for _ in range(times):
        text = misread(text, encoding)
    assert text_of(text.encode()) == MARKED


def test_what_was_misread_in_part_is_read_again_in_part() -> None:
    first, second, third = MARKED.splitlines(keepends=True)
    mixed = first + misread(second, "mac_roman") + misread(third, "windows-1252")
    assert text_of(mixed.encode()) == MARKED


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_plain(end: str) -> None:
    assert text_of(TYPED.replace("\n", end).encode()) == TYPED


def test_an_ordinary_text_stays_as_it_is() -> None:
    text = "Müller & Söhne, „Äpfel“ ‚Öl‘ √2 ≤ π — ½ ﷼ 日本語\n"
    assert text_of(text.encode()) == text


def test_a_word_of_a_whole_file_is_read_in_no_time() -> None:
    """Quadratic, this would not end while anybody waits."""
    assert mend_characters("a" * 1_000_000) == "a" * 1_000_000
