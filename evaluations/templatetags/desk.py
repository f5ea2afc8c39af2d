"""What the evaluation's templates need to look things up."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from evaluations.evidence.claims import SEVERITIES
from evaluations.evidence.hidden import Run, runs
from evaluations.rules.rubric import NOT_ASSESSED, Rubric

register = template.Library()


@register.filter
def unhidden(text: str) -> SafeString:
    """The text as HTML, with its invisible characters as something to see; a message in them can be read."""
    return format_html_join("", "{}", ((_shown(run) if run.is_hidden else run.text,) for run in runs(text)))


def _shown(hidden: Run) -> SafeString:
    number = len(hidden.text)
    told = ngettext("%(n)d invisible character", "%(n)d invisible characters", number) % {"n": number}
    message = f": “{hidden.message}”" if hidden.message else ""
    return format_html('<span class="hidden-text">[{}{}]</span>', told, message)


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
    return rubric.mark(word)
