"""The page of a candidate: what a hiring committee decides from."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations import deciding
from evaluations.candidates import cases
from evaluations.pages.case_bodies import bodies
from interviews.http import Request
from interviews.models import Candidate
from interviews.pages.access import may_interview


@require_safe
def candidate(request: Request, pk: UUID) -> HttpResponse:
    of_candidate = cases(pk, request.user)
    if of_candidate:  # Who sees an interview sees the candidate, who came with it.
        found = of_candidate[0].candidate
    else:
        found = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("identity"), pk=pk)
    context = {
        "candidate": found,
        "cases": of_candidate,
        "bodies": bodies(found, of_candidate, request.user),
        "seals": {case.opening.pk: deciding.seal(case) for case in of_candidate},
        "new_key": uuid4(),
        "may_interview": may_interview(request.user),
        "may_change": may_interview(request.user) and Candidate.objects.changeable_by(request.user).contains(found),
    }
    return render(request, "evaluations/candidate/candidate.html", context)
