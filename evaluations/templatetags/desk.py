"""What the evaluation's templates need to look things up."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from evaluations.rules.rubric import NOT_ASSESSED, Rubric

register = template.Library()

SEVERITIES = {1: "very minor", 2: "mild", 3: "moderate", 4: "major", 5: "critical"}

_TAGS = 0xE0000
"""Characters that no screen shows, each standing for the ASCII character with its number above this one."""
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(_TAGS + ord(char)) for char in f"{region}\x7f") for region in ("gbeng", "gbsct", "gbwls")
)
"""The emoji that are written with them."""
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u061c\u200c-\u200f"
_HIDDEN = re.compile(
    f"{_FLAGS}|(?P<hidden>(?:[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    f"|[{_SELECTORS}]{{2,}}|[{_JOINERS}]{{2,}})+)"
)
"""What an editor would not put there. Joiners, variation selectors and direction marks belong to scripts and emoji, but
not several of them in a row: those are a way to write what nobody sees."""


@register.filter
def unhidden(text: str) -> SafeString:
    """The text as HTML, with its invisible characters as something to see; a message in them can be read."""
    return mark_safe(_HIDDEN.sub(_shown, escape(text)))  # noqa: S308 - escaped before


def _shown(found: re.Match[str]) -> str:
    hidden = found["hidden"]
    if hidden is None:
        return found.group()
    message = "".join(chr(ord(char) - _TAGS) for char in hidden if _TAGS + 32 <= ord(char) < _TAGS + 127)
    number = len(hidden)
    told = ngettext("%(n)d invisible character", "%(n)d invisible characters", number) % {"n": number}
    return format_html('<span class="hidden-text">[{}{}]</span>', told, f": “{message}”" if message else "")


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
