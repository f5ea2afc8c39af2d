"""Rubrics and their versions: everybody reads what is published; admins restore, and begin drafts (rubric_drafts)."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations import publishing
from evaluations.models import OpeningPolicy, RubricDraft, RubricVersion
from evaluations.pages.posted import text
from evaluations.review import Refused
from evaluations.rules.reading import Problem, Unreadable
from evaluations.rules.wording import differences
from interviews.http import Request
from interviews.models import User
from interviews.texts import TextRefused


def require_admin(user: User) -> None:
    if not user.is_admin:
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def rubrics(request: Request) -> HttpResponse:
    """The list; POST takes a `file`, which becomes a draft."""
    if request.method != "POST":
        return _list(request)
    require_admin(request.user)
    file = request.FILES.get("file")
    source = file.read(publishing.FILE_LIMIT + 1) if file else b""
    try:
        draft = publishing.begin_from_file(source, request.user)
    except Unreadable as unreadable:
        return _list(request, problems=unreadable.problems)
    return redirect("evaluations:rubric_draft", draft.pk)


def _list(request: Request, problems: Sequence[Problem] = ()) -> HttpResponse:
    by_name: dict[str, list[RubricVersion]] = defaultdict(list)
    used = OpeningPolicy.objects.filter(version=OuterRef("pk")).values("version").annotate(n=Count("pk")).values("n")
    for version in _versions().annotate(openings=Coalesce(Subquery(used), 0)).order_by("name", "-number"):
        by_name[version.name].append(version)
    context = {
        "rubrics": list(by_name.items()),
        "drafts": RubricDraft.objects.select_related("based_on", "saved_by") if request.user.is_admin else [],
        "problems": problems,
    }
    return render(request, "evaluations/rubrics/list.html", context, status=422 if problems else 200)


@require_safe
def version(request: Request, pk: UUID) -> HttpResponse:
    return _version(request, get_object_or_404(_versions(), pk=pk))


@require_safe
def file(request: Request, pk: UUID) -> HttpResponse:
    version = get_object_or_404(RubricVersion, pk=pk)
    name = f"{slugify(version.name) or 'rubric'}-{version.number}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(version.source, content_type="application/toml; charset=utf-8", headers=headers)


@require_safe
def differences_between(request: Request) -> HttpResponse:
    """Of the versions `before` and `after`, in words."""
    if not {"before", "after"} <= set(request.GET):
        return redirect("evaluations:rubrics")
    before, after = (_chosen(request.GET.get(name, "")) for name in ("before", "after"))
    context = {
        "before": before,
        "after": after,
        "changes": differences(before.rubric, after.rubric),
        "between": _between(before, after),
    }
    return render(request, "evaluations/rubrics/differences.html", context)


@require_POST
def edit(request: Request, pk: UUID) -> HttpResponse:
    require_admin(request.user)
    draft = publishing.begin(get_object_or_404(RubricVersion, pk=pk), request.user)
    return redirect("evaluations:rubric_draft", draft.pk)


@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    require_admin(request.user)
    version = get_object_or_404(_versions(), pk=pk)
    try:
        restored = publishing.restore(version, text(request, "reason", limit=publishing.REASON_LIMIT), by=request.user)
    except (Refused, TextRefused) as refused:
        return _version(request, version, problem=str(refused))
    return redirect("evaluations:rubric_version", restored.pk)


def _version(request: Request, version: RubricVersion, problem: str = "") -> HttpResponse:
    versions = RubricVersion.objects.order_by("name", "-number")
    context = {
        "version": version,
        "newest": versions.filter(name=version.name)[0],
        "others": versions.exclude(pk=version.pk),
        "problem": problem,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "evaluations/rubrics/version.html", context, status=422 if problem else 200)


def _versions() -> "QuerySet[RubricVersion]":
    return RubricVersion.objects.select_related("created_by", "restored_from")


def _chosen(key: str) -> RubricVersion:
    try:
        return get_object_or_404(_versions(), pk=UUID(key))
    except ValueError as error:
        raise Http404 from error


def _between(before: RubricVersion, after: RubricVersion) -> "QuerySet[RubricVersion]":
    """Who changed what one has and the other has not, and why."""
    earlier, later = sorted((before.number, after.number))
    same = _versions().filter(name=after.name, number__gt=earlier, number__lte=later).order_by("-number")
    return same if before.name == after.name else same.none()
