"""How every edit is answered: with the item that it changed and, out of band, what follows from it.

Without scripts the page comes back. What was refused comes back with what the person typed, and the reason beside it.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from evaluations import review
from evaluations.evidence.claims import Span
from evaluations.models import Evaluation
from evaluations.pages.desk import Desk
from evaluations.pages.posted import number, text, whole
from evaluations.present import PresentItem
from interviews.http import Request
from interviews.texts import TextRefused

Act = Callable[[Evaluation, review.Decision], PresentItem]
"""Raises Refused or TextRefused; returns the item as it stood before."""


def decide(request: Request, pk: UUID, item: str, act: Act) -> HttpResponse:
    """For what is decided on the evaluation page itself, to which a refusal without scripts leads back."""
    return _answer(request, pk, item, act, mode="", then="", page="evaluations/evaluation.html")


def edit(request: Request, pk: UUID, item: str, act: Act, *, mode: str = "", then: str = "") -> HttpResponse:
    """For what is edited in a form of its own; `mode` is how the item is shown where that was refused, `then` where it
    was done."""
    return _answer(request, pk, item, act, mode=mode, then=then, page="evaluations/item.html")


def show(request: Request, pk: UUID, item: str, mode: str) -> HttpResponse:
    """One item as it stands or, for whom may edit it, with the form that `mode` names."""
    desk, entry = found(request, pk, item)
    if mode and not desk.is_own:
        raise Http404
    template = "evaluations/_item.html" if request.htmx else "evaluations/item.html"
    # Signed since the page was opened, it is shown as it stands.
    return render(request, template, {"desk": desk, "entry": entry, "mode": mode if desk.may_edit else ""})


def found(request: Request, pk: UUID, item: str) -> tuple[Desk, PresentItem]:
    """Raises Http404 for who may not see it."""
    desk = Desk.open(pk, request.user)
    entry = desk.state.find(item)
    if entry is None:
        raise Http404
    return desk, entry


def editable(request: Request, pk: UUID) -> Evaluation:
    return get_object_or_404(Evaluation.objects.editable_by(request.user).with_facts(), pk=pk)


def _answer(request: Request, pk: UUID, item: str, act: Act, *, mode: str, then: str, page: str) -> HttpResponse:
    evaluation = editable(request, pk)
    decision = review.Decision(author=request.user, item=item, number=number(request, "number"))
    before, problem, status = None, "", 200
    try:
        before = act(evaluation, decision)
    except review.Outdated as outdated:
        problem, status = str(outdated), 409
    except review.NotAQuote as refused:
        problem, status, mode = str(refused), 422, "evidence"
    except (review.Refused, TextRefused) as refused:
        problem, status = str(refused), 422
    if not request.htmx and not problem:
        return redirect(reverse("evaluations:evaluation", args=[pk]) + f"#item-{item}")
    desk = Desk.open(pk, request.user)
    entry = desk.state.find(item)
    context: dict[str, object] = {
        "desk": desk,
        "entry": entry,
        "problem": problem,
        "problem_item": item if problem else "",
        "is_outdated": status == 409,
        "typed": request.POST,
        "mode": mode if problem else then,
        "stays_open": bool(then) and not problem,
        "ticked": _ticked(request, desk) if mode == "evidence" else (),
    }
    if not request.htmx:
        page = page if entry else "evaluations/evaluation.html"
        return render(request, page, context, status=status)
    context["follows"] = desk.follows(before, entry) if before and entry else None
    response = render(request, "evaluations/edited.html", context, status=status)
    if before and entry and before.rank != entry.rank:
        _place(response, desk, entry)
    return response


def _ticked(request: Request, desk: Desk) -> set[int]:
    """The sentences to offer: those that were picked, or of which a part was selected."""
    span = selected(request.POST)
    touched = {sentence.number for _, sentence in desk.marked.touched([span])} if span else set()
    return touched | {whole(str(typed)) for typed in request.POST.getlist("sentence")}


def _place(response: HttpResponse, desk: Desk, entry: PresentItem) -> None:
    """Where htmx puts the item that moved: beside the one that it stands beside now."""
    items = desk.state.items(entry.section)
    place = items.index(entry)
    beside, where = (items[place - 1], "afterend") if place else (items[1], "beforebegin")
    response["HX-Retarget"], response["HX-Reswap"] = f"#item-{beside.id}", where


def reason(request: Request) -> str:
    """Raises TextRefused."""
    return text(request, "reason", limit=review.REASON_LIMIT)


def selected(given: QueryDict) -> Span | None:
    """What somebody selected in a text, in code points; whether it is one, `review` looks at."""
    if not given.get("start"):
        return None
    return Span(given.get("in", ""), whole(given.get("start", "")), whole(given.get("end", "")))
