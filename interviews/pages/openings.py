"""Setting an opening up, changing it, and putting it away."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews import openings as positions
from interviews.forms import OpeningForm
from interviews.http import Request
from interviews.models import Opening
from interviews.pages.access import for_interviewers, may_change


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def new(request: Request) -> HttpResponse:
    form = OpeningForm(request.POST if request.method == "POST" else None, creator=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("interviews:opening", positions.create(**form.cleaned_data, creator=request.user).pk)
    return render(request, "interviews/opening_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: UUID) -> HttpResponse:
    found = _changeable(request, pk)
    form = OpeningForm(request.POST if request.method == "POST" else None, opening=found)
    if request.method == "POST" and form.is_valid():
        positions.change(found, **form.cleaned_data)
        return redirect("interviews:opening", found.pk)
    context = {"form": form, "opening": found}
    return render(request, "interviews/opening_form.html", context, status=422 if form.errors else 200)


@require_POST
def archive(request: Request, pk: UUID) -> HttpResponse:
    """By `archived`, which is "yes", or anything else to take it back."""
    found = _changeable(request, pk)
    positions.archive(found, is_archived=request.POST.get("archived") == "yes")
    return redirect("interviews:opening", found.pk)


def _changeable(request: Request, pk: UUID) -> Opening:
    found = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    if not may_change(found, request.user):
        raise PermissionDenied(_("Only its chair or an admin can change an opening. Ask one of them."))
    return found
