"""Handing an interview over to somebody else on the panel: a page that asks to whom and why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluations import handing_over
from evaluations.models import Handover, Scorecard
from evaluations.pages.posted import key, text
from evaluations.review import Outdated, Refused
from interviews.http import Request
from interviews.models import Interview, User
from interviews.texts import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """For its interviewer, and for admins: whoever has left cannot do it themselves."""
    if request.method == "POST" and _is_done(request, pk):
        return redirect("evaluations:home")
    passable = Interview.objects.all() if request.user.is_admin else Interview.objects.run_by(request.user)
    interview = get_object_or_404(passable.select_related("candidate__identity", "opening", "interviewer"), pk=pk)
    problem, status = "", 200
    if request.method == "POST":
        try:
            taker = _handed_over(request, interview)
        except Outdated as outdated:
            problem, status = str(outdated), 409
        except (Refused, TextRefused) as refused:
            problem, status = str(refused), 422
        else:
            messages.success(request, _("Handed over to %(name)s.") % {"name": taker.name})
            still_seen = Interview.objects.visible_to(request.user).contains(interview)
            return redirect("interviews:interview", pk) if still_seen else redirect("evaluations:home")
    interview.refresh_from_db(fields=["interviewer"])
    context = {
        "interview": interview,
        "takers": handing_over.takers(interview),
        "is_signed": Scorecard.objects.is_signed(interview.pk),
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "evaluations/hand_over.html", context, status=status)


def _is_done(request: Request, pk: UUID) -> bool:
    """The giver sent the same form again, and has it no more."""
    last = Handover.objects.filter(interview=pk).last()
    return last is not None and last.giver == request.user and last.taker_id == key(request, "taker")


def _handed_over(request: Request, interview: Interview) -> User:
    """To whom. Raises Refused and TextRefused."""
    reason = text(request, "reason", limit=handing_over.REASON_LIMIT)
    chosen = key(request, "taker")
    taker = User.objects.filter(pk=chosen).first() if chosen else None
    if taker is None:
        raise Refused(_("Choose who takes it on."))
    handing_over.hand_over(interview, taker, request.user, reason, key(request, "giver"))
    return taker
