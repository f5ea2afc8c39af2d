"""The kit of an opening: seen by whoever sees the opening, put together by its chairs and admins."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import kits
from interviews.http import Request
from interviews.models import KitQuestion, Opening, Question
from interviews.pages.access import may_change

FOUND = 20
STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: Request, pk: UUID) -> HttpResponse:
    """POST has one of `add`, `remove`, `up` and `down`, each with a question's key."""
    opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return _page(request, opening)
    if not may_change(opening, request.user):
        raise PermissionDenied(_("Only its chair or an admin can change an opening. Ask one of them."))
    verb = next((verb for verb in ("add", "remove", *STEPS) if verb in request.POST), "")
    question = _question(request.POST.get(verb, ""))
    try:
        if verb == "add":
            kits.add(opening, question)
        elif verb == "remove":
            kits.remove(opening, question)
        else:
            kits.move(opening, question, STEPS[verb])
    except kits.Full:
        return _page(request, opening, _("A kit has at most %(most)d questions.") % {"most": kits.LIMIT}, status=422)
    return redirect("interviews:opening_kit", pk)


def _question(key: str) -> Question:
    try:
        return get_object_or_404(Question, pk=forms.UUIDField().clean(key))
    except forms.ValidationError as error:
        raise Http404 from error


def _page(request: Request, opening: Opening, problem: str = "", status: int = 200) -> HttpResponse:
    chosen = KitQuestion.objects.filter(opening=opening).select_related("question")
    words = request.GET.get("q", "").replace("\0", "")[:200]
    others = Question.objects.offered_for(opening).matching(words).exclude(pk__in=chosen.values("question"))
    may = may_change(opening, request.user)
    context = {
        "opening": opening,
        "chosen": chosen,
        "others": others[:FOUND] if may else [],
        "words": words,
        "may_change": may,
        "problem": problem,
    }
    return render(request, "interviews/kit.html", context, status=status)
