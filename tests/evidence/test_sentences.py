"""A committee member reads each quote within its whole sentence, wherever and however the candidate typed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.sentences import Sentence, containing, split

PIECES = st.sampled_from(
    [
        "I led it",
        "e.g.",
        "Dr. Lee",
        "3.5",
        "p.m.",
        "…",
        "...",
        "?!",
        '."',
        ".",
        "。",
        "！",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        " ",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200)


def sentences_of(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@given(TEXTS)
def test_sentences_are_trimmed_ordered_and_leave_out_only_white_space(text: str) -> None:
    position = 0
    for sentence in split(text):
        assert text[position : sentence.start].strip() == ""
        shown = text[sentence.start : sentence.end]
        assert shown
        assert shown == shown.strip()
        position = sentence.end
    assert text[position:].strip() == ""


@given(TEXTS.filter(bool), st.data())
def test_a_range_is_in_the_sentences_it_overlaps(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentences = split(text)
    overlapping = tuple(i for i, one in enumerate(sentences) if max(one.start, start) < min(one.end, end))
    assert containing(sentences, start, end) == overlapping


def test_milliseconds_end_a_sentence_and_a_title_does_not() -> None:
    text = "Latency fell to 180 ms. Ms. Okoro agreed."
    assert sentences_of(text) == ["Latency fell to 180 ms.", "Ms. Okoro agreed."]


@pytest.mark.parametrize(
    "sentence",
    [
        "We chose a queue, e.g. Valkey, over a cron job.",
        "Dr. Osei and Mr. Lund vs. the vendor was approx. a draw.",
        "It grew by 3.5 points after v2.1.3 was out.",
        "The call at 5 p.m. was with our U.S. office.",
        "J. R. Adeyemi wrote it, see no. 4 of the list.",
        "I waited... and then called them.",
        '"Who owns this?" she asked the room.',
        "We read settings.py and example.org/a.b first.",
        "I wrapped this line\nI typed by hand.",
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences_of(f"Before it. {sentence} After it.") == ["Before it.", sentence, "After it."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke?! We fixed it.", ["It broke?!", "We fixed it."]),
        ("She said “Stop.” We did.", ["She said “Stop.”", "We did."]),
        ("(It was late.) We slept.", ["(It was late.)", "We slept."]),
        ("We met at 5 p.m. Then we left.", ["We met at 5 p.m.", "Then we left."]),
        ("i fixed it. then i slept.", ["i fixed it.", "then i slept."]),
        ("The answer was no. I left.", ["The answer was no.", "I left."]),
        ("It took weeks… Nobody asked.", ["It took weeks…", "Nobody asked."]),
        ("修好了。然后上线！好吗？", ["修好了。", "然后上线！", "好吗？"]),
        ("هل نجح؟ نعم.", ["هل نجح؟", "نعم."]),
    ],
)
def test_a_sentence_ends_at_its_stop(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


def test_bullets_and_blank_lines_end_a_sentence() -> None:
    text = "My steps:\n- read logs\n- wrote a fix. Tested it\n2. told them\r\n\r\nIt held"
    expected = ["My steps:", "- read logs", "- wrote a fix.", "Tested it", "2. told them", "It held"]
    assert sentences_of(text) == expected


def test_lines_without_any_punctuation_stand_for_themselves() -> None:
    assert sentences_of("took the pager\nread the logs\n  of both nodes") == [
        "took the pager",
        "read the logs\n  of both nodes",
    ]


def test_offsets_count_code_points() -> None:
    assert split("🎉 Done. Next 👍🏽.") == (Sentence(0, 7), Sentence(8, 16))
