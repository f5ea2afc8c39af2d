"""What is mended in a pasted text, and that nothing else changes. All texts are invented."""

from textwrap import fill

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interviews.texts import Change, Repair, repair


def misread(text: str, encoding: str) -> str:
    """As a program shows UTF-8 that it takes for `encoding`."""
    return text.encode("utf-8").decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The vendor’s plan", "windows-1252"),
        ("We had 10–12 people", "windows-1252"),
        ("a café in Köln", "windows-1252"),
        ("The vendor’s plan", "mac_roman"),
        ("“We can’t”, they said", "mac_roman"),
        ("★★★☆☆", "mac_roman"),
        ("Ownership: 👍", "mac_roman"),
        ("👩‍👩‍👧 and 🤔", "mac_roman"),
        ("❤️ 👍🏽!", "mac_roman"),
        ("❌", "mac_roman"),
        ("☆ ⭐", "mac_roman"),
    ],
)
def test_misread_characters_are_read_again(text: str, encoding: str) -> None:
    garbled = misread(text, encoding)
    assert garbled != text
    assert repair(garbled).text == text


@pytest.mark.parametrize("encoding", ["windows-1252", "mac_roman"])
@pytest.mark.parametrize("text", ["The vendor’s plan", "★★☆☆☆", "🌟 👌 🤨"])
def test_what_was_misread_twice_is_read_again_twice(text: str, encoding: str) -> None:
    once = misread(text, encoding)
    assert repair(misread(once, encoding)).text == text


@pytest.mark.parametrize("text", ["Sie sagte ‚öffentlich‘.", "‚Ölwechsel‘", "‚so‘"])
def test_a_german_quotation_is_no_symbol(text: str) -> None:
    assert repair(text).text == text


def test_a_garbled_word_is_mended_beside_sound_ones() -> None:
    garbled = f"“Yes” – 👍 – it’s Zoë, {misread('it’s', 'windows-1252')} {misread('🤔', 'mac_roman')} 日本"
    assert repair(garbled).text == "“Yes” – 👍 – it’s Zoë, it’s 🤔 日本"


@pytest.mark.parametrize(
    ("pasted", "mended"),
    [
        ("the ﬁrst oﬃce ﬂoor", "the first office floor"),
        ("re\u00adspon\u00adsible", "responsible"),
        ("5\u00a0000\u202f€", "5 000 €"),
        ("\ufeffzero\u200bwidth\u2060", "zerowidth"),
        ("\uf0b7\tfirst\n\uf0a7\tsecond", "•\tfirst\n•\tsecond"),
        ("page one\n\x0cpage two", "page one\npage two"),
        ("page one\x0cpage two", "page one\npage two"),
        ("one\x0btwo", "one\ntwo"),
    ],
)
def test_what_programs_leave_behind_is_mended(pasted: str, mended: str) -> None:
    assert repair(pasted).text == mended


WRAPPED = """\
In my second year at the printing house the orders for the spring cata-
logue came in twice, and nobody could say which of the two lists was the
right one. I compared them line by line, found that an export had run on
a changed calendar, and wrote a check that stops the second run. It was a
long-term fix, because the same export also feeds the invoices.
Then I told the sales team.

The second paragraph is wrapped at the same width, so that its lines are
joined as well:
- a list stays a list
- with its items"""

UNWRAPPED = """\
In my second year at the printing house the orders for the spring catalogue came in twice, and nobody could say which \
of the two lists was the right one. I compared them line by line, found that an export had run on a changed calendar, \
and wrote a check that stops the second run. It was a long-term fix, because the same export also feeds the invoices.
Then I told the sales team.

The second paragraph is wrapped at the same width, so that its lines are joined as well:
- a list stays a list
- with its items"""


def test_lines_that_a_pdf_wrapped_are_joined() -> None:
    assert repair(WRAPPED).text == UNWRAPPED


@pytest.mark.parametrize("first", ["It was a long-", "We formed a cross-", "This was a first-", "They had a problem-"])
def test_a_compound_broken_at_its_hyphen_keeps_it(first: str) -> None:
    wrapped = WRAPPED.replace("spring cata-\nlogue", f"spring. {first}\nlasting thing")
    assert f"{first}lasting" in repair(wrapped).text


@pytest.mark.parametrize(
    "text",
    [
        "First I asked.\nThen I listened.\nThen I decided, with the numbers in front of me.",
        "\n".join(
            f"Item {number}: I rewrote the module and had it reviewed before it went out." for number in range(6)
        ),
        "- I measured where the time goes in every one of the nightly jobs we had\n" * 5,
        "Q: And then?\nA: I rolled back.\nQ: Why?\nA: The disk was full, the second time in a week.",
        "def f(x):\n    return x\n\nThat was all of it.",
    ],
)
def test_lines_that_a_person_broke_stay(text: str) -> None:
    assert repair(text).text == text


SOUND = "we wrote Zoë’s “quoted” – it’s … (10–12) 5€ ½ naïve Łódź Ångström São ¿qué? λόγος это 日本 👍🏽 \u200fשלום"
sound_words = st.sampled_from(SOUND.split())
widths = st.integers(70, 100)
breaks = st.sampled_from((" ", " ", " ", ", ", ".\n", "\n\n"))


@given(st.lists(st.tuples(sound_words, breaks)))
def test_a_sound_text_stays_as_it_is(pieces: list[tuple[str, str]]) -> None:
    """The last line is too long to have been wrapped, which shows that nothing was."""
    text = "".join(word + after for word, after in pieces) + "word " * 30
    assert repair(text).text == text
    assert repair(text).changes == ()


@given(st.lists(st.sampled_from(("compared", "reports", "customers", "migration")), min_size=45, max_size=60), widths)
def test_a_wrapped_paragraph_comes_back_whole(words: list[str], width: int) -> None:
    paragraph = " ".join(words)
    assert repair(fill(paragraph, width)).text == paragraph


@given(st.text() | st.text(alphabet="aé \n\r-’‚Äôâ€™Ãü\uf8ffëç\u00a0\u00adﬁ\x0c"))
@example(misread(misread("It’s", "windows-1252"), "windows-1252"))
@example(WRAPPED)
def test_a_second_repair_changes_nothing(text: str) -> None:
    mended = repair(text).text
    assert repair(mended).text == mended
    assert repair(mended).changes == ()


def test_changes_are_counted_together_with_the_most_frequent_first() -> None:
    garbled = misread("the vendor’s plan, the client’s wish", "mac_roman") + " of the ﬁrst day"
    assert repair(garbled).changes == (Change("‚Äô", "’", 2), Change("ﬁ", "fi", 1))


def test_a_change_of_something_invisible_is_named() -> None:
    (change,) = repair("5\u00a0km").changes
    assert (change.before_shown, change.after_shown) == ("[no-break space]", "[space]")


def test_a_word_of_a_million_letters_is_left_alone() -> None:
    """Looked at letter by letter anew from each of them, it would keep the tests from ever ending."""
    word = "a" * 1_000_000
    assert repair(word) == Repair(word, ())
