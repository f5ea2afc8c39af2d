"""The controls of the rubric editor, each with its label and what was found about it, and rules in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import RequestContext

from evaluations.evidence.differences import Stretch, word_difference
from evaluations.rules.rubric import Rubric, Rule
from evaluations.rules.wording import Change, condition

register = template.Library()


@register.inclusion_tag("evaluations/rubrics/_control.html", takes_context=True)
def control(
    context: RequestContext, kind: str, label: str, value: Any, *path: Any, options: Iterable[str] = (), **more: Any
) -> Mapping[str, Any]:
    """`kind` is line, number, prose or pick; `more` may hold `quiet`, for a label that only screen readers read."""
    name = ".".join(map(str, path))
    value = "" if value is None else str(value)
    listed = list(options)
    return {
        "kind": kind,
        "label": label,
        "value": value,
        "name": name,
        "id": name.replace(".", "-"),
        "options": listed if value in listed else [value, *listed],
        "found": context["found"].get(name, ()),
        **more,
    }


@register.inclusion_tag("evaluations/rubrics/_found.html", takes_context=True)
def found(context: RequestContext, *path: Any) -> Mapping[str, Any]:
    """What was found about a row or a part as a whole."""
    return {"found": context["found"].get(".".join(map(str, path)), ())}


@register.inclusion_tag("evaluations/rubrics/_tools.html")
def tools(part: str, place: int, what: str) -> Mapping[str, Any]:
    """Buttons that move a row and remove it."""
    return {"part": part, "place": place, "what": what}


@register.filter
def column(rows: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    """What the rows say under a key, without those that say nothing."""
    return [str(row[key]) for row in rows if row.get(key)]


@register.filter
def key(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name, "") if row else ""


@register.filter
def when(rubric: Rubric, rule: Rule) -> str:
    return condition(rubric, rule)


@register.filter
def stretches(change: Change) -> list[Stretch]:
    return word_difference(change.before, change.after)
