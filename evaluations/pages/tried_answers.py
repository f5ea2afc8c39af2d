"""A rubric draft tried out on chosen answers: an engine drafts them by it, beside what was made of them before."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluations.engines import registry
from evaluations.evidence.claims import Item, Section
from evaluations.models import Evaluation, RubricDraft, TriedAnswer
from evaluations.pages.rubrics import require_admin
from evaluations.pipeline import trying
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.tasks import ask_for_try
from interviews.http import Request

OFFERED, AT_ONCE, SHOWN = 20, 5, 20


@require_http_methods(["GET", "HEAD", "POST"])
def tried(request: Request, pk: UUID) -> HttpResponse:
    """What was tried so far, and the form; POST tries the `answers` out with the `engine`."""
    require_admin(request.user)
    draft = get_object_or_404(RubricDraft.objects.select_related("based_on"), pk=pk)
    if request.method == "POST":
        problem = _begin(request, draft)
        if problem:
            messages.error(request, problem)
        return redirect("evaluations:try_rubric", pk)
    shown = [Beside(one) for one in _tried(request, draft)[:SHOWN]]
    context = {
        "draft": draft,
        "tried": shown,
        "is_running": any(one.tried.is_running for one in shown),
        "engines": registry.offered().names,
        "answers": _readable(request).order_by("-created_at")[:OFFERED],
        "at_once": AT_ONCE,
    }
    template = "evaluations/rubrics/_tried.html" if request.htmx else "evaluations/rubrics/try.html"
    return render(request, template, context)


def _begin(request: Request, draft: RubricDraft) -> str:
    """Why nothing was begun; empty where it was."""
    engine, chosen = request.POST.get("engine", ""), request.POST.getlist("answers")
    rubric = draft.settled
    if rubric is None:
        return _("The draft has errors; mend them before it is tried out.")
    if engine not in registry.offered().names:
        return _("There is no such engine. Choose one that is offered.")
    if not 1 <= len(chosen) <= AT_ONCE:
        return _("Choose at least one answer, and at most %(most)d at once.") % {"most": AT_ONCE}
    evaluations = [None if key == "sample" else _found(request, key) for key in chosen]
    for tried in trying.ask(draft, rubric, evaluations, engine, request.user):
        ask_for_try(tried)
    return ""


def _found(request: Request, key: str) -> Evaluation:
    try:
        return get_object_or_404(_readable(request), pk=UUID(key))
    except ValueError as error:
        raise Http404 from error


def _readable(request: Request) -> "QuerySet[Evaluation]":
    """Judged, and open to the admin."""
    return Evaluation.objects.visible_to(request.user).with_facts().exclude(verdict="")


def _tried(request: Request, draft: RubricDraft) -> "QuerySet[TriedAnswer]":
    open_to = Q(evaluation=None) | Q(evaluation__in=Evaluation.objects.visible_to(request.user))
    return TriedAnswer.objects.filter(open_to, draft=draft).select_related(
        "evaluation__draft__rubric_version",
        "evaluation__draft__question_text",
        "evaluation__answer__interview__candidate__identity",
    )


@dataclass(frozen=True)
class Beside:
    """What the draft made of an answer, beside what stands in its evaluation."""

    tried: TriedAnswer

    @cached_property
    def rubric(self) -> Rubric:
        return Rubric.model_validate(self.tried.rubric)

    @property
    def ratings(self) -> list[tuple[str, str, str]]:
        """(competency, as it stands, by the draft)."""
        items = map(Item.from_json, self.tried.sections.get(Section.RATINGS, ()))
        by_draft = {item.competency: item.rating for item in items}
        evaluation = self.tried.evaluation
        standing = (evaluation.ruled_on or {}).get("ratings", {}) if evaluation else {}
        return [(name, standing.get(name, ""), by_draft.get(name, NOT_ASSESSED)) for name in {**by_draft, **standing}]

    @property
    def flags(self) -> list[Item]:
        return [Item.from_json(item) for item in self.tried.sections.get(Section.FLAGS, ())]
