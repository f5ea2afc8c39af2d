"""A later draft beside the present text: the interviewer compares them, and keeps or takes section by section."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evaluations import house, present, redrafting, requests, review
from evaluations.evidence.claims import SECTIONS, Item, PassKind, Section
from evaluations.models import Draft, Evaluation, Pass, SectionChoice
from evaluations.pages.desk import Desk
from evaluations.pages.section_views import HEADINGS
from evaluations.review import Refused
from interviews.http import Request


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a competency was rated, what the later draft rates it, and what that rests on."""

    competency: str
    before: str
    after: Item
    quotes: tuple[str, ...]

    @property
    def is_moved(self) -> bool:
        return self.before != self.after.rating


@dataclass(frozen=True, slots=True)
class Beside:
    """A section as it stands, and as the later draft has it."""

    name: Section
    work: Pass
    present: tuple[Item, ...]
    proposed: tuple[Item, ...]
    choice: str

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.name])

    @property
    def is_there(self) -> bool:
        return self.work.state == Pass.State.DONE

    @property
    def may_merge(self) -> bool:
        return self.name in review.EDITED_SECTIONS

    @property
    def is_same(self) -> bool:
        return [_said(item) for item in self.present] == [_said(item) for item in self.proposed]


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: Request, pk: UUID) -> HttpResponse:
    evaluation = _editable(request, pk)
    engine = request.POST.get("engine", "")
    offer = house.choosable()
    problem = ""
    if request.method == "POST" and engine in ("", *offer.names):
        try:
            requests.request(evaluation.answer, request.user, engine)
        except Refused as refused:
            problem = str(refused)
        else:
            return redirect("evaluations:again", pk)
    desk = Desk.open(pk, request.user)
    draft = evaluation.proposal
    works = {PassKind(work.kind): work for work in draft.passes.all()} if draft else {}
    context = {
        "desk": desk,
        "problem": problem,
        "draft": draft,
        "works": works.values(),
        "is_running": any(work.is_unfinished for work in works.values()),
        "offer": offer,
        "replies": evaluation.answer.follow_ups.count(),
        **(_compared(desk, draft, works) if draft else {}),
    }
    template = "evaluations/_again.html" if request.htmx else "evaluations/again.html"
    return render(request, template, context, status=409 if problem else 200)


@require_POST
def choose(request: Request, pk: UUID, name: str) -> HttpResponse:
    evaluation = _editable(request, pk)
    choice = request.POST.get("choice", "")
    if name not in tuple(Section) or choice not in SectionChoice.Choice.values:
        raise Http404
    try:
        redrafting.choose(evaluation, Section(name), SectionChoice.Choice(choice), request.user)
    except (redrafting.NotThere, Refused) as error:
        messages.error(request, str(error))
    evaluation.refresh_from_db()
    if evaluation.proposal_id is None:
        messages.success(request, _("Every part of the later draft is decided."))
        return redirect("evaluations:evaluation", pk)
    return redirect(reverse("evaluations:again", args=[pk]) + f"#beside-{name}")


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    try:
        redrafting.close(_editable(request, pk), request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("evaluations:evaluation", pk)


def _compared(desk: Desk, draft: Draft, works: dict[PassKind, Pass]) -> dict[str, object]:
    arrived = redrafting.proposed(desk.evaluation, draft)
    choices = dict(draft.choices.values_list("section", "choice"))
    sections = [
        Beside(
            name=name,
            work=works[kind],
            present=tuple(entry.item for entry in desk.state.items(name)),
            proposed=tuple(entry.item for entry in arrived.items(name)),
            choice=choices.get(name, ""),
        )
        for kind, names in SECTIONS.items()
        for name in names
        if name in present.shown(desk.evaluation)
    ]
    before = desk.state.ratings
    said = desk.texts_read(draft)
    calibrated = [
        Calibrated(
            item.competency,
            before.get(item.competency, ""),
            item,
            tuple(said[span.text][span.start : span.end] for span in item.evidence),
        )
        for item in (entry.item for entry in arrived.items(Section.RATINGS))
    ]
    return {"sections": sections, "calibrated": calibrated}


def _said(item: Item) -> tuple[object, ...]:
    return item.text, item.competency, item.rating, item.label, item.severity, item.verdict, item.evidence


def _editable(request: Request, pk: UUID) -> Evaluation:
    return get_object_or_404(Evaluation.objects.editable_by(request.user).with_facts(), pk=pk)
