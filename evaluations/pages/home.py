"""What waits for whoever signs in, most urgent first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations import waiting
from evaluations.models import Evaluation
from interviews.http import Request
from interviews.models import Role
from interviews.pages.access import may_interview

MOST = 50


@require_safe
def home(request: Request) -> HttpResponse:
    """Committee members only read; admins read everything and may interview as well."""
    context: dict[str, object] = {
        "to_vote": waiting.to_vote(request.user)[:MOST],
        "to_decide": waiting.to_decide(request.user)[:MOST],
    }
    if may_interview(request.user):
        context |= {
            "may_interview": True,
            "to_review": waiting.to_review(request.user)[:MOST],
            "to_sign": waiting.to_sign(request.user)[:MOST],
            "to_paste": waiting.to_paste(request.user)[:MOST],
        }
    if request.user.role != Role.INTERVIEWER:
        context["reviewed"] = _reviewed(request)
    return render(request, "evaluations/home.html", context)


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
