"""Bringing in documents: choose files, see what would become of them, have them imported."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluations.documents import batches
from evaluations.documents.finding import NotTaken, in_uploads
from evaluations.documents.outcomes import Outcome
from evaluations.models import Evaluation, ImportBatch, ImportedFile
from evaluations.pages.import_form import ImportForm
from evaluations.pages.uploads import is_too_large
from evaluations.tasks import ring_import
from interviews.http import Request
from interviews.models import Level
from interviews.pages.access import for_interviewers

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def new(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, ImportForm(user=request.user))
    form = ImportForm(request.POST, request.FILES, user=request.user, is_too_large=is_too_large(request))
    if form.is_valid():
        try:
            batch = batches.receive(
                in_uploads(form.cleaned_data["documents"]),
                by=request.user,
                interviewer=form.whose,
                opening=form.cleaned_data["opening"],
                level=form.cleaned_data["level"],
            )
        except NotTaken as refused:
            form.add_error("documents", str(refused))
        else:
            ring_import(batch.pk)
            return redirect("evaluations:import_batch", batch.pk)
    return _form_page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Request, pk: UUID) -> HttpResponse:
    """What becomes of the files, from being read to being imported; polls while a worker is at it."""
    found = get_object_or_404(ImportBatch.objects.filter(created_by=request.user).select_related("opening"), pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    template = "evaluations/imports/_batch.html" if request.htmx else "evaluations/imports/batch.html"
    return render(request, template, {"view": BatchView(found, request), "levels": Level.values})


def _decide(request: Request, found: ImportBatch) -> HttpResponse:
    """Sent twice, or too late, it changes nothing, and the page shows how things stand."""
    decision, level = request.POST.get("decision"), request.POST.get("level", "")
    if (decision == "import" and batches.start(found)) or (
        decision == "read" and level in Level.values and batches.read_again(found, level)
    ):
        ring_import(found.pk)
    elif decision == "discard":
        batches.discard(found)
        if not ImportBatch.objects.filter(pk=found.pk).exists():
            messages.success(request, _("Discarded. Nothing of these files is kept."))
            return redirect("evaluations:import")
    return redirect("evaluations:import_batch", found.pk)


def _form_page(request: Request, form: ImportForm, status: int = 200) -> HttpResponse:
    open_ones = ImportBatch.objects.filter(
        created_by=request.user, state__in=(*ImportBatch.AT_WORK, ImportBatch.State.PREVIEWED), rung_at__isnull=False
    )
    context = {"form": form, "open_batches": open_ones.annotate(size=Count("files")).order_by("-created_at")}
    return render(request, "evaluations/imports/new.html", context, status=status)


class BatchView:
    """A batch as its page shows it."""

    def __init__(self, batch: ImportBatch, request: Request) -> None:
        self.batch = batch
        self._request = request

    @cached_property
    def counts(self) -> dict[str, int]:
        """Files by state."""
        counted = ImportedFile.objects.filter(batch=self.batch).values_list("state").annotate(Count("pk"))
        return {**dict.fromkeys(ImportedFile.State.values, 0), **dict(counted)}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        left = ImportedFile.State.READ if self.batch.state == ImportBatch.State.RUNNING else ImportedFile.State.WAITING
        return self.total - self.counts[left]

    @cached_property
    def page(self) -> "Page[ImportedFile]":
        """What went wrong first, then what was not quite understood."""
        first = Case(When(state=ImportedFile.State.FAILED, then=0), default=1)
        files = ImportedFile.objects.filter(batch=self.batch).select_related("original").defer("original__data")
        return Paginator(files.order_by(first, "-unclear", "pk"), PER_PAGE).get_page(self._request.GET.get("page"))

    @cached_property
    def rows(self) -> list[tuple[str, str, list[Outcome]]]:
        """File name, state, and what became of each evaluation in it."""
        return [
            (file.original.name, file.state, [Outcome.from_json(told) for told in file.original.outcomes])
            for file in self.page
        ]

    @cached_property
    def visible(self) -> set[str]:
        """Of the evaluations in the rows, those that can be opened."""
        ids = [one.evaluation for _, _, outcomes in self.rows for one in outcomes if one.evaluation]
        seen = Evaluation.objects.visible_to(self._request.user).filter(pk__in=ids)
        return {str(pk) for pk in seen.values_list("pk", flat=True)}
