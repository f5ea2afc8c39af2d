"""The openings a person sees, and setting one up."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interviews import openings as positions
from interviews.forms import OpeningForm
from interviews.http import Request
from interviews.models import Candidate, Interview, Opening, PanelMember
from interviews.pages.access import for_interviewers, may_change, may_interview


@require_safe
def openings(request: Request) -> HttpResponse:
    seats = PanelMember.objects.filter(user=request.user)
    active = Q(interviews__candidate__status=Candidate.Status.ACTIVE)
    listed = (
        Opening.objects.visible_to(request.user)
        .annotate(candidates=Count("interviews__candidate", filter=active, distinct=True))
        .prefetch_related(Prefetch("panelmember_set", seats, to_attr="own_seats"))
        .order_by("title", "created_at")
    )
    context = {"openings": listed, "may_interview": may_interview(request.user)}
    return render(request, "interviews/openings.html", context)


@require_safe
def opening(request: Request, pk: UUID) -> HttpResponse:
    found = _opening(request, pk)
    seen = Interview.objects.visible_to(request.user).filter(opening=found).select_related("interviewer")
    candidates = (
        Candidate.objects.filter(interviews__in=seen)
        .select_related("identity")
        .prefetch_related(Prefetch("interviews", seen, to_attr="seen"))
        .in_order_for(request.user)
        .distinct()
    )
    context = {
        "opening": found,
        "seats": PanelMember.objects.filter(opening=found).select_related("user").order_by("seat", "user__name"),
        "candidates": candidates,
        "may_change": may_change(found, request.user),
        "may_interview": may_interview(request.user),
    }
    return render(request, "interviews/opening.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def new(request: Request) -> HttpResponse:
    form = OpeningForm(request.POST if request.method == "POST" else None, creator=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("interviews:opening", positions.create(**form.cleaned_data, creator=request.user).pk)
    return render(request, "interviews/opening_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    found = _opening(request, pk)
    if not may_change(found, request.user):
        raise PermissionDenied(_("Only its chair or an admin can change an opening. Ask one of them."))
    form = OpeningForm(request.POST if request.method == "POST" else None, opening=found)
    if request.method == "POST" and form.is_valid():
        positions.change(found, **form.cleaned_data)
        return redirect("interviews:opening", found.pk)
    context = {"form": form, "opening": found}
    return render(request, "interviews/opening_form.html", context, status=422 if form.errors else 200)


def _opening(request: Request, pk: UUID) -> Opening:
    return get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
