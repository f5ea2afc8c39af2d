"""What is wrong with a rubric is found before anybody is judged by it; what is found valid keeps its promises."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.checking import GUIDANCE_TOKENS, Finding, check, errors
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric
from evaluations.rules.verdict import Decision, decide
from tests.rules.rubrics import SEVERITIES, every_flag, every_rating, readable, valid
from tests.rules.samples import DEFAULT, SOURCE, levels


def found(old: str = "", new: str = "", *, after: str = "") -> dict[tuple[str | int, ...], Finding]:
    """In the default rubric with something in it written otherwise, once, or added at its end."""
    assert old in SOURCE
    return {finding.path: finding for finding in check(Rubric.from_toml(SOURCE.replace(old, new, 1) + after))}


def test_nothing_is_wrong_with_the_default_rubric() -> None:
    assert check(DEFAULT) == ()


@pytest.mark.parametrize(
    ("old", "new", "path", "says"),
    [
        ('word = "Strong"', 'word = "not assessed"', ("ratings", 0, "word"), "is always there"),
        ('label = "Vagueness"', 'label = "blames others"', ("flags", 8, "label"), "is there twice"),
        ('label = "Vagueness"', 'label = " "', ("flags", 8, "label"), "needs a name"),
        ('at_least = "4.5"', 'at_least = "5.5"', ("verdicts", 0, "word"), "lead to Strong Hire"),
        (
            'severity = 5\nat_best = "No Hire"',
            'severity = 5\nat_best = "Hire"',
            ("knockouts", 0, "at_best"),
            "Give Leaning No Hire here",
        ),
    ],
)
def test_an_error_is_told_at_its_field(old: str, new: str, path: tuple[str | int, ...], says: str) -> None:
    (error,) = errors(Rubric.from_toml(SOURCE.replace(old, new, 1)))
    assert error.path == path
    assert says in error.text


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("severity = 3\ncount = 2", "severity = 4\ncount = 2", ("caps", 4)),
        ('under = "Meets+"\nlevel = "Senior"', 'under = "Concern"\nlevel = "Senior"', ("caps", 2)),
        ('Staff = "Owns outcomes', '# Staff = "Owns outcomes', ("competencies", 0, "expectations", "Staff")),
    ],
)
def test_what_may_be_meant_is_told(old: str, new: str, path: tuple[str | int, ...]) -> None:
    told = found(old, new)
    assert set(told) == {path}
    assert all(finding.kind == "told" for finding in told.values())


def test_guidance_is_no_longer_than_its_budget() -> None:
    at_most = "word" * GUIDANCE_TOKENS
    assert not found('name = "FAANG', f'guidance = "{at_most}"\nname = "FAANG')
    over = found('name = "FAANG', f'guidance = "{at_most} and 1"\nname = "FAANG')
    assert over["guidance",].kind == "error"


def test_a_flag_of_the_catalogue_that_names_a_forbidden_ground_is_told() -> None:
    flag = '\n[[flags]]\nlabel = "Unclear"\nmeaning = "Accents that are hard to follow."\nseverity = 1\n'
    told = found(after=flag)
    assert "“accent”" in told["flags", 16, "meaning"].text


@given(valid(), st.data())
def test_a_valid_rubric_gives_every_case_a_verdict_and_the_same_when_asked_again(
    rubric: Rubric, data: st.DataObject
) -> None:
    case = data.draw(cases(rubric))
    decision = case(rubric)
    assert decision in (*rubric.verdict_words, INSUFFICIENT_EVIDENCE)
    stored = Rubric.model_validate_json(rubric.model_dump_json())
    assert case(stored) == decision


@given(valid(), levels, st.data())
def test_in_a_valid_rubric_worse_facts_never_raise_the_verdict(rubric: Rubric, level: str, data: st.DataObject) -> None:
    """Every combination of ratings and flags, and everything by which one of them can get worse by a step."""
    aims = data.draw(st.sets(st.sampled_from(rubric.competency_names)))

    @cache
    def decided(words: tuple[str, ...], flags: tuple[int, ...]) -> Decision:
        ratings = dict(zip(rubric.competency_names, words, strict=True))
        return decide(rubric, level=level, ratings=ratings, flags=flags, aims=aims)

    for ratings in every_rating(rubric):
        for flags in every_flag():
            words = tuple(ratings.values())
            before = decided(words, flags)
            for after in (decided(*worse) for worse in a_step_worse(rubric, words, flags)):
                if before.verdict == INSUFFICIENT_EVIDENCE:
                    assert after.verdict == INSUFFICIENT_EVIDENCE or after.trace[0].rule.startswith("knockouts")
                else:
                    assert rubric.worst([before.verdict, after.verdict]) == after.verdict


def a_step_worse(
    rubric: Rubric, words: tuple[str, ...], flags: tuple[int, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """An assessed rating one step lower, or one more confirmed flag."""
    for place, word in enumerate(words):
        if word not in (NOT_ASSESSED, rubric.rating_words[-1]):
            lower = rubric.rating_words[rubric.rating_words.index(word) + 1]
            yield (*words[:place], lower, *words[place + 1 :]), flags
    yield from ((words, (*flags, severity)) for severity in SEVERITIES)


@given(readable())
def test_what_can_be_read_can_be_checked(rubric: Rubric) -> None:
    for finding in check(rubric):
        assert finding.path[0] in Rubric.model_fields


def facts(rubric: Rubric) -> st.SearchStrategy[tuple[dict[str, str], list[int]]]:
    words = st.sampled_from((*rubric.rating_words, NOT_ASSESSED))
    ratings = st.fixed_dictionaries(dict.fromkeys(rubric.competency_names, words))
    return st.tuples(ratings, st.lists(st.sampled_from(SEVERITIES), max_size=3))


@st.composite
def cases(draw: st.DrawFn, rubric: Rubric) -> Callable[[Rubric], str]:
    ratings, flags = draw(facts(rubric))
    level, aimed = draw(levels), draw(st.sets(st.sampled_from(rubric.competency_names)))
    return lambda judge: decide(judge, level=level, ratings=ratings, flags=flags, aims=aimed).verdict
