"""The region on an interview's page with what others left to ask."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations import handing_on
from evaluations.models import Scorecard
from interviews.http import Request
from interviews.models import Interview


@require_safe
def questions(request: Request, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(
        Interview.objects.run_by(request.user).select_related("candidate__identity", "opening"), pk=pk
    )
    context = {
        "interview": interview,
        "questions": handing_on.questions(interview),
        "may_paste": interview.candidate.is_active and not Scorecard.objects.is_signed(pk),
    }
    template = "evaluations/handed_on.html" if request.htmx else "evaluations/handed_on_page.html"
    return render(request, template, context)
