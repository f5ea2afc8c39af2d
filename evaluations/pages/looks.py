"""An admin reads what is not signed yet: on record, and seen by everybody who sees the interview."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from evaluations.models import Look
from interviews.http import Request
from interviews.models import Interview, Role


@require_POST
def look(request: Request, pk: UUID) -> HttpResponse:
    """From then on what is judged in the interview is open to this admin."""
    seen = Interview.objects.visible_to(request.user) if request.user.role == Role.ADMIN else Interview.objects.none()
    interview = get_object_or_404(seen, pk=pk)
    Look.objects.get_or_create(interview=interview, admin=request.user)
    return redirect("interviews:interview", pk)
