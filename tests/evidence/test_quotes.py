"""What a page shows as a candidate's words are the candidate's words, and say what the candidate said."""

import unicodedata
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.folding import fold
from evaluations.evidence.quotes import find, holds
from tests.evidence import invented

DENYING = {"not", "never", "didn't", "hardly", "failed"}
DRESSES = {
    " ": (" ", "\u00a0", "  ", "\n", "\u2009"),
    "'": ("'", "’", "`"),
    '"': ('"', "“", "”", "«"),
    "-": ("-", "‐", "–", "—", "\u00ad-"),
    "é": ("é", "e\u0301"),
    "a": ("a", "a\u200b", "\u200ea"),
}
randoms = st.integers(0, 2**32).map(Random)


def found(quote: str, text: str) -> str | None:
    span = find(quote, text)
    return text[slice(*span)] if span else None


def dressed(random: Random, text: str) -> str:
    return "".join(random.choice(DRESSES.get(char, (char,))) for char in text)


@given(randoms)
def test_every_sentence_is_found_where_it_stands(random: Random) -> None:
    sentences = invented.answer(random)
    text = invented.written(sentences)
    for words in sentences:
        assert found(" ".join(words) + ".", text) == " ".join(words) + "."


@given(randoms)
def test_every_slice_of_four_words_that_is_not_behind_a_negation_is_found(random: Random) -> None:
    sentences = invented.answer(random)
    text = invented.written(sentences)
    for words in sentences:
        part = invented.slice_of(random, words)
        if not DENYING & set(part.before):
            assert found(part.quote, text) == part.quote


@given(randoms)
def test_a_quote_in_other_clothes_is_found(random: Random) -> None:
    sentences = invented.answer(random)
    text = dressed(random, invented.written(sentences))
    words = random.choice(sentences)
    shown = found(dressed(random, " ".join(words)), text)
    assert shown is not None
    assert fold(shown).text == fold(" ".join(words)).text


def test_ten_thousand_edits_that_change_the_meaning_are_all_refused() -> None:
    random = Random(20261123)
    tried: Counter[str] = Counter()
    while tried.total() < 10_000:
        sentences = invented.answer(random)
        text = invented.written(sentences)
        for words in sentences:
            part = invented.slice_of(random, words, at_least=5)
            edit = random.choice(invented.EDITS)
            edited = " ".join(edit(random, list(part.words))).strip()
            if edited != part.quote:
                tried[edit.__name__] += 1
                assert find(edited, text) is None, f"{edited!r} is not what {' '.join(words)!r} says"
    assert min(tried[edit.__name__] for edit in invented.EDITS) > 500


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("30% increase in revenue", "It was a 130% increase in revenue."),
        ("30% increase in revenue", "It was a 1.30% increase in revenue."),
        ("30% increase in revenue", "It was a -30% increase in revenue."),
        ("30% increase in revenue", "It was a −30% increase in revenue."),
        ("300 users joined last week", "About 1,300 users joined last week."),
        ("300 users joined last week", "About 1\u202f300 users joined last week."),
        ("and costs rose by 30", "Sales fell and costs rose by 30%."),
        ("and costs rose by 30", "Sales fell and costs rose by 30.5 points."),
        ("he did own the plan", "She did own the plan."),
        ("we then called the client", "So we then called the client's lawyer."),
        ("I said that we do", "I said that we don't."),
        ("known for our fast work", "We were well-known for our fast work."),
        ("we wrote it in C", "Then we wrote it in C++ again."),
        ("cafe was ours to run", "The cafe\u0301 was ours to run."),
        ("I planned it with Jose", "I planned it with Jose\u0301 then."),
    ],
)
def test_a_token_is_never_cut_in_two(quote: str, text: str) -> None:
    assert find(quote, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I did not take ownership of that rollout.",
        "I didn’t take ownership of that rollout.",
        "I did not really take ownership of that rollout.",
        "I NEVER take ownership of that rollout.",
        "We left without “take ownership of that rollout” in it.",
        "They cannot take ownership of that rollout.",
        "I failed to take ownership of that rollout.",
        "I didnt take ownership of that rollout.",
        "I decided not to take ownership of that rollout.",
        "It was not really a take ownership of that rollout.",
        "It is not\nquite take ownership of that rollout.",
    ],
)
def test_a_quote_cut_off_behind_its_negation_does_not_count(text: str) -> None:
    assert find("take ownership of that rollout", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I did not. I then did own that rollout myself.",
        "I had not only planned, I then did own that rollout myself.",
        "Did it help? It did not; I then did own that rollout myself.",
        "No, I then did own that rollout myself.",
        "There was a knot: I then did own that rollout myself.",
    ],
)
def test_a_negation_of_something_else_does_not_hide_a_quote(text: str) -> None:
    assert found("I then did own that rollout", text) == "I then did own that rollout"


def test_a_negation_within_the_quote_is_the_candidates_own() -> None:
    text = "To be fair, I did not own that rollout."
    assert found("I did not own that rollout", text) == "I did not own that rollout"
    assert found("not own that rollout", text) == "not own that rollout"


def test_the_next_occurrence_counts_where_the_first_does_not() -> None:
    text = "I did not own that rollout alone. Later I did own that rollout alone."
    assert find("own that rollout alone", text) == (text.rindex("own"), len(text) - 1)


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        ("We shipped", "We shipped.", "We shipped"),
        ("We shipped.", "First. We shipped! Then rest.", "We shipped"),
        ("took over", "1. took over\n2. slept", "took over"),
        ("took over", "• took over\n• slept", "took over"),
        ("修好了数据库", "修好了数据库。然后上线。", "修好了数据库"),
        ("We shipped", "We shipped it.", None),
        ("shipped it late", "We shipped it late.", None),
        ("数据库", "修好了数据库。", None),
        ("took over", "We took over", None),
        ("", "We shipped it.", None),
        ("...", "We shipped it...", None),
    ],
)
def test_fewer_than_four_words_count_only_as_a_whole_sentence(quote: str, text: str, shown: str | None) -> None:
    assert found(quote, text) == shown


@pytest.mark.parametrize(
    "quote", ['"I owned the plan."', "...I owned the plan...", "“I owned the plan…”", " I owned the plan. "]
)
def test_marks_that_a_quoter_puts_around_a_quote_are_left_out(quote: str) -> None:
    assert found(quote, "In the end I owned the plan and its cost.") == "I owned the plan"


@pytest.mark.parametrize("quote", ["I owned the plan!", "i owned the plan", "I owned [...] the plan", "I owned plan"])
def test_nothing_else_is_forgiven(quote: str) -> None:
    assert find(quote, "In the end I owned the plan and its cost.") is None


def test_a_long_dash_separates_what_a_hyphen_joins() -> None:
    assert found("I owned the plan", "Then I owned the plan—and its cost.") == "I owned the plan"
    assert find("I owned the plan", "Then I owned the plan-and-cost sheet.") is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("🎉👩🏽‍💻 بعد ذلك أصلحت الخطأ بنفسي تماما. انتهى", "أصلحت الخطأ بنفسي تماما"),
        ("אחר כך תיקנתי את הבאג לבד. סוף", "תיקנתי את הבאג לבד"),
        ("मैंने टीम के साथ योजना बनाई। बस", "टीम के साथ योजना"),
        ("🎉 Zoe\u0308 and I fixed it 🎉 today.", "Zoë and I fixed it"),
        ("저는 그 문제를 직접 해결했습니다.", unicodedata.normalize("NFD", "그 문제를 직접 해결했습니다")),
    ],
)
def test_any_script_is_found_and_cut_by_code_points(text: str, quote: str) -> None:
    shown = found(quote, text)
    assert shown is not None
    assert unicodedata.normalize("NFC", shown) == unicodedata.normalize("NFC", quote)


@pytest.mark.parametrize(
    ("start", "end"),
    [(2, 20), (2, 26), (-3, 28), (0, 900), (28, 28), (9, 2), (40, 61)],
    ids=["few words", "word cut", "before", "behind", "empty", "turned", "negated"],
)
def test_what_no_quote_could_have_been_does_not_stand(start: int, end: int) -> None:
    text = "I owned the invented rollout. I did not ship any of it alone."
    assert holds(text, 0, 28)
    assert not holds(text, start, end)
