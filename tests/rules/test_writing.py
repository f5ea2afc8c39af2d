"""A rubric goes out as one file and comes back the same, with what people wrote around it."""

from hypothesis import given

from evaluations.rules.rubric import Rubric
from evaluations.rules.writing import written
from tests.rules.rubrics import readable
from tests.rules.samples import DEFAULT, SOURCE


@given(readable())
def test_what_is_written_reads_the_same(rubric: Rubric) -> None:
    assert Rubric.from_toml(written(rubric)) == rubric


@given(readable())
def test_also_in_place_of_any_other_file(rubric: Rubric) -> None:
    assert Rubric.from_toml(written(rubric, SOURCE)) == rubric


def test_nothing_changed_is_the_same_file() -> None:
    assert written(DEFAULT, SOURCE) == SOURCE


def test_a_change_leaves_comments_and_the_rest_as_they_were() -> None:
    commented = SOURCE.replace('at_best = "Leaning No Hire"', 'at_best = "Leaning No Hire" # since 2025', 1)
    caps = (DEFAULT.caps[0], DEFAULT.caps[1].model_copy(update={"at_best": "No Hire"}), *DEFAULT.caps[2:])
    text = written(DEFAULT.model_copy(update={"caps": caps, "guidance": "One.\nTwo."}), commented)
    assert Rubric.from_toml(text).caps == caps
    gone, come = (
        set(commented.splitlines()) - set(text.splitlines()),
        set(text.splitlines()) - set(commented.splitlines()),
    )
    assert gone == set()
    assert come == {'guidance = """One.', 'Two."""'}
    assert text.count('at_best = "No Hire"') == commented.count('at_best = "No Hire"') + 1
