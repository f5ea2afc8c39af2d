"""The candidates a person sees: finding one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations import lists
from interviews import blind, narrowing, paging
from interviews.http import Request
from interviews.models import Candidate, Level, Opening
from interviews.pages.access import may_interview

OFFERED = 50
"""Openings to choose from; any other is chosen on its own page."""


@require_safe
def candidates(request: Request) -> HttpResponse:
    wanted = narrowing.Candidates.by(request.GET, request.user)
    found = wanted.found(request.user)
    visible = Candidate.objects.visible_to(request.user)
    page = paging.page(found.select_related("identity"), wanted.order, request.GET, visible)
    context = {
        "wanted": wanted,
        "page": page,
        "rows": lists.of_candidates(page.rows, request.user),
        "count": paging.count(found),
        "openings": _offered(request, wanted),
        "statuses": Candidate.Status.choices,
        "levels": Level.values,
        "orders": narrowing.ORDER_NAMES.items(),
        "hides_names": blind.may_hide_from(request.user),
        "may_interview": may_interview(request.user),
    }
    return render(request, "evaluations/lists/candidates.html", context)


def _offered(request: Request, wanted: narrowing.Candidates) -> list[Opening]:
    """Those that people interview for, and the one chosen."""
    seen = Opening.objects.visible_to(request.user)
    offered = list(seen.current().order_by(*narrowing.BY_TITLE)[:OFFERED])
    if wanted.opening is None or any(opening.pk == wanted.opening for opening in offered):
        return offered
    return [*seen.filter(pk=wanted.opening), *offered]
