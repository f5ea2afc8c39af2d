"""What the tests of the built-in engine share."""

from pathlib import Path

from evaluations.engines.base import Assignment, FollowUp
from evaluations.engines.builtin import BuiltinEngine
from evaluations.evidence.claims import Claim, PassKind, Section, Sections
from evaluations.rules.rubric import Rubric
from tests.engines.builtin.answers import QUESTION

_RUBRICS = Path(__file__).parents[3] / "evaluations" / "rubrics"
RUBRIC = Rubric.from_toml((_RUBRICS / "default.toml").read_text(encoding="utf-8"))


def assignment(
    answer: str,
    kind: PassKind = PassKind.FEEDBACK,
    *,
    level: str = "Junior-Mid",
    question: str = QUESTION,
    follow_ups: tuple[FollowUp, ...] = (),
    rubric: Rubric = RUBRIC,
) -> Assignment:
    return Assignment(
        kind=kind,
        question=question,
        answer=answer,
        follow_ups=follow_ups,
        level=level,
        rubric=rubric,
        aims=rubric.competency_names,
    )


def changed_rubric(**parts: object) -> Rubric:
    """The default rubric with other parts."""
    return Rubric.model_validate({name: getattr(RUBRIC, name) for name in Rubric.model_fields} | parts)


def sections(given: Assignment) -> Sections:
    return BuiltinEngine().draft(given, lambda section, claims: None).sections


def feedback(answer: str, *, level: str = "Junior-Mid", follow_ups: tuple[FollowUp, ...] = ()) -> Sections:
    return sections(assignment(answer, level=level, follow_ups=follow_ups))


def flags(answer: str, *, level: str = "Junior-Mid") -> dict[str, Claim]:
    """By label."""
    drafted = sections(assignment(answer, PassKind.RED_FLAGS, level=level))
    return {claim.label: claim for claim in drafted[Section.FLAGS]}


def ratings(answer: str, *, level: str = "Junior-Mid", follow_ups: tuple[FollowUp, ...] = ()) -> dict[str, Claim]:
    """By competency."""
    return {claim.competency: claim for claim in feedback(answer, level=level, follow_ups=follow_ups)[Section.RATINGS]}


def verdict(answer: str, *, level: str = "Junior-Mid") -> str:
    return feedback(answer, level=level)[Section.RECOMMENDATION][0].verdict


def texts(claims: tuple[Claim, ...]) -> str:
    return "\n".join(claim.text for claim in claims)
