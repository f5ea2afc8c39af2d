"""The page of a candidate: what a hiring committee decides from."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations.candidates import cases
from interviews.http import Request
from interviews.models import Candidate
from interviews.pages.access import may_interview


@require_safe
def candidate(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("identity"), pk=pk)
    context = {
        "candidate": found,
        "cases": cases(found, request.user),
        "rule_based": settings.RULE_BASED_ENGINE,
        "may_interview": may_interview(request.user),
        "may_change": may_interview(request.user) and Candidate.objects.changeable_by(request.user).contains(found),
    }
    return render(request, "evaluations/candidate/candidate.html", context)
