import pytest

from evaluations.evidence.claims import PassKind, Section
from tests.engines.builtin import answers
from tests.engines.builtin.drafting import RUBRIC, assignment, changed_rubric, flags, sections


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (answers.BLAMING, "Blames others"),
        (answers.BLAMING, "Disrespect"),
        (answers.WE_ONLY, "No ownership"),
        (answers.VAGUE, "Vagueness"),
        (answers.EXECUTOR, "Executor-style contribution"),
        (
            f"{answers.SOLID} I never make mistakes and nobody else could have done it, it was flawless work.",
            "Overclaiming",
        ),
        (f"{answers.SOLID} I lied to the client about the cause.", "Dishonesty"),
        (f"{answers.WE_ONLY} I made a mistake in the price list. I will try harder.", "Lack of reflection"),
    ],
)
def test_what_speaks_against_a_candidate_is_flagged_with_a_quote(answer: str, label: str) -> None:
    (flag,) = (claim for name, claim in flags(answer).items() if name.startswith(label))
    assert flag.quotes
    assert all(quote in answer for quote in flag.quotes)


@pytest.mark.parametrize("answer", [answers.SOLID, answers.STUDENT, answers.BULLETS])
def test_a_sound_answer_has_no_flags_and_that_is_said(answer: str) -> None:
    drafted = sections(assignment(answer, PassKind.RED_FLAGS))
    assert drafted[Section.FLAGS] == ()
    assert "found none" in drafted[Section.JUSTIFICATION][0].text


@pytest.mark.parametrize(
    "harmless",
    [
        "I do not blame anyone for it.",
        "We used lazy loading and a blameless review.",
        "The interface hid the complexity of the code.",
        "It was my fault and nobody else's.",
        "My former manager took the credit for it.",
        "It was not my job, but I took it on anyway.",
    ],
)
def test_harmless_words_raise_no_flag(harmless: str) -> None:
    assert flags(f"{answers.SOLID} {harmless}") == flags(answers.SOLID)


def test_severity_starts_from_the_catalogue_and_grows_with_repetition() -> None:
    once = f"{answers.SOLID} It was their fault."
    often = f"{once} The designers dropped the ball. The manager let us down. They refused to help."
    catalogue = {kind.label: kind.severity for kind in RUBRIC.flags}
    assert flags(once)["Blames others"].severity == catalogue["Blames others"]
    assert flags(often)["Blames others"].severity > catalogue["Blames others"]


def test_a_flag_that_the_rubric_does_not_have_is_not_raised() -> None:
    rubric = changed_rubric(flags=())
    assert sections(assignment(answers.BLAMING, PassKind.RED_FLAGS, rubric=rubric))[Section.FLAGS] == ()


@pytest.mark.parametrize("answer", answers.WITH_EVIDENCE.values(), ids=answers.WITH_EVIDENCE)
def test_justification_and_suggestions_are_as_short_as_a_committee_wants_them(answer: str) -> None:
    drafted = sections(assignment(answer, PassKind.RED_FLAGS))
    assert 1 <= len(drafted[Section.JUSTIFICATION]) <= 3
    assert 2 <= len(drafted[Section.SUGGESTIONS]) <= 3
