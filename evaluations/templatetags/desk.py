"""What the evaluation's templates need to look things up."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from evaluations.evidence.claims import SEVERITIES, Item, Span
from evaluations.evidence.hidden import Run, runs
from evaluations.evidence.marking import MarkedSentence
from evaluations.pages.desk import Desk
from evaluations.present import PresentItem
from evaluations.rules.grounds import grounds_named
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from interviews.models import User

register = template.Library()
CHECKED, SELECTED = SafeString(" checked"), SafeString(" selected")


@register.filter
def unhidden(text: str) -> SafeString:
    """The text as HTML, with its invisible characters as something to see; a message in them can be read."""
    return format_html_join("", "{}", ((_shown(run) if run.is_hidden else run.text,) for run in runs(text)))


def _shown(hidden: Run) -> SafeString:
    number = len(hidden.text)
    told = ngettext("%(n)d invisible character", "%(n)d invisible characters", number) % {"n": number}
    message = f": “{hidden.message}”" if hidden.message else ""
    return format_html('<span class="hidden-text" data-length="{}">[{}{}]</span>', number, told, message)


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Nothing where there is no mapping: a template has an empty string for what it was not given."""
    return mapping.get(key) if mapping else None


@register.filter
def called(entry: PresentItem) -> str:
    """What an item is called where there is no room for all of it."""
    return entry.item.competency or entry.item.label or Truncator(entry.item.text).chars(60) or str(_("Item"))


@register.filter
def undoable_by(entry: PresentItem, user: User) -> bool:
    return entry.may_be_undone_by(user.pk)


@register.filter
def quote(desk: Desk, span: Span) -> str:
    return desk.quote(span)


@register.simple_tag
def sentence_of(sentence: MarkedSentence, oob: bool = False) -> SafeString:
    """Without the line end of its template: white space counts in what somebody said."""
    return mark_safe(get_template("evaluations/_sentence.html").render({"sentence": sentence, "oob": oob}).rstrip("\n"))  # noqa: S308 - a template's


@register.filter
def severity_word(severity: int) -> str:
    return SEVERITIES.get(severity, "")


@register.filter
def grounds_of(rubric: Rubric, flag: Item) -> tuple[str, ...]:
    """The forbidden grounds that a red flag names."""
    return grounds_named((flag.label, flag.text), rubric.forbidden_grounds)


@register.filter
def rating_steps(rubric: Rubric) -> list[tuple[str, str]]:
    """(word, mark) from the lowest step to the highest, then Not assessed."""
    return [*((rating.word, rating.mark) for rating in reversed(rubric.ratings)), (NOT_ASSESSED, "none")]


@register.simple_tag
def mark_of(rubric: Rubric, word: str) -> str:
    """The drawn mark of a rating or verdict."""
    return rubric.mark(word)


@register.simple_tag
def mark(rubric: Rubric, word: str) -> SafeString:
    """A rating or verdict with its drawn mark. Dozens of them are on a page, so no template is rendered for each."""
    return format_html(
        '<span class="verdict"><svg class="mark" aria-hidden="true"><use href="{}#mark-{}"/></svg> {}</span>',
        static("marks.svg"),
        rubric.mark(word),
        word,
    )


@register.simple_tag
def verdict_choices(rubric: Rubric, name: str, chosen: str) -> SafeString:
    """A radio button for each verdict, the best first. One tag, as `mark` is, for a page that is made often."""
    return format_html_join(
        "",
        '<label><input type="radio" name="{}" value="{}"{} required> {}</label>',
        ((name, word, CHECKED if word == chosen else "", mark(rubric, word)) for word in rubric.verdict_words),
    )


@register.simple_tag
def addressee_options(people: list[User], chosen: str) -> SafeString:
    """Interviewers, to be told how their feedback reads."""
    said = gettext("Only %(who)s: how their feedback reads")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one.pk, SELECTED if str(one.pk) == chosen else "", said % {"who": one.name}) for one in people),
    )
