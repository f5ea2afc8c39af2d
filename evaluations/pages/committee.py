"""What a committee does on the page of a candidate: votes, recusals, the debrief, the discussion, the decision.

Each is a form of its own that comes back with what was typed where something is wrong.
"""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations import deciding, discussing, voting
from evaluations.candidates import Case, of_case
from evaluations.models import Decision
from evaluations.pages.posted import key, number, text
from evaluations.review import NotTheirs, Outdated, Refused
from interviews.http import Request
from interviews.models import Candidate, Interview, Opening
from interviews.texts import TextRefused

NO_DECISION = "none"
"""What the form sends for it: an empty choice is none at all."""


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    def cast(candidate: Candidate, position: Opening) -> None:
        chosen = request.POST.get("verdict", "")
        verdict = voting.NO_DECISION if chosen == NO_DECISION else chosen or None
        reason = text(request, "reason", limit=voting.REASON_LIMIT)
        voting.vote(candidate.pk, position, request.user, verdict, reason)

    return _done(request, pk, opening, "vote", cast) if request.method == "POST" else _page(request, pk, opening)


@require_POST
def recuse(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    def stay_out(candidate: Candidate, position: Opening) -> None:
        if "back" in request.POST:
            voting.come_back(candidate.pk, position, request.user)
        else:
            reason = text(request, "recusal", limit=voting.REASON_LIMIT)
            voting.recuse(candidate.pk, position, request.user, reason)

    return _done(request, pk, opening, "recuse", stay_out)


@require_POST
def debrief(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    def begin(candidate: Candidate, position: Opening) -> None:
        deciding.debrief(candidate.pk, position, request.user)

    return _done(request, pk, opening, "debrief", begin)


@require_POST
def decide(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    def record(candidate: Candidate, position: Opening) -> None:
        reason = text(request, "decision_reason", limit=deciding.REASON_LIMIT)
        verdict, seal = request.POST.get("decision", ""), request.POST.get("seal", "")
        deciding.decide(candidate, position, request.user, verdict, reason, seal)

    return _done(request, pk, opening, "decide", record)


@require_POST
def reopen(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    def undo(candidate: Candidate, position: Opening) -> None:
        reason = text(request, "reopening_reason", limit=deciding.REASON_LIMIT)
        deciding.reopen(candidate.pk, position, request.user, reason, number(request, "number"))

    return _done(request, pk, opening, "reopen", undo)


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: Request, pk: UUID, opening: UUID) -> HttpResponse:
    """`?evaluation=&item=` name the claim or rating that it is about."""

    def say(candidate: Candidate, position: Opening) -> None:
        discussing.remark(
            candidate.pk,
            position,
            request.user,
            pk=key(request, "id") or uuid4(),
            text=text(request, "remark", limit=discussing.TEXT_LIMIT),
            evaluation=key(request, "evaluation"),
            item=request.POST.get("item", "")[:32],
            addressee=key(request, "to"),
        )

    return _done(request, pk, opening, "remark", say) if request.method == "POST" else _page(request, pk, opening)


@require_safe
def decision(request: Request, pk: UUID) -> HttpResponse:
    """What was decided, and everything it was based on as it stood then."""
    found = _decision(request, pk)
    return render(request, "evaluations/committee/decision.html", {"decision": found, "basis": found.basis.document})


@require_safe
def basis(request: Request, pk: UUID) -> HttpResponse:
    response = JsonResponse(_decision(request, pk).basis.document, json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="decision.json"'
    return response


def _decision(request: Request, pk: UUID) -> Decision:
    found = get_object_or_404(
        Decision.objects.select_related(
            "deliberation__candidate__identity",
            "deliberation__opening",
            "decided_by",
            "reopened_by",
            "words",
            "basis",
            "rubric_version",
        ),
        pk=pk,
        basis__isnull=False,
    )
    candidate, opening = _named(request, found.deliberation.candidate_id, found.deliberation.opening_id)
    case = of_case(candidate.pk, opening, request.user)
    if case.deliberated is None or not case.deliberated.member.reads_discussion:
        raise PermissionDenied(_("What a decision was based on is open to whoever reads the committee's discussion."))
    return found


def _done(
    request: Request, pk: UUID, opening: UUID, form: str, act: Callable[[Candidate, Opening], None]
) -> HttpResponse:
    """Back to the page of the candidate, or the form again with what was typed and what is wrong with it."""
    candidate, position = _named(request, pk, opening)
    try:
        act(candidate, position)
    except NotTheirs as refused:
        raise PermissionDenied(str(refused)) from refused
    except Outdated as outdated:
        return _page(request, pk, opening, form, str(outdated), status=409)
    except (Refused, TextRefused) as refused:
        return _page(request, pk, opening, form, str(refused), status=422)
    if request.htmx:
        return _page(request, pk, opening, is_done=form)
    return redirect(f"{resolve_url('interviews:candidate', pk)}#committee-{opening}")


def _page(
    request: Request, pk: UUID, opening: UUID, form: str = "", problem: str = "", status: int = 200, is_done: str = ""
) -> HttpResponse:
    candidate, position = _named(request, pk, opening)
    case = of_case(candidate.pk, position, request.user)
    asked = request.POST if problem else request.GET
    context = {
        "candidate": candidate,
        "case": case,
        "form": form,
        "problem": problem,
        "typed": request.POST if problem else {},
        "about": _about(case, _uuid(asked.get("evaluation", "")), asked.get("item", "")),
        "is_done": is_done,
        "seals": {case.opening.pk: deciding.seal(case)},
        "new_key": uuid4(),
    }
    template = "evaluations/committee/_committee.html" if request.htmx else "evaluations/committee/page.html"
    return render(request, template, context, status=status)


def _named(request: Request, pk: UUID, opening: UUID) -> tuple[Candidate, Opening]:
    """The two of a case that this person knows of."""
    seen = Interview.objects.visible_to(request.user).filter(candidate=pk, opening=opening)
    found = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("identity"), pk=pk)
    return found, get_object_or_404(Opening, pk=opening, interviews__in=seen[:1])


def _about(case: Case, evaluation: UUID | None, item: str) -> discussing.Subject | None:
    """What a remark would be about; None for the candidate, and for what is not there."""
    if case.deliberated is None or evaluation is None:
        return None
    return discussing.subject(case.deliberated, evaluation, item)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
