"""The history of an item: every edit of it, and how it differs from what was drafted."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import present
from evaluations.evidence.claims import Item, Section
from evaluations.evidence.differences import Stretch, word_difference
from evaluations.models import Draft
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from evaluations.present import PresentItem
from evaluations.states import history as states_of
from interviews.http import Request

Texts = Mapping[str, str]
"""What was said, by name."""

FIELDS = {
    "label": gettext_lazy("Name"),
    "rating": gettext_lazy("Rating"),
    "severity": gettext_lazy("Severity"),
    "status": gettext_lazy("Decision"),
    "override": gettext_lazy("Verdict"),
    "asked": gettext_lazy("Asked"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """From one state to a later one."""

    state: PresentItem
    words: list[Stretch]
    """Empty where no word changed."""
    fields: list[tuple[str, str, str]]
    """(what, old, new)"""
    attached: list[str]
    detached: list[str]
    """Quotes."""

    @property
    def is_none(self) -> bool:
        return not (self.words or self.fields or self.attached or self.detached)


@require_safe
def history(request: Request, pk: UUID, item: str) -> HttpResponse:
    desk, entry = edited.found(request, pk, item)
    states = list(states_of(entry.section, entry.draft, entry.rank, present.edits_of_item(desk.evaluation, item)))
    first, drafted = states[0], _drafted(desk, entry.section) if entry.draft else None

    def change(before: PresentItem, after: PresentItem) -> Change:
        return _change(before, after, desk.said_at(before, drafted), desk.said_at(after, drafted))

    context = {
        "desk": desk,
        "entry": entry,
        "first": first,
        "drafted": drafted,
        "changes": [change(before, after) for before, after in pairwise(states)][::-1],
        "since_draft": change(first, states[-1]) if entry.draft else None,
    }
    template = "evaluations/_history.html" if request.htmx else "evaluations/history.html"
    return render(request, template, context)


def _drafted(desk: Desk, section: Section) -> Draft:
    """The draft that the section was taken from."""
    base = desk.evaluation.base(section) or desk.draft.pk
    return desk.draft if base == desk.draft.pk else Draft.objects.get(pk=base)


def _change(before: PresentItem, after: PresentItem, said_before: Texts, said_after: Texts) -> Change:
    """Quotes are compared by their words: after a correction the same ones stand elsewhere."""
    old, new = before.item, after.item
    rested, rests = _quotes(old, said_before), _quotes(new, said_after)
    return Change(
        state=after,
        words=word_difference(old.text, new.text) if old.text != new.text else [],
        fields=[
            (str(label), str(getattr(old, name) or _("none")), str(getattr(new, name) or _("none")))
            for name, label in FIELDS.items()
            if getattr(old, name) != getattr(new, name) and (name != "status" or after.section is Section.FLAGS)
        ],
        attached=[quote for quote in rests if quote not in rested],
        detached=[quote for quote in rested if quote not in rests],
    )


def _quotes(item: Item, said: Texts) -> list[str]:
    return [said.get(span.text, "")[span.start : span.end] for span in item.evidence]
