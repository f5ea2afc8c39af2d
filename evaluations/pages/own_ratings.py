"""The interviewer's own ratings, before the draft's are shown."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_POST

from evaluations import rating_first, review
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from interviews.http import Request


@require_POST
def save(request: Request, pk: UUID) -> HttpResponse:
    evaluation = edited.editable(request, pk)
    desk = Desk.open(pk, request.user)
    ratings = {name: request.POST.get(f"own-{field}", "") for field, name in enumerate(desk.rubric.competency_names)}
    verdict = request.POST.get("verdict", "")
    try:
        rating_first.save(evaluation, request.user, ratings, verdict)
    except review.Refused as refused:
        context = {"desk": desk, "own": {"ratings": ratings, "verdict": verdict, "problem": str(refused)}}
        return render(request, "evaluations/evaluation.html", context, status=422)
    return redirect(resolve_url("evaluations:evaluation", pk) + "#section-ratings")
