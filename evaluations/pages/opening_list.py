"""The openings a person sees, and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations import lists
from interviews import narrowing, paging
from interviews.http import Request
from interviews.models import Candidate, Interview, KitQuestion, Level, Opening, PanelMember
from interviews.pages.access import may_change, may_interview

PER_PAGE = 20
"""Openings; each is counted."""


@require_safe
def openings(request: Request) -> HttpResponse:
    wanted = narrowing.Openings.by(request.GET)
    found = wanted.found(request.user)
    page = paging.page(found, narrowing.BY_TITLE, request.GET, Opening.objects.visible_to(request.user), PER_PAGE)
    own = PanelMember.objects.filter(user=request.user, opening__in=page.rows).values_list("opening", "seat")
    context = {
        "wanted": wanted,
        "page": page,
        "rows": lists.of_openings(page.rows),
        "count": paging.count(found.order_by(*narrowing.BY_TITLE)),
        "seats": dict(own),
        "levels": Level.values,
        "may_interview": may_interview(request.user),
    }
    return render(request, "evaluations/lists/openings.html", context)


@require_safe
def opening(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    interviewed = Interview.objects.visible_to(request.user).filter(opening=found).values("candidate")
    candidates = Candidate.objects.filter(pk__in=interviewed).exclude(status=Candidate.Status.ARCHIVED)
    newest = narrowing.ORDERS[narrowing.NEWEST]
    page = paging.page(candidates.select_related("identity"), newest, request.GET, candidates)
    context = {
        "opening": found,
        "seats": PanelMember.objects.filter(opening=found).select_related("user").order_by("seat", "user__name"),
        "kit": KitQuestion.objects.filter(opening=found).select_related("question"),
        "page": page,
        "rows": lists.of_candidates(page.rows, request.user, found),
        "may_change": may_change(found, request.user),
        "may_interview": may_interview(request.user),
    }
    return render(request, "evaluations/lists/opening.html", context)
