"""An answer on its way: to its evaluation, to another interview, or out."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluations import moving
from evaluations.models import Draft, Evaluation, Pass
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
    evaluation = (
        Evaluation.objects.visible_to(request.user).filter(answer=pk).select_related("draft__rubric_version").first()
    )
    if evaluation is None:
        get_object_or_404(Answer.objects.readable_by(request.user), pk=pk)
    works = Pass.objects.filter(draft=evaluation.draft_id) if evaluation else Pass.objects.none()
    states = set(works.values_list("state", flat=True))
    context = {"evaluation": evaluation, "is_running": bool(states & set(Pass.UNFINISHED)), "states": states}
    return render(request, "evaluations/answer_state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID) -> HttpResponse:
    """To another of the person's own interviews, when it was pasted under the wrong candidate."""
    found = _own(request, pk)
    targets = (
        Interview.objects.run_by(request.user)
        .exclude(pk=found.interview_id)
        .filter(candidate__status=Candidate.Status.ACTIVE)
        .select_related("candidate__identity", "opening")
        .order_by("-created_at")
    )
    problem = ""
    if request.method == "POST":
        target = _chosen(targets, request.POST.get("interview", ""))
        if target:
            moving.move(found, target, request.user)
            messages.success(request, _("Moved to %(name)s.") % {"name": target.candidate.name})
            return redirect("evaluations:answer", pk)
        problem = _("Choose the interview it belongs to.")
    is_imported = Evaluation.objects.filter(answer=found, draft__engine=Draft.IMPORTED).exists()
    context = {"answer": found, "targets": targets[:100], "problem": problem, "is_imported": is_imported}
    return render(request, "evaluations/move.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    if request.method == "POST":
        interview = found.interview_id
        moving.delete(found)
        messages.success(request, _("The answer and its evaluation are deleted."))
        return redirect("interviews:interview", interview)
    return render(request, "evaluations/delete.html", {"answer": found})


def _own(request: Request, pk: UUID) -> Answer:
    answers = Answer.objects.run_by(request.user).select_related(
        "interview__candidate__identity", "interview__opening", "question_text", "answer_text"
    )
    return get_object_or_404(answers, pk=pk)


def _chosen(targets: "QuerySet[Interview]", pk: str) -> Interview | None:
    return next((target for target in targets if str(target.pk) == pk), None)
