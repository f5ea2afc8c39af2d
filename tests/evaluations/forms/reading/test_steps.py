"""Reading takes a step for each line, not for each pair of them, whatever a file repeats: the files are anybody's."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

import pytest

from evaluations.forms.reading import Unreadable, read
from tests.evaluations.forms.reading.documents import written
from tests.rules.samples import DEFAULT

STATED, ANSWERED, REPLIED, NOTED = "**Rating**", "rye for wheat. I", "Why", "rye for wheat, F"
RATED, RECOMMENDED, FLAGGED, SEVERE = "Strong", "Calm and quick", "Vagueness: The", "Vagueness: ★★"
PLACES = (STATED, ANSWERED, REPLIED, NOTED, RATED, RECOMMENDED, FLAGGED, SEVERE)
WHOLE = written().replace("## Feedback", "## Follow-ups\n\n### Why\n\nSo.\n\n## Feedback")
IN_A_LINE = (
    *(" ", "a", "- ", "-", "= ", "*", "**", "_", "#", "\\#", "(", "( ", "[ ] ", "|", "|-", ":", "a: ", "a - ", "<!-- "),
    *(
        "★",
        "2/5 ",
        "(severity ",
        "of ",
        "Meets+ ",
        "👍",
        ":+1:",
        "level: ",
        "1. ",
        "Not a. ",
        "20260109 ",
        "‚òÖ",
        "\u2028",
    ),
)
LINES = (
    *(
        "\n",
        "===\n",
        "- a\n",
        "- a\nb\n",
        "-\n",
        "  a\n",
        "1. a\n",
        "**a**\n",
        "| a | b |\n",
        "|---|\n",
        "None\n",
        "<!-- {}\n",
    ),
    *(
        "- Vagueness: a\n",
        "- Vagueness: ★★\n",
        "- a of b: 2\n",
        "2/5\n",
        "Severity: 2\n",
        "Ownership: Meets+\n",
        "Hire\n",
    ),
    *("Verdict: Hire\n", "Level: Senior\n", "2026-01-09\n", "Q: a\nA: b\n", "### a\nb\n", "\x0c", "\u00ad\n", "w.\n"),
)
HEADINGS = (
    *("## Feedback\n", "## Red Flag\n", "## Feedback\n1. Notes\n", "# Red Flag Evaluation\n", "## Answer\n", "## a\n"),
    *("## Follow-ups\n", "3. Strengths\n", "Strengths:\n- a\n", "Strengths: ---\n", "Notes: a\n", "a:\n\n"),
)
LONG = 100_000
"""Characters, in each place."""


def holding(unit: str, length: int, places: Iterable[str]) -> bytes:
    text = WHOLE
    for place in places:
        text = text.replace(place, f"{place}\n{unit * (length // len(unit))}\n", 1)
    return text.encode()


def steps(data: bytes) -> int:
    """How many lines of Debrief are executed to read it."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if "/evaluations/" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with suppress(Unreadable):
            read(data, DEFAULT)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        *((unit, PLACES) for unit in (*IN_A_LINE, *LINES)),
        *((unit, (place,)) for unit in HEADINGS for place in (ANSWERED, NOTED, FLAGGED)),
    ],
)
def test_twice_as_many_lines_more_take_twice_as_many_steps_more(unit: str, places: tuple[str, ...]) -> None:
    _, short, middle, long = (steps(holding(unit, length, places)) for length in (0, 500, 1_000, 2_000))
    assert long - middle <= 3 * max(middle - short, 0) + 500


@pytest.mark.parametrize("unit", IN_A_LINE)
def test_a_long_line_comes_to_an_end(unit: str) -> None:
    """Where a pattern looked at each pair of its characters, this would not end while anybody waits."""
    read(holding(unit, LONG, (NOTED, RATED, FLAGGED, SEVERE)), DEFAULT)
