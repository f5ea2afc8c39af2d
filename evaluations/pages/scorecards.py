"""The scorecard of an interview: what is undecided, own ratings and verdict, signing, reopening, earlier versions.

One form, kept as a whole: where scripts run, also with every rating that is touched.
"""

from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, retarget

from evaluations import scorecards, signing
from evaluations.models import Handover, Scorecard, attends
from evaluations.pages import scorecard_form
from evaluations.pages.posted import number, text
from evaluations.review import Outdated, Refused
from evaluations.scorecards import Card
from evaluations.signing import Filled
from interviews.http import Request
from interviews.models import Interview
from interviews.texts import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: Request, pk: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, _readable_card(request, pk))
    interview = _own(request, pk)
    card = scorecards.current(interview)
    filled = scorecard_form.typed(request, card)
    try:
        signing.save(interview, request.user, scorecard_form.accepted(filled), number(request, "revision"))
    except Outdated as outdated:
        return _page(request, scorecards.current(interview), filled=filled, problem=str(outdated), status=409)
    except (Refused, TextRefused) as refused:
        return _page(request, card, filled=filled, problem=str(refused), status=422)
    return _saved(request, interview)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, pk: UUID) -> HttpResponse:
    """A page that says what will be signed, and asks."""
    interview = _own(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            signing.sign(interview, request.user, request.POST.get("seal", ""))
        except Refused as refused:
            problem = str(refused)
    card = scorecards.current(interview)
    if card.is_signed:
        return redirect("evaluations:scorecard", pk)
    context = {"card": card, "problem": problem}
    return render(request, "evaluations/scorecard/sign.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """A page that asks why, then makes the next version."""
    interview = _own(request, pk)
    problem = ""
    if request.method == "POST":
        try:
            reason = text(request, "reason", limit=signing.REASON_LIMIT)
            signing.reopen(interview, request.user, reason, number(request, "number"))
        except (Refused, TextRefused) as refused:
            problem = str(refused)
    card = scorecards.current(interview)
    if not card.is_signed:
        return redirect("evaluations:scorecard", pk)
    context = {"card": card, "problem": problem, "reason": request.POST.get("reason", "")}
    return render(request, "evaluations/scorecard/reopen.html", context, status=422 if problem else 200)


@require_safe
def version(request: Request, pk: UUID, version: int) -> HttpResponse:
    """A signed version, as it was signed."""
    interview = get_object_or_404(_seen(request), pk=pk)
    found = get_object_or_404(_signed(request, interview), number=version)
    return _page(request, scorecards.as_signed(found, interview))


@require_safe
def state(request: Request, pk: UUID) -> HttpResponse:
    """The region on a page of `interviews`: where the scorecard stands, in a line."""
    interview = get_object_or_404(Interview.objects.visible_to(request.user), pk=pk)
    signed = Scorecard.objects.in_force().filter(interview=pk).select_related("signed_by", "rubric_version").first()
    may_see = Scorecard.objects.visible_to(request.user).filter(interview=pk, signed_at__isnull=False).exists()
    context = {
        "interview": interview,
        "scorecard": signed,
        "may_see": may_see,
        "may_open": attends(request.user, pk),
        "looks": interview.looks.values(who=F("admin__name"), at=F("made_at")),
    }
    return render(request, "evaluations/scorecard/state.html", context)


def _seen(request: Request) -> "QuerySet[Interview]":
    """Those that the person knows of."""
    return Interview.objects.visible_to(request.user).select_related("candidate__identity", "opening", "interviewer")


def _own(request: Request, pk: UUID) -> Interview:
    """For those who change something: only the interviewer does."""
    return get_object_or_404(_seen(request).filter(interviewer=request.user), pk=pk)


def _readable_card(request: Request, pk: UUID) -> Card:
    """The newest version; for who was not there the newest that was signed and that they may read."""
    interview = get_object_or_404(_seen(request), pk=pk)
    if attends(request.user, pk):
        return scorecards.current(interview)
    signed = _signed(request, interview).last()
    if signed is None:
        raise Http404
    return scorecards.as_signed(signed, interview)


def _signed(request: Request, interview: Interview) -> "QuerySet[Scorecard]":
    signed = Scorecard.objects.visible_to(request.user).filter(interview=interview, signed_at__isnull=False)
    return signed.select_related("words", "signed_by", "rubric_version")


def _page(
    request: Request, card: Card, *, filled: Filled | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    """`filled` is what was typed, where that could not be saved."""
    filled = filled or Filled.of(card)
    context = {
        "card": card,
        "filled": filled,
        "rows": scorecard_form.rows(card, filled),
        "versions": _signed(request, card.interview),
        "handovers": Handover.objects.filter(interview=card.interview).select_related(
            "words", "giver", "taker", "passed_by"
        ),
        "is_own": card.interview.interviewer_id == request.user.pk,
        "problem": problem,
        "differences": scorecard_form.differences(card, filled) if status == 409 else [],
    }
    if request.htmx and status != 200:
        response = render(request, "evaluations/scorecard/_form.html", context, status=status)
        return retarget(response, "#scorecard-form")
    return render(request, "evaluations/scorecard/scorecard.html", context, status=status)


def _saved(request: Request, interview: Interview) -> HttpResponse:
    wants_to_sign = "sign" in request.POST
    where = resolve_url("evaluations:scorecard_sign" if wants_to_sign else "evaluations:scorecard", interview.pk)
    if not request.htmx:
        return redirect(where)
    if wants_to_sign:
        return HttpResponseClientRedirect(where)
    return render(request, "evaluations/scorecard/saved.html", {"card": scorecards.current(interview)})
