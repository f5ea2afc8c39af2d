"""No line of a document is lost: it is read, or it is structure, or it is told with its number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evaluations.forms.reading import ReadEvaluation
from evaluations.forms.reading.text_documents import read_text
from tests.evaluations.forms.reading.documents import parts
from tests.rules.samples import DEFAULT

# "@" stands for a word that no other line has.
NAMES = ("Question", "Answer", "Follow-ups", "Feedback", "Red Flag", *parts())
WAYS = (
    *(
        "## {}",
        "### {}",
        "#### {} (20260109)",
        "**{}**",
        "{}",
        "{}:",
        "{}: @",
        "4. {}",
        "3) {} (as told)",
        "**2. {}:** @",
    ),
    *("Section 7: {}", "{}\n=====", "=====\n{}", "📝 {}", "- {}", "| {} | @ |", "\\## {}", "{} @"),
)


def headings(names: Sequence[str]) -> st.SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(WAYS), st.sampled_from(names))


STATED = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("", "- ", "* ", "  - ", "1. ", "**", "| ", "### ", "\t")),
    st.sampled_from(
        (
            *("Ownership", "Culture Fit", "Leadership / Influence", "Grit", "Vagueness", "Lack of reflection"),
            *("Rating", "Level", "Date", "Candidate", "Verdict", "Severity", "Justification", "Summary", "Competency"),
        )
    ),
    st.sampled_from((": ", " - ", " | ", "** – ", " ", " (", ":** ")),
    st.sampled_from(
        (
            *("Meets+", "👍", "Meets+ (👌)", "Strong", "4/5", "Hire", "🤔 Leaning Hire", "No Hire (🌟)", ":+1:", "N/A"),
            *(
                "★★☆☆☆",
                "2/5",
                "3",
                "mild concern",
                "2 - mild concern",
                "None",
                "Senior",
                "at Staff level",
                "2026-01-09",
            ),
        )
    ),
    st.sampled_from(("", " @", " - @", " |", ") @", " (@)", " | @ |", ": @: @", "\n  @", "\n@")),
)
ODD = st.sampled_from(
    (
        *("@", "- @", "• @", "-@", "  @", "    @", "1. @", "a) @", "[x] @", "> @", "**@**", "**@**: @", "__@__", "@:"),
        *("## @", "#@", "### @\n@", "<!-- @", "<!-- @ -->", "Q: @", "A: @", "Reply: @", "**@?**\n\n@"),
        *(
            "",
            "  ",
            "=====",
            "---",
            "* * *",
            "-",
            "1.",
            "|---|:-:|",
            "| @ | @ |",
            "|@",
            "None",
            "- None.",
            "N/A",
            "@\x0c@",
        ),
        *(
            "No red flags @",
            "Severity: 2 - @",
            "- @ (★★☆☆☆): @",
            "- @: @ 3/5",
            "- @ - ★★",
            "@ @ @ " + "long " * 12 + "\nand @",
        ),
    )
)


def lines(names: Sequence[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(headings(names), STATED, ODD), max_size=12).map("\n".join)


BEFORE, LINES = lines(NAMES[2:]), lines(NAMES)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Composed of anything that people write, in any order; a question and the beginning of an answer are there."""
    text = "\n".join(
        ["# Evaluation", draw(BEFORE), "## Question", f"Why @?\n{draw(BEFORE)}", "## Answer", "@.", draw(LINES)]
    )
    text += f"\n{draw(LINES)}\n{draw(LINES)}"
    words = (f"w{number}w" for number in range(text.count("@")))
    return re.sub("@", lambda _: next(words), text)


def words_of(text: str) -> list[str]:
    return re.findall(r"w\d+w", text)


def kept(found: tuple[ReadEvaluation, ...]) -> set[str]:
    return set(
        words_of(repr([(one.question, one.answer, one.follow_ups, one.sections, one.candidate) for one in found]))
    )


@given(documents())
def test_every_line_is_read_or_told(text: str) -> None:
    found = read_text(text.encode(), DEFAULT)
    told = [line for one in found for line in one.not_understood]
    missing = set(words_of(text)) - kept(found) - {word for line in told for word in words_of(line.text)}
    assert not missing


@given(documents())
def test_what_is_told_has_its_line(text: str) -> None:
    lines = text.split("\n")
    for one in read_text(text.encode(), DEFAULT):
        for line in one.not_understood:
            first = words_of(line.text)[:1]
            assert first == [] or line.number == 0 or first[0] in lines[line.number - 1]


def as_misread(text: str, encoding: str) -> str:
    """What a program makes of UTF-8 that it takes for another encoding, a byte that it lacks kept."""
    return "".join(bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode())


@given(
    documents(),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le")),
    st.sampled_from(("", "mac_roman", "windows-1252")),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_a_file_says_the_same_however_it_was_saved(text: str, encoding: str, misread: str, end: str) -> None:
    saved = (as_misread(text, misread) if misread else text).replace("\n", end).encode(encoding)
    assert [without_ids(one) for one in read_text(saved, DEFAULT)] == [
        without_ids(one) for one in read_text(text.encode(), DEFAULT)
    ]


def without_ids(read: ReadEvaluation) -> ReadEvaluation:
    sections = {name: tuple(replace(item, id="") for item in items) for name, items in read.sections.items()}
    return replace(read, sections=sections)
