"""An admin who writes a rubric that contradicts itself is told so, before anybody is judged by it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from evaluations.rules.rubric import LEVELS, AnyRating, ConfirmedFlags, KeyNotAssessed, RatedUnder, Rubric
from tests.rules.samples import DEFAULT, SOURCE


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ('competency = "Ownership"', 'competency = "Ownrship"', "names the competency 'Ownrship'"),
        ('rating = "Below"', 'rating = "Low"', "names the rating 'Low'"),
        ('under = "Meets+"', 'under = "Meets plus"', "names the rating 'Meets plus'"),
        ('absence_supports = ["Below"]', 'absence_supports = ["Bad"]', "names the rating 'Bad'"),
        ('verdict = "Leaning Hire"', 'verdict = "Maybe"', "names the verdict 'Maybe'"),
        ('level = "Senior"', 'level = "Principal"', "names the level 'Principal'"),
        ('word = "Meets+"', 'word = "Strong"', "Every rating needs a name of its own"),
        ("points = 4", "points = 5", "points of the ratings must fall"),
        ('at_least = "3.5"', 'at_least = "5.5"', "limits of the bands must fall"),
        ("severity = 4\nat_best", "severity = 6\nat_best", "less than or equal to 5"),
        ('kind = "key_not_assessed"', 'kind = "mood"', "does not match any of the expected tags"),
        ("points = 4", "point = 4", "Extra inputs are not permitted"),
    ],
)
def test_a_rubric_that_contradicts_itself_is_refused(written: str, instead: str, complaint: str) -> None:
    assert written in SOURCE
    with pytest.raises(ValidationError, match=complaint):
        Rubric.from_toml(SOURCE.replace(written, instead))


def test_every_competency_says_what_it_means_and_what_each_level_expects() -> None:
    for competency in DEFAULT.competencies:
        assert competency.meaning
        assert tuple(competency.expectations) == LEVELS


def test_a_stored_rubric_reads_back_the_same() -> None:
    assert Rubric.model_validate_json(DEFAULT.model_dump_json()) == DEFAULT


def test_the_page_about_rubrics_explains_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rubric.md").read_text(encoding="utf-8")
    parts = (Rubric, AnyRating, RatedUnder, ConfirmedFlags, KeyNotAssessed)
    missing = {name for part in parts for name in part.model_fields if f"`{name}`" not in page}
    assert not missing
