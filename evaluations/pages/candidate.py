"""The page of a candidate: what a hiring committee decides from."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations import deciding
from evaluations.candidates import cases
from interviews.http import Request
from interviews.models import Candidate
from interviews.pages.access import may_interview


@require_safe
def candidate(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("identity"), pk=pk)
    of_candidate = cases(found, request.user)
    context = {
        "candidate": found,
        "cases": of_candidate,
        "seals": {case.opening.pk: deciding.seal(case) for case in of_candidate},
        "new_key": uuid4(),
        "rule_based": settings.RULE_BASED_ENGINE,
        "may_interview": may_interview(request.user),
        "may_change": may_interview(request.user) and Candidate.objects.changeable_by(request.user).contains(found),
    }
    return render(request, "evaluations/candidate/candidate.html", context)
