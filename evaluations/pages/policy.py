"""What the answers of an opening are judged by: a region on the opening's page, and the form behind it."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from evaluations import house
from evaluations.models import OpeningPolicy, RubricVersion
from evaluations.pages.posted import key
from interviews.http import Request
from interviews.models import Opening
from interviews.pages.access import may_change

SWITCHES = ("rate_first", "hands_on_questions", "blind")


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: Request, pk: UUID) -> HttpResponse:
    """Which engine drafts for the opening from now on, blank for the installation's own; and what is usual in it.

    By which rubric version its later answers are judged is an admin's to say.
    """
    opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    policy = OpeningPolicy.objects.looked_up(opening)
    may = may_change(opening, request.user)
    versions = RubricVersion.objects.order_by("name", "-number")
    offer = house.choosable(policy.engine)
    known = ("", *offer.names)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        policy.engine = request.POST.get("engine", policy.engine)
        for name in SWITCHES:
            setattr(policy, name, name in request.POST)
        chosen = key(request, "version")
        if chosen and request.user.is_admin:
            policy.version = get_object_or_404(versions, pk=chosen)
        if policy.engine in known or offer.problem:
            columns = ("version", "engine", *SWITCHES)
            OpeningPolicy.objects.update_or_create(
                opening=opening, defaults={name: getattr(policy, name) for name in columns}
            )
            return redirect("interviews:opening", pk)
    context = {
        "opening": opening,
        "policy": policy,
        "may_change": may,
        "versions": versions if request.user.is_admin else (),
        "offer": offer,
        "usual_engine": settings.DEBRIEF_ENGINE,
        "is_gone": policy.engine not in known and not offer.problem,
        "is_unread": policy.engine not in known and bool(offer.problem),
    }
    template = "evaluations/policy.html" if request.htmx else "evaluations/policy_page.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)
