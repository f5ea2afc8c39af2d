"""The evaluation page, and the fragments that fill it while a draft arrives."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations.evidence.claims import Section
from evaluations.pages.desk import Desk
from interviews.http import Request


@require_safe
def evaluation(request: Request, pk: UUID) -> HttpResponse:
    desk = Desk.open(pk, request.user)
    return render(request, "evaluations/evaluation.html", {"desk": desk})


@require_safe
def progress(request: Request, pk: UUID) -> HttpResponse:
    """What changed since the stages the page already shows (`seen`, as `Desk.stages` spells them).

    Polls while something is still to come and stops by itself: the last fragment has no trigger.
    """
    desk = Desk.open(pk, request.user)
    seen = request.GET.get("seen", "").ljust(len(Section))
    changed = [
        desk.sections[name] for name, stage in zip(Section, seen, strict=False) if desk.sections[name].stage != stage
    ]
    context = {
        "desk": desk,
        "changed": changed,
        "arrived": [section.heading for section in changed if section.is_shown],
        # Passes with sections that are not there any more, or never will be: they say why.
        "stopped": [view for view in desk.passes if any(s in changed and not s.is_shown for s in view.sections)],
    }
    return render(request, "evaluations/progress.html", context)


@require_safe
def section(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One section, standing alone."""
    if name not in tuple(Section):
        raise Http404
    desk = Desk.open(pk, request.user)
    return render(request, "evaluations/section.html", {"desk": desk, "section": desk.sections[Section(name)]})
