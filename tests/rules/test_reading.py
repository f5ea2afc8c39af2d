"""A rubric file written from the docs page alone loads, or fails with the line and what to write instead."""

import re
from pathlib import Path

import pytest

from evaluations.rules.checking import check
from evaluations.rules.reading import Unreadable, read
from tests.rules.samples import DEFAULT, SHIPPED, SOURCE

PAGE = (Path(__file__).parents[2] / "docs" / "rubric.md").read_text(encoding="utf-8")
WRITTEN = (Path(__file__).parent / "written.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_a_shipped_rubric(path: Path) -> None:
    assert check(read(path.read_text(encoding="utf-8"))) == ()


def test_what_the_page_shows_can_be_loaded() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert check(read(example)) == ()


def test_what_somebody_wrote_by_the_page_can_be_loaded() -> None:
    assert check(read(WRITTEN)) == ()
    assert read(WRITTEN.replace("\n", "\r\n")) == read(WRITTEN)


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ('name = "FAANG behavioural"', "name = FAANG", "words stand between double quotes"),
        ('name = "FAANG behavioural"', 'nam = "FAANG"', "Did you mean “name”?"),
        ("points = 4", "point = 4", "Did you mean “points”?"),
        ("points = 4", 'points = "four"', "should be a whole number. Write points = 3."),
        ("points = 4", "points = 5000", "less than or equal to 1000"),
        ('competency = "Ownership"', 'competency = "Ownrship"', "Did you mean “Ownership”?"),
        ('level = "Senior"', 'level = "Principal"', "It has Junior-Mid, Senior, Staff."),
        ('Junior-Mid = "Says which', 'Junior = "Says which', "Did you mean “Junior-Mid”?"),
        ('kind = "key_not_assessed"', 'kind = "key_missing"', "Known are any_rating, rated_under"),
        ('kind = "key_not_assessed"', 'kid = "key_not_assessed"', "“kind” is missing"),
        ('absence_supports = ["Below"]', 'absence_supports = "Below"', 'Write absence_supports = ["Below"].'),
        ('combine = "mean"', 'combine = "average"', 'Write combine = "mean" or combine = "lowest".'),
        ('answer_share = "0.5"', 'answer_share = "50 %"', "should be a number"),
        ('at_least = "3.5"', 'at_least = "5.5"', "limits of the bands must fall"),
        ('label = "Vagueness"', 'label = "Vagueness"\nguidance = "Be fair."', "belongs at the top of the file"),
        ('[enough]\nanswer_share = "0.5"', '[[enough]]\nanswer_share = "0.5"', "should be a table of its own"),
        ("severity = 5\n", "severity = 5\nseverity = 5\n", "overwrite"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(written: str, instead: str, says: str) -> None:
    source = SOURCE.replace(written, instead, 1)
    assert source != SOURCE
    with pytest.raises(Unreadable) as told:
        read(source)
    (problem,) = [problem for problem in told.value.problems if says in problem.text]
    first = SOURCE[: SOURCE.index(written)].count("\n") + 1
    # What is missing is missing in the table that begins a little above.
    assert first - 3 <= problem.line <= first + instead.count("\n")
    assert str(problem).startswith(f"Line {problem.line}: ")


def test_a_key_that_is_missing_is_told_where_its_table_begins() -> None:
    source = SOURCE.replace('mark = "ok-hand"\n', "", 1)
    with pytest.raises(Unreadable, match=r"“mark” is missing. Write mark = \"star\".") as told:
        read(source)
    (problem,) = told.value.problems
    assert source.splitlines()[problem.line - 1 :][:3] == ["[[ratings]]", 'word = "Meets"', "points = 3"]


def test_a_field_over_several_lines_is_told_where_it_begins() -> None:
    source = SOURCE.replace('absence_supports = ["Below"]', 'absence_supports = [\n    "Below",\n    "Wrong",\n]')
    with pytest.raises(Unreadable, match="Wrong") as told:
        read(source)
    assert source.splitlines()[told.value.problems[0].line - 1] == "absence_supports = ["


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    with pytest.raises(Unreadable) as told:
        read(SOURCE.replace('rating = "Below"', 'rating = "Low"').replace('verdict = "Hire"', 'verdict = "Higher"'))
    lines = [problem.line for problem in told.value.problems]
    assert len(lines) > 1
    assert lines == sorted(lines)


def test_a_version_from_before_there_were_guidance_and_forbidden_grounds_reads_as_it_did() -> None:
    before = re.sub(r"forbidden_grounds = \[.*?\]\n", "", SOURCE, flags=re.DOTALL)
    assert "forbidden" not in before
    assert read(before) == DEFAULT.model_copy(update={"forbidden_grounds": ()})
