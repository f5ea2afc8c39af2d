"""Trying a pass again, and cancelling."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from evaluations import requests
from evaluations.evidence.claims import PassKind
from evaluations.models import Evaluation
from interviews.http import Request


@require_POST
def retry(request: Request, pk: UUID, kind: str) -> HttpResponse:
    if kind not in tuple(PassKind):
        raise Http404
    evaluation = get_object_or_404(Evaluation.objects.editable_by(request.user), pk=pk)
    requests.retry(evaluation, PassKind(kind))
    return redirect("evaluations:evaluation", pk)


@require_POST
def cancel(request: Request, pk: UUID) -> HttpResponse:
    evaluation = get_object_or_404(Evaluation.objects.editable_by(request.user), pk=pk)
    requests.cancel(evaluation)
    return redirect("evaluations:evaluation", pk)
