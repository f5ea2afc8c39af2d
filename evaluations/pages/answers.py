"""An answer on its way: to its evaluation, to another interview, or out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluations import moving
from evaluations.models import Draft, Evaluation, Pass, Scorecard
from evaluations.review import Refused
from interviews.http import Request
from interviews.models import Answer, Candidate, Interview


@require_safe
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Where a page that knows only the answer leads to."""
    evaluation = get_object_or_404(Evaluation.objects.visible_to(request.user), answer=pk)
    return redirect("evaluations:evaluation", evaluation.pk)


@require_safe
def state(request: Request, pk: UUID) -> HttpResponse:
    """The region on a page of `interviews`: verdict and state in a line."""
    # In one query: between two, a pass would be done without its verdict.
    works = Pass.objects.filter(draft=OuterRef("draft")).values("state")
    seen = Evaluation.objects.visible_to(request.user).select_related("draft__rubric_version")
    evaluation = seen.filter(answer=pk).annotate(states=ArraySubquery(works)).first()
    if evaluation is None:
        get_object_or_404(Answer.objects.readable_by(request.user), pk=pk)
    states: set[str] = set(getattr(evaluation, "states", ()))
    context = {"evaluation": evaluation, "is_running": bool(states & set(Pass.UNFINISHED)), "states": states}
    return render(request, "evaluations/answer_state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID) -> HttpResponse:
    """To another of the person's own interviews, when it was pasted under the wrong candidate."""
    found = _own(request, pk)
    targets = (
        Interview.objects.run_by(request.user)
        .exclude(pk=found.interview_id)
        .exclude(pk__in=Scorecard.objects.in_force().values("interview"))
        .filter(candidate__status=Candidate.Status.ACTIVE)
        .select_related("candidate__identity", "opening")
        .order_by("-created_at")
    )
    problem = ""
    if request.method == "POST":
        target = _chosen(targets, request.POST.get("interview", ""))
        problem = _moved(found, target, request) if target else _("Choose the interview it belongs to.")
        if not problem:
            return redirect("evaluations:answer", pk)
    is_imported = Evaluation.objects.filter(answer=found, draft__engine=Draft.IMPORTED).exists()
    context = {"answer": found, "targets": targets[:100], "problem": problem, "is_imported": is_imported}
    return render(request, "evaluations/move.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    problem = ""
    if request.method == "POST":
        interview = found.interview_id
        try:
            moving.delete(found)
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, _("The answer and its evaluation are deleted."))
            return redirect("interviews:interview", interview)
    context = {"answer": found, "problem": problem}
    return render(request, "evaluations/delete.html", context, status=409 if problem else 200)


def _moved(answer: Answer, target: Interview, request: Request) -> str:
    """Why it cannot be moved, or nothing."""
    try:
        moving.move(answer, target, request.user)
    except Refused as refused:
        return str(refused)
    messages.success(request, _("Moved to %(name)s.") % {"name": target.candidate.name})
    return ""


def _own(request: Request, pk: UUID) -> Answer:
    answers = Answer.objects.run_by(request.user).select_related(
        "interview__candidate__identity", "interview__opening", "question_text", "answer_text"
    )
    return get_object_or_404(answers, pk=pk)


def _chosen(targets: "QuerySet[Interview]", pk: str) -> Interview | None:
    return next((target for target in targets if str(target.pk) == pk), None)
