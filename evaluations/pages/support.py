"""Evidence by hand: what was selected in the answer, or sentences picked from a list."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from evaluations import review
from evaluations.evidence.claims import Span
from evaluations.models import Evaluation
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from evaluations.pages.posted import whole
from evaluations.present import PresentItem
from interviews.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, pk: UUID, item: str) -> HttpResponse:
    if request.method != "POST":
        return edited.show(request, pk, item, "evidence")

    def attach(evaluation: Evaluation, by: review.Decision) -> PresentItem:
        return review.attach(evaluation, by, _pointed_at(request, pk))

    return edited.edit(request, pk, item, attach, mode="evidence")


@require_POST
def detach(request: Request, pk: UUID, item: str) -> HttpResponse:
    span = edited.selected(request.POST) or Span("", 0, 0)
    return edited.edit(request, pk, item, lambda found, by: review.detach(found, by, span), mode="evidence")


def _pointed_at(request: Request, pk: UUID) -> list[Span]:
    span = edited.selected(request.POST)
    numbers = [whole(typed) for typed in request.POST.getlist("sentence")]
    return [span] if span else Desk.open(pk, request.user).marked.spans_of(numbers)
