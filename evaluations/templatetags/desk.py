"""What the evaluation's templates need to look things up."""

from collections.abc import Mapping
from typing import Any

from django import template

from evaluations.rules.rubric import NOT_ASSESSED, Rubric

register = template.Library()

SEVERITIES = {1: "very minor", 2: "mild", 3: "moderate", 4: "major", 5: "critical"}


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)


@register.filter
def severity_word(severity: int) -> str:
    return SEVERITIES.get(severity, "")


@register.filter
def rating_steps(rubric: Rubric) -> list[tuple[str, str]]:
    """(word, mark) from the lowest step to the highest, then Not assessed."""
    return [*((rating.word, rating.mark) for rating in reversed(rubric.ratings)), (NOT_ASSESSED, "none")]


@register.simple_tag
def mark_of(rubric: Rubric, word: str) -> str:
    """The drawn mark of a rating or verdict."""
    marks = {rating.word: rating.mark for rating in rubric.ratings}
    marks |= {verdict.word: verdict.mark for verdict in rubric.verdicts}
    return marks.get(word, "none" if word == NOT_ASSESSED else "insufficient")
