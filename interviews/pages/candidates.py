"""The candidates a person sees: finding one, and setting the record of one right."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interviews import blind
from interviews.forms import NameForm
from interviews.http import Request
from interviews.models import Candidate, Identity, Interview
from interviews.models.candidates import folded
from interviews.pages.access import for_interviewers, may_interview

PER_PAGE = 50


@require_safe
def candidates(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    status = request.GET.get("status", Candidate.Status.ACTIVE)
    found = Candidate.objects.visible_to(request.user)
    if status in Candidate.Status:
        found = found.filter(status=status)
    if words:
        found = found.named_to(request.user)
    for word in folded(words).replace("\0", "").split():
        found = found.filter(identity__sort_name__contains=word)
    seen = Interview.objects.visible_to(request.user).select_related("opening").order_by("-created_at")
    listed = (
        found.select_related("identity")
        .prefetch_related(Prefetch("interviews", seen, to_attr="seen"))
        .in_order_for(request.user)
    )
    context = {
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "status": status,
        "statuses": Candidate.Status.choices,
        "hides_names": blind.may_hide_from(request.user),
        "may_interview": may_interview(request.user),
    }
    return render(request, "interviews/candidates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def status(request: Request, pk: UUID) -> HttpResponse:
    """A page that asks, then withdraws the candidate or takes the withdrawal back."""
    found = _changeable(request, pk)
    if request.method != "POST":
        return render(request, "interviews/candidate_status.html", {"candidate": found})
    wanted = request.POST.get("status", "")
    if wanted not in Candidate.Status:
        return render(request, "interviews/candidate_status.html", {"candidate": found}, status=400)
    if wanted != found.status:
        found.status = wanted
        found.withdrawn_at = timezone.now() if found.is_withdrawn else None
        found.save(update_fields=["status", "withdrawn_at"])
        said = _("%(name)s has withdrawn.") if found.is_withdrawn else _("%(name)s is active again.")
        messages.success(request, said % {"name": found.name})
    return redirect("interviews:candidate", found.pk)


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
