"""The history of an item: every edit of it, and how it differs from what was drafted."""

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.evidence.differences import Stretch, word_difference
from evaluations.models import Draft
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from evaluations.present import PresentItem
from evaluations.states import history as states_of
from interviews.http import Request

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
    edits = present.edits_of(pk).filter(item=item)
    states = list(states_of(entry.section, entry.draft, entry.rank, edits))
    first = states[0]
    context = {
        "desk": desk,
        "entry": entry,
        "first": first,
        "drafted": _drafted(desk, entry.section) if entry.draft else None,
        "changes": [_change(desk, before, after) for before, after in pairwise(states)][::-1],
        "since_draft": _change(desk, first, states[-1]) if entry.draft else None,
    }
    template = "evaluations/_history.html" if request.htmx else "evaluations/history.html"
    return render(request, template, context)


def _drafted(desk: Desk, section: Section) -> Draft:
    """The draft that the section was taken from."""
    base = desk.evaluation.base(section) or desk.draft.pk
    return desk.draft if base == desk.draft.pk else Draft.objects.get(pk=base)


def _change(desk: Desk, before: PresentItem, after: PresentItem) -> Change:
    old, new = before.item, after.item
    return Change(
        state=after,
        words=word_difference(old.text, new.text) if old.text != new.text else [],
        fields=[
            (str(label), str(getattr(old, name) or _("none")), str(getattr(new, name) or _("none")))
            for name, label in FIELDS.items()
            if getattr(old, name) != getattr(new, name) and (name != "status" or after.section is Section.FLAGS)
        ],
        attached=[desk.quote(span) for span in new.evidence if span not in old.evidence],
        detached=[desk.quote(span) for span in old.evidence if span not in new.evidence],
    )
