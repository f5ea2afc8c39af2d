"""Evaluations as files, and the documents that they were imported from, for whoever sees them on a page."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations import dossiers, records
from evaluations.documents.writing import CANDIDATE_FORMS, FORMS, ZIP, Form, file_name
from evaluations.models import Evaluation, Original
from interviews.http import Request
from interviews.models import Candidate, Interview


@require_safe
def evaluation(request: Request, pk: UUID, form: str) -> HttpResponse:
    found = _form(form)
    record = next(records.of(Evaluation.objects.visible_to(request.user).filter(pk=pk)), None)
    if record is None:
        raise Http404
    whose = record.origin.candidate if record.origin else ""
    return attached(found.one(record), found.content_type, file_name(whose, record.question, suffix=found.suffix))


@require_safe
def interview(request: Request, pk: UUID, form: str) -> HttpResponse:
    talk = get_object_or_404(
        Interview.objects.visible_to(request.user).select_related("candidate__identity", "opening"), pk=pk
    )
    chosen = Evaluation.objects.visible_to(request.user).filter(answer__interview=talk)
    return _all(chosen, _form(form), talk.candidate.name, talk.opening.title) or _nothing(request, talk)


@require_safe
def candidate(request: Request, pk: UUID, form: str) -> HttpResponse:
    if form not in CANDIDATE_FORMS:
        raise Http404
    person = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("identity"), pk=pk)
    overview = dossiers.of(person, request.user)
    if not overview.records:
        return _nothing(request, person)
    found = CANDIDATE_FORMS[form]
    return attached(found.write(overview), found.content_type, file_name(person.name, suffix=found.suffix))


@require_safe
def original(request: Request, pk: UUID) -> HttpResponse:
    """The file as it came, whatever it holds: never shown, only kept."""
    seen = Evaluation.objects.visible_to(request.user).filter(pk=pk)
    document = get_object_or_404(Original.objects.readable_by(request.user), file__evaluations__evaluation__in=seen)
    return attached(bytes(document.data), "application/octet-stream", document.name.rpartition("/")[2])


def attached(data: bytes, content_type: str, name: str) -> HttpResponse:
    """To be saved under this name; no browser shows it, and whatever is written in it is not run."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})


def _form(name: str) -> Form:
    if name not in FORMS:
        raise Http404
    return FORMS[name]


def _all(chosen: "QuerySet[Evaluation]", form: Form, *words: str) -> HttpResponse | None:
    """None where there is none."""
    if not chosen.exclude(draft=None).exists():
        return None
    data = BytesIO()
    form.write(records.of(chosen), data)
    suffix, content_type = ("zip", ZIP) if form.is_zipped else (form.suffix, form.content_type)
    return attached(data.getvalue(), content_type, file_name(*words, suffix=suffix))


def _nothing(request: Request, shown: Interview | Candidate) -> HttpResponse:
    messages.info(request, _("No evaluation here is open to you yet, so there is nothing to download."))
    return redirect("interviews:interview" if isinstance(shown, Interview) else "interviews:candidate", shown.pk)
