"""Packets: what a person may read of one evaluation, one interview or one candidate, as a PDF to keep or to print."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations import dossiers, records
from evaluations.forms.overview import CaseOverview
from evaluations.forms.record import Record
from evaluations.forms.wording import day
from evaluations.models import Evaluation
from evaluations.packet.packet import Fact, Packet, Paper
from evaluations.packet.pdf import NotMade, to_pdf
from interviews.http import Request
from interviews.models import Candidate, Interview


@require_safe
def evaluation(request: Request, pk: UUID) -> HttpResponse:
    seen = Evaluation.objects.visible_to(request.user).filter(pk=pk)
    interview = get_object_or_404(seen.with_facts()).answer.interview
    page = reverse("evaluations:evaluation", args=[pk])
    return _download(request, interview.candidate, _("One evaluation"), [*_held(interview)], records.of(seen), page)


@require_safe
def interview(request: Request, pk: UUID) -> HttpResponse:
    readable = Interview.objects.readable_by(request.user)
    found = get_object_or_404(readable.select_related("candidate__identity", "opening", "interviewer"), pk=pk)
    seen = Evaluation.objects.visible_to(request.user).filter(answer__interview=found)
    page = reverse("interviews:interview", args=[pk])
    return _download(request, found.candidate, _("Interview"), [*_held(found)], records.of(seen), page)


@require_safe
def candidate(request: Request, pk: UUID) -> HttpResponse:
    visible = Candidate.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("identity"), pk=pk)
    overview = dossiers.of(found, request.user)
    page = reverse("interviews:candidate", args=[pk])
    status = Fact(_("Status"), found.get_status_display())
    return _download(request, found, _("Candidate"), [status], overview.records, page, overview.cases)


def _held(interview: Interview) -> Iterator[Fact]:
    yield Fact(_("Opening"), interview.opening.title)
    yield Fact(_("Interviewer"), interview.interviewer.name)
    if interview.held_on:
        yield Fact(_("Held on"), day(interview.held_on))


def _download(
    request: Request,
    about: Candidate,
    subject: str,
    facts: list[Fact],
    found: Iterable[Record],
    page: str,
    cases: tuple[CaseOverview, ...] = (),
) -> HttpResponse:
    """`page` is where the same can be read on the screen, and where one comes back to if there is no packet."""
    today = timezone.localdate()
    made = Fact(_("Made"), _("%(day)s by %(who)s") % {"day": day(today), "who": request.user.name})
    address = settings.PUBLIC_URL.rstrip("/") + page
    packet = Packet(
        title=about.name,
        subject=subject,
        facts=(*facts, made, Fact(_("Page"), address, is_address=True)),
        records=tuple(found),
        cases=cases,
        paper=Paper(settings.DEBRIEF_PAPER),
    )
    try:
        pdf = to_pdf(packet)
    except NotMade:
        messages.error(request, _("The PDF could not be made. The page shows the same and can be printed."))
        return redirect(page)
    response = HttpResponse(pdf, content_type="application/pdf")
    named = content_disposition_header(as_attachment=True, filename=_file_name(f"{today} {about.name}, {subject}"))
    response["Content-Disposition"] = named
    return response


def _file_name(text: str) -> str:
    """Without what some file system would not take."""
    return " ".join("".join(char if char.isalnum() or char in "-,." else " " for char in text).split()) + ".pdf"
