"""Two versions told apart, by field and in words."""

from evaluations.rules.rubric import AnyRating
from evaluations.rules.wording import Change, differences
from tests.rules.samples import DEFAULT, changed


def test_a_rubric_does_not_differ_from_itself() -> None:
    assert differences(DEFAULT, DEFAULT) == ()


def test_a_rule_is_told_by_its_condition_and_what_it_leaves() -> None:
    lower = DEFAULT.caps[0].model_copy(update={"at_best": "No Hire"})
    assert differences(DEFAULT, changed(caps=(lower, *DEFAULT.caps[1:]))) == (
        Change("Cap: Any Below or lower", "Leaning No Hire at best", "No Hire at best"),
    )


def test_what_is_added_and_what_is_gone() -> None:
    added = AnyRating(kind="any_rating", rating="Meets", at_best="Hire")
    more = changed(caps=(*DEFAULT.caps, added), flags=DEFAULT.flags[1:])
    told = {change.field: change for change in differences(DEFAULT, more)}
    assert told["Cap: Any Meets or lower"].after == "Hire at best"
    assert told["Red flag Blames others"].after == ""
    assert told["Red flag Blames others"].before.startswith("severity 3.")


def test_another_order_is_a_difference() -> None:
    turned = changed(competencies=DEFAULT.competencies[::-1])
    (change,) = differences(DEFAULT, turned)
    assert change.field == "Competencies, in order"
