"""What an interviewer decides on the page: ratings, flags, the verdict, the review.

Each returns the item that it changed and, out of band, what follows from it. Without scripts the page comes back.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from evaluations import review
from evaluations.evidence.claims import FlagStatus
from evaluations.models import Evaluation
from evaluations.pages.desk import Desk
from evaluations.pages.posted import number, text
from interviews.http import Request
from interviews.texts import TextRefused


@require_POST
def rate(request: Request, pk: UUID, item: str) -> HttpResponse:
    rating = request.POST.get("rating", "")
    return _decide(request, pk, item, lambda found, by: review.rate(found, by, rating, _reason(request)))


@require_POST
def decide_flag(request: Request, pk: UUID, item: str) -> HttpResponse:
    status = request.POST.get("status", "")
    severity = number(request, "severity")
    if status not in tuple(FlagStatus):
        return HttpResponse(status=400)
    return _decide(request, pk, item, lambda found, by: review.decide_flag(found, by, FlagStatus(status), severity))


@require_POST
def override(request: Request, pk: UUID, item: str) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    return _decide(request, pk, item, lambda found, by: review.override(found, by, verdict, _reason(request)))


@require_POST
def mark_reviewed(request: Request, pk: UUID) -> HttpResponse:
    evaluation = _editable(request, pk)
    try:
        review.mark_reviewed(evaluation, request.user)
    except review.Refused as refused:
        context = {"desk": Desk.open(pk, request.user), "review_problem": str(refused)}
        return render(request, "evaluations/evaluation.html", context, status=409)
    return redirect("evaluations:evaluation", pk)


def _decide(request: Request, pk: UUID, item: str, act: Callable[[Evaluation, review.Decision], None]) -> HttpResponse:
    evaluation = _editable(request, pk)
    decision = review.Decision(author=request.user, item=item, number=number(request, "number"))
    problem, status = "", 200
    try:
        act(evaluation, decision)
    except review.Outdated as outdated:
        problem, status = str(outdated), 409
    except (review.Refused, TextRefused) as refused:
        problem, status = str(refused), 422
    if not request.htmx and not problem:
        return redirect(reverse("evaluations:evaluation", args=[pk]) + f"#item-{item}")
    desk = Desk.open(pk, request.user)
    context = {
        "desk": desk,
        "problem": problem,
        "problem_item": item if problem else "",
        "is_outdated": status == 409,
        "typed": request.POST,
    }
    if not request.htmx:
        return render(request, "evaluations/evaluation.html", context, status=status)
    entry = desk.state.by_id.get(item)
    return render(request, "evaluations/decided.html", {**context, "entry": entry}, status=status)


def _editable(request: Request, pk: UUID) -> Evaluation:
    return get_object_or_404(Evaluation.objects.editable_by(request.user).with_facts(), pk=pk)


def _reason(request: Request) -> str:
    """Raises TextRefused."""
    return text(request, "reason", what="reason", limit=review.REASON_LIMIT)
