"""Setting the record of a candidate right."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interviews.forms import NameForm
from interviews.http import Request
from interviews.models import Candidate, Identity
from interviews.pages.access import for_interviewers

SAID = {
    Candidate.Status.ACTIVE: _("%(name)s is active again."),
    Candidate.Status.WITHDRAWN: _("%(name)s has withdrawn."),
    Candidate.Status.ARCHIVED: _("%(name)s is archived."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def status(request: Request, pk: UUID) -> HttpResponse:
    """A page that asks, then withdraws or archives the candidate, or takes that back: `?to=` names the status."""
    found = _changeable(request, pk)
    wanted = request.POST.get("status", "") if request.method == "POST" else request.GET.get("to", _usual(found))
    if wanted not in Candidate.Status:
        context = {"candidate": found, "wanted": _usual(found)}
        return render(request, "interviews/candidate_status.html", context, status=400)
    if request.method != "POST":
        return render(request, "interviews/candidate_status.html", {"candidate": found, "wanted": wanted})
    if wanted != found.status:
        found.become(wanted)
        messages.success(request, SAID[Candidate.Status(wanted)] % {"name": found.name})
    return redirect("interviews:candidate", found.pk)


def _usual(candidate: Candidate) -> str:
    """What is asked where the address says nothing."""
    if candidate.is_archived:
        return candidate.unarchived
    return Candidate.Status.WITHDRAWN if candidate.is_active else Candidate.Status.ACTIVE


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def rename(request: Request, pk: UUID) -> HttpResponse:
    found = _changeable(request, pk)
    if found.is_hidden:
        raise PermissionDenied(
            _("Who this is stays hidden until the decision. Whoever interviews them can rename them.")
        )
    identity = get_object_or_404(Identity, candidate=found)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": identity.name})
    if request.method == "POST" and form.is_valid():
        identity.name = form.cleaned_data["name"]
        identity.save()
        return redirect("interviews:candidate", found.pk)
    context = {"candidate": found, "form": form}
    return render(request, "interviews/candidate_rename.html", context, status=422 if form.errors else 200)


def _changeable(request: Request, pk: UUID) -> Candidate:
    return get_object_or_404(Candidate.objects.changeable_by(request.user).select_related("identity"), pk=pk)
