"""What a draft would move, beside the published version: asked for by an admin, run by a worker, polled until then."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from evaluations import what_if as running
from evaluations.models import Evaluation, MovedVerdict, RubricDraft, WhatIf
from evaluations.pages.rubrics import require_admin
from evaluations.rules.rubric import Rubric
from evaluations.tasks import ask_for_what_if
from evaluations.what_if import NothingToCompare
from interviews.http import Request

PER_PAGE = 50


@require_POST
def ask(request: Request, pk: UUID) -> HttpResponse:
    require_admin(request.user)
    return begin(request, get_object_or_404(RubricDraft.objects.select_related("based_on"), pk=pk))


def begin(request: Request, draft: RubricDraft) -> HttpResponse:
    """Of the draft as it is stored."""
    draft.refresh_from_db()
    try:
        asked = running.ask(draft, request.user)
    except NothingToCompare as nothing:
        messages.error(request, str(nothing))
        return redirect("evaluations:rubric_draft", draft.pk)
    ask_for_what_if(asked)
    return redirect("evaluations:what_if", asked.pk)


@require_safe
def what_if(request: Request, pk: int) -> HttpResponse:
    """How far it is; once it is over, which evaluations move, narrowed to those that move from `before` to `after`."""
    require_admin(request.user)
    asked = get_object_or_404(WhatIf.objects.select_related("against", "draft", "asked_by"), pk=pk)
    chosen = (request.GET.get("before", ""), request.GET.get("after", ""))
    context = {
        "what_if": asked,
        "tally": asked.tally,
        "chosen": chosen if all(chosen) else None,
        "page": None
        if asked.is_running
        else Paginator(_moves(request, asked, chosen), PER_PAGE).get_page(request.GET.get("page")),
        "candidates": 0 if asked.is_running else _candidates(asked),
        "unknown": _unknown(asked),
    }
    template = "evaluations/rubrics/_what_if.html" if request.htmx else "evaluations/rubrics/what_if.html"
    return render(request, template, context)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    require_admin(request.user)
    running.cancel(get_object_or_404(WhatIf, pk=pk))
    return redirect("evaluations:what_if", pk)


def _moves(request: Request, asked: WhatIf, chosen: Sequence[str]) -> "QuerySet[MovedVerdict]":
    """Those that the admin may read; of what is not, only the number is told."""
    moves = MovedVerdict.objects.filter(what_if=asked, evaluation__in=Evaluation.objects.visible_to(request.user))
    if all(chosen):
        moves = moves.filter(before=chosen[0], after=chosen[1])
    return moves.order_by("before", "after", "pk").select_related(
        "evaluation__answer__interview__candidate__identity",
        "evaluation__answer__interview__opening",
        "evaluation__answer__question_text",
    )


def _candidates(asked: WhatIf) -> int:
    """Of how many candidates something moves."""
    moves = MovedVerdict.objects.filter(what_if=asked)
    return moves.values("evaluation__answer__interview__candidate").distinct().count()


def _unknown(asked: WhatIf) -> list[str]:
    """Competencies that the published version has and the draft calls otherwise or has not."""
    kept = Rubric.model_validate(asked.rubric).competency_names
    return [name for name in asked.against.rubric.competency_names if name not in kept]
