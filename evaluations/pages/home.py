"""What waits for whoever signs in, most urgent first."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations.models import Evaluation, Pass
from interviews.http import Request
from interviews.models import Candidate, Interview, PasteDraft, Role
from interviews.pages.access import may_interview

MOST = 50


@require_safe
def home(request: Request) -> HttpResponse:
    """Committee members only read; admins read everything and may interview as well."""
    context: dict[str, object] = {}
    if may_interview(request.user):
        context |= {"may_interview": True, "to_review": _to_review(request), "to_paste": _to_paste(request)}
    if request.user.role != Role.INTERVIEWER:
        context["reviewed"] = _reviewed(request)
    return render(request, "evaluations/home.html", context)


def _to_review(request: Request) -> list[Evaluation]:
    """Failed drafts first, then the oldest."""
    unfinished = Q(draft__passes__state__in=Pass.UNFINISHED)
    return list(
        Evaluation.objects.editable_by(request.user)
        .filter(reviewed_at=None)
        .exclude(answer__interview__candidate__status=Candidate.Status.WITHDRAWN)
        .select_related("answer__question_text", "answer__interview__candidate__identity", "answer__interview__opening")
        .annotate(
            failed=Count("draft__passes", filter=Q(draft__passes__state=Pass.State.FAILED)),
            coming=Count("draft__passes", filter=unfinished),
        )
        .order_by("-failed", "created_at")[:MOST]
    )


def _to_paste(request: Request) -> list[Interview]:
    """Interviews with something typed and not submitted, or with nothing in them yet."""
    typed = PasteDraft.objects.filter(interview=OuterRef("pk"), user=request.user).exclude(answer="", question="")
    return list(
        Interview.objects.run_by(request.user)
        .filter(candidate__status=Candidate.Status.ACTIVE)
        .annotate(has_typed=Exists(typed))
        .filter(Q(has_typed=True) | Q(answers=None))
        .select_related("candidate__identity", "opening")
        .order_by("-has_typed", "-created_at")[:MOST]
    )


def _reviewed(request: Request) -> list[Evaluation]:
    """The newest of what this person may read."""
    return list(
        Evaluation.objects.visible_to(request.user)
        .filter(reviewed_at__isnull=False)
        .select_related(
            "answer__question_text",
            "answer__interview__candidate__identity",
            "answer__interview__opening",
            "answer__interview__interviewer",
        )
        .order_by("-reviewed_at")[:MOST]
    )
