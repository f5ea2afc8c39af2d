"""A text without its candidate. Every candidate here is invented, and so is what they say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.texts.masking import PLACEHOLDERS, mask

NAMES = frozenset({"Mara Example-Núñez"})
NEEDLES = (
    "Mara",
    "mara",
    "MÁRA",
    "Ma\u0301ra",
    "Ma\u200bra",
    "Núñez",
    "Nunez’s",
    "Example-Nunez",
    "M. Example",
    "Example, Mara",
    "maraexample",
    "mnunez",
    "mara.example@mail.example.org",
    "+49 171 1234567",
    "(020) 7946 0018",
    "https://example.org/in/mara?x=1",
    "linkedin.com/in/mara-e",
    "@mara_codes",
    "data:image/png;base64,iVBORw0KGgo=",
)
PLAIN = ("I", "fixed", "the queue", "é", "it.", "for 12 weeks", "\n", "—", "So", "C++", "99.95%", "a marathon", "Maras")
said = st.lists(st.sampled_from(NEEDLES + PLAIN), max_size=30).map(" ".join)


def hidden(text: str, *names: str) -> str:
    return mask(text, frozenset(names) or NAMES).text


@pytest.mark.parametrize(
    ("name", "text", "reads"),
    [
        ("Mara Example", "Mara Example's plan.", "[name]'s plan."),
        ("Mara Example", "Example, M. wrote it; M. Example, too.", "[name]. wrote it; [name], too."),
        ("Mara Example", "See mara_example.jpg and MaraExample.", "See [name].jpg and [name]."),
        ("Mara Example", "Marathon examples, and me.", "Marathon examples, and me."),
        ("Mara Example", "Mail mara@mail.example.org or mara@home.", "Mail [e-mail] or [name][link]."),
        ("Mara Example", "![Mara](https://pictures.example.org/m.png)", "![[name]]([link])"),
        ("Mara Example", "My page: mara.example.dev/about, or x.com/mara.", "My page: [link], or [link]."),
        ("María Núñez-O'Hara", "Maria asked OHARA; o’hara said no.", "[name] asked [name]; [name] said no."),
        ("Jörg Müller", "Joerg, or JORG MULLER, was there.", "[name], or [name], was there."),
        ("Søren Łuk", "Soren Luk", "[name]"),
        (
            "Vincent van Gogh",
            "Vincent van Gogh took a van to the van Gogh fair.",
            "[name] took a van to the [name] fair.",
        ),
        ("Dr. Ann Ives", "Dr. Ives saw the dr. I, Bob, saw Ann.", "[name] saw the dr. I, Bob, saw [name]."),
        ("Will Long", "How long will it take? Ask Will.", "How long will it take? Ask [name]."),
        ("Will", "It will hold, Will said.", "It will hold, [name] said."),
        ("Will Long", "will long said no", "[name] said no"),
        ("Li Wei", "Li spoke. A list of lines from li wei.", "[name] spoke. A list of lines from [name]."),
        ("王小明", "我是王小明。小明做了。", "我是[name]。[name]做了。"),
        ("김민수", "김민수가 했다. 민수는 갔다.", "[name]가 했다. [name]는 갔다."),
        ("Мария Иванова", "МАРИЯ и Иванова М.", "[name] и [name]."),
    ],
)
def test_a_name_goes_however_it_is_written(name: str, text: str, reads: str) -> None:
    assert hidden(text, name) == reads


@pytest.mark.parametrize(
    "text",
    [
        "We served 1 300 000 000 requests and saved $1 300 000 in 2023 and 12 500 hours in 2024.",
        "From 2024-01-02 to 2024-03-04, 10.20.30.40 was down 99.95% of 24 hours.",
        "It used node.js/express, e.g. and/or CI/CD, 24/7.",
    ],
)
def test_results_and_tools_stay(text: str) -> None:
    assert hidden(text) == text


@given(said)
def test_nothing_of_it_is_left(text: str) -> None:
    masked = hidden(text).casefold()
    words = masked.replace("[name]", " ").replace("-", " ").split()
    assert not {"mara", "mára", "example", "núñez", "nunez", "maraexample", "mnunez"} & {
        word.strip(".,;").removesuffix("’s") for word in words
    }
    assert not any(
        part in masked for part in ("mail.example", "1234567", "7946", "example.org", "mara_", "base64", "linkedin")
    )


@given(said)
def test_masking_what_is_masked_changes_nothing(text: str) -> None:
    assert hidden(hidden(text)) == hidden(text)


@given(st.lists(st.sampled_from(PLAIN), max_size=30).map(" ".join))
def test_a_text_that_names_nobody_stays_as_it_is(text: str) -> None:
    assert hidden(text) == text


@given(said, st.data())
def test_spans_keep_their_order_and_quote_what_they_quoted(text: str, data: st.DataObject) -> None:
    masked = mask(text, NAMES)
    offset = st.integers(0, len(text))
    ends = sorted(data.draw(st.lists(offset, min_size=2, max_size=8)))
    spans = list(pairwise(ends))
    placed = [masked.span(*span) for span in spans]
    assert [start for start, _ in placed] == sorted(start for start, _ in placed)
    assert [end for _, end in placed] == sorted(end for _, end in placed)
    for (start, end), (first, last) in zip(spans, placed, strict=True):
        if start == end:
            continue
        quote = masked.text[first:last]
        touched = [one for one in masked.stretches if one.start < end and start < one.end]
        if not touched:
            assert quote == text[start:end]
        assert all(one.placeholder in quote for one in touched)


@given(said)
def test_the_whole_text_has_the_whole_projection(text: str) -> None:
    masked = mask(text, NAMES)
    assert masked.span(0, len(text)) == (0, len(masked.text))


def test_where_an_at_calls_a_colleague_it_begins_no_handle() -> None:
    said = mask("@Ines, Mara is @mara at mara@mail.example.org.", NAMES, calls=True)
    assert said.text == "@Ines, [name] is @[name] at [e-mail]."


def test_it_takes_time_in_proportion_to_the_text() -> None:
    """Told by what is found, not by a clock: a text a hundred times as long has a hundred times as many stretches."""
    once = "Mara wrote to mara@mail.example.org. "
    assert len(mask(once * 100, NAMES).stretches) == 100 * len(mask(once, NAMES).stretches)


def test_placeholders_are_few_and_say_what_was_there() -> None:
    assert set(PLACEHOLDERS.values()) == {"[e-mail]", "[phone]", "[link]"}
