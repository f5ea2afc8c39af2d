"""The words of an item and its place: rewording it, adding one, removing and putting back, moving, undoing."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations import review
from evaluations.evidence.claims import Section
from evaluations.pages import edited
from evaluations.pages.desk import Desk
from evaluations.pages.posted import number, text
from interviews.http import Request
from interviews.texts import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, pk: UUID, item: str) -> HttpResponse:
    if request.method != "POST":
        return edited.show(request, pk, item, "open")
    return edited.edit(request, pk, item, lambda found, by: review.reword(found, by, _words(request)), mode="open")


@require_safe
def shown(request: Request, pk: UUID, item: str) -> HttpResponse:
    """The item as it stands: what cancelling a form gives back."""
    return edited.show(request, pk, item, "")


@require_POST
def remove(request: Request, pk: UUID, item: str) -> HttpResponse:
    return edited.edit(request, pk, item, review.remove)


@require_POST
def put_back(request: Request, pk: UUID, item: str) -> HttpResponse:
    return edited.edit(request, pk, item, review.put_back)


@require_POST
def move(request: Request, pk: UUID, item: str) -> HttpResponse:
    """The item stays open, with the same button at hand: it may have further to go."""
    up = request.POST.get("direction") == "up"
    return edited.edit(request, pk, item, lambda found, by: review.move(found, by, up=up), then="open")


@require_POST
def undo(request: Request, pk: UUID, item: str) -> HttpResponse:
    return edited.edit(request, pk, item, review.undo)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: UUID, name: str) -> HttpResponse:
    """An item of the person's own, resting on what they selected where they selected something."""
    if name not in review.EDITED_SECTIONS:
        raise Http404
    evaluation, section = edited.editable(request, pk), Section(name)
    if request.method != "POST":
        return _form(request, pk, section, uuid4().hex, "")
    item = request.POST.get("item", "")
    try:
        review.add(evaluation, request.user, section, item, _words(request), edited.selected(request.POST))
    except (review.Refused, TextRefused) as refused:
        return _form(request, pk, section, item, str(refused))
    if not request.htmx:
        return redirect(reverse("evaluations:evaluation", args=[pk]) + f"#item-{item}")
    desk = Desk.open(pk, request.user)
    entry = desk.state.by_id[item]
    context = {"desk": desk, "entry": entry, "section": desk.sections[section], "follows": desk.follows(None, entry)}
    return render(request, "evaluations/added.html", context)


def _form(request: Request, pk: UUID, section: Section, item: str, problem: str) -> HttpResponse:
    desk = Desk.open(pk, request.user)
    given = request.POST if request.method == "POST" else request.GET
    span, advice = desk.quotable(edited.selected(given))
    context = {
        "desk": desk,
        "section": desk.sections[section],
        "new_item": item,
        "span": span,
        "quote": desk.quote(span) if span else "",
        "problem": problem or advice,
        "typed": request.POST,
    }
    template = "evaluations/_new.html" if request.htmx else "evaluations/new.html"
    if "cancel" in given:
        template = "evaluations/_add.html"
    return render(request, template, context, status=422 if problem else 200)


def _words(request: Request) -> review.Words:
    """Raises TextRefused."""
    return review.Words(
        text=text(request, "text", limit=review.TEXT_LIMIT),
        label=" ".join(text(request, "label", limit=review.LABEL_LIMIT).split()),
        severity=number(request, "severity"),
    )
