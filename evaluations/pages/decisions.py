"""What an interviewer decides on the page: ratings, flags, the verdict, the review."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from evaluations import review
from evaluations.evidence.claims import FlagStatus
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from evaluations.pages.posted import number
from interviews.http import Request


@require_POST
def rate(request: Request, pk: UUID, item: str) -> HttpResponse:
    rating = request.POST.get("rating", "")
    return edited.decide(request, pk, item, lambda found, by: review.rate(found, by, rating, edited.reason(request)))


@require_POST
def decide_flag(request: Request, pk: UUID, item: str) -> HttpResponse:
    status = request.POST.get("status", "")
    severity = number(request, "severity")
    if status not in tuple(FlagStatus):
        return HttpResponse(status=400)
    return edited.decide(
        request, pk, item, lambda found, by: review.decide_flag(found, by, FlagStatus(status), severity)
    )


@require_POST
def override(request: Request, pk: UUID, item: str) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    return edited.decide(
        request, pk, item, lambda found, by: review.override(found, by, verdict, edited.reason(request))
    )


@require_POST
def mark_reviewed(request: Request, pk: UUID) -> HttpResponse:
    evaluation = edited.editable(request, pk)
    try:
        review.mark_reviewed(evaluation, request.user)
    except review.Refused as refused:
        context = {"desk": Desk.open(pk, request.user), "review_problem": str(refused)}
        return render(request, "evaluations/evaluation.html", context, status=409)
    return redirect("evaluations:evaluation", pk)
