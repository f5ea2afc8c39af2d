"""The page of a candidate: what a hiring committee decides from."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from evaluations import deciding
from evaluations.candidates import cases
from evaluations.pages.case_bodies import bodies, put_in
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
        "seals": {case.opening.pk: deciding.seal(case) for case in of_candidate},
        "new_key": uuid4(),
        "may_interview": may_interview(request.user),
        "may_change": may_interview(request.user) and Candidate.objects.changeable_by(request.user).contains(found),
    }
    page = render_to_string("evaluations/candidate/candidate.html", context, request)
    return HttpResponse(put_in(page, bodies(found, of_candidate, request.user)))
