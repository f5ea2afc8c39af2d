"""The editor of a draft: one form, kept as typed with every button of it, and publishing what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from evaluations import publishing
from evaluations.models import RubricDraft, RubricVersion, WhatIf
from evaluations.pages import rubric_form
from evaluations.pages.posted import number, text
from evaluations.pages.rubrics import require_admin
from evaluations.pages.what_ifs import begin as begin_what_if
from evaluations.review import Outdated, Refused
from evaluations.rules.checking import Finding, check_typed
from evaluations.rules.fitting import Path
from evaluations.rules.rubric import LEVELS, Rubric
from evaluations.rules.wording import Change, differences
from interviews.http import Request
from interviews.texts import TextRefused

_NEXT = {"publish": "evaluations:rubric_publish", "try": "evaluations:try_rubric"}
"""Where one goes on from the editor, by the button pressed."""


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, pk: UUID) -> HttpResponse:
    require_admin(request.user)
    draft = RubricDraft.objects.select_related("based_on", "saved_by").filter(pk=pk).first()
    if draft is None:
        return _anew(request)
    if request.method != "POST":
        return _page(request, draft)
    content, action = rubric_form.typed(request.POST), request.POST.get("do", "")
    row = rubric_form.changed(content, action)
    try:
        reason = text(request, "reason", limit=publishing.REASON_LIMIT)
        publishing.save(draft, content, reason, revision=number(request, "revision"), by=request.user)
    except Outdated as outdated:
        draft = get_object_or_404(RubricDraft.objects.select_related("based_on", "saved_by"), pk=pk)
        return _page(request, draft, typed=content, problem=str(outdated), status=409)
    except (Refused, TextRefused) as refused:
        return _page(request, draft, typed=content, problem=str(refused), status=422)
    if action in _NEXT:
        return redirect(_NEXT[action], pk)
    if action == "what-if":
        return begin_what_if(request, draft)
    return redirect(resolve_url("evaluations:rubric_draft", pk) + (f"#{row}" if row else ""))


def _anew(request: Request) -> HttpResponse:
    """The draft is gone; what somebody was still typing into it is not."""
    if "revision" not in request.POST:
        raise Http404
    reason = request.POST.get("reason", "").replace("\x00", "")[: publishing.REASON_LIMIT]
    begun = publishing.begin_as_typed(rubric_form.typed(request.POST), reason, request.user)
    messages.warning(
        request, gettext("That draft was published or discarded meanwhile. What you typed is this new one.")
    )
    return redirect("evaluations:rubric_draft", begun.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, pk: UUID) -> HttpResponse:
    """A page that says what changes, and asks why."""
    require_admin(request.user)
    draft = get_object_or_404(RubricDraft.objects.select_related("based_on", "saved_by"), pk=pk)
    problem = ""
    if request.method == "POST":
        try:
            reason = text(request, "reason", limit=publishing.REASON_LIMIT)
            version = publishing.publish(draft, reason, revision=number(request, "revision"), by=request.user)
            return redirect("evaluations:rubric_version", version.pk)
        except (Refused, TextRefused) as refused:
            problem = str(refused)
            draft = get_object_or_404(RubricDraft.objects.select_related("based_on", "saved_by"), pk=pk)
    rubric, findings = check_typed(draft.content)
    if rubric is None or any(finding.kind == "error" for finding in findings):
        return redirect("evaluations:rubric_draft", pk)
    newest = RubricVersion.objects.filter(name=rubric.name).order_by("number").last()
    context = {
        "draft": draft,
        "newest": newest,
        "number": newest.number + 1 if newest else 1,
        "newer": newest if newest and draft.based_on_id != newest.pk else None,
        "changes": differences(newest.rubric, rubric) if newest else (),
        "told": [Found.of(finding, draft.content) for finding in findings],
        "problem": problem,
        "reason": request.POST.get("reason", draft.reason),
    }
    return render(request, "evaluations/rubrics/publish.html", context, status=422 if problem else 200)


@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    require_admin(request.user)
    get_object_or_404(RubricDraft, pk=pk).delete()
    return redirect("evaluations:rubrics")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and what the page calls the place that it is about."""

    finding: Finding
    where: str

    @classmethod
    def of(cls, finding: Finding, content: dict[str, Any]) -> "Found":
        part, *rest = finding.path or ("",)
        row = content.get(str(part), ())[rest[0]] if rest and isinstance(rest[0], int) else {}
        named = next((row[key] for key in ("name", "word", "label", "verdict") if row.get(key)), "")
        place = str(rest[0] + 1) if rest and isinstance(rest[0], int) else ""
        return cls(finding, f"{_PARTS.get(str(part), part)} {named or place}".strip())


_PARTS = {
    "name": _("Name"),
    "competencies": _("Competency"),
    "ratings": _("Rating"),
    "verdicts": _("Verdict"),
    "knockouts": _("Rule"),
    "bands": _("Band"),
    "caps": _("Cap"),
    "flags": _("Red flag"),
    "guidance": _("Guidance"),
}


def _page(
    request: Request, draft: RubricDraft, *, typed: dict[str, Any] | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    """`typed` is what could not be saved; it stays in the fields, and the next save takes the place of what is kept."""
    content = draft.content if typed is None else typed
    rubric, findings = check_typed(content)
    by_field: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_field[_field(finding.path)].append(finding)
    context = {
        "draft": draft,
        "content": content,
        "reason": request.POST.get("reason", draft.reason),
        "grounds": "\n".join(content.get("forbidden_grounds", ())),
        "words": _words(content),
        "found": by_field,
        "all_found": [(_anchor(finding.path), Found.of(finding, content)) for finding in findings],
        "errors": [finding for finding in findings if finding.kind == "error"],
        "what_if": WhatIf.objects.filter(draft=draft).select_related("against").first(),
        "problem": problem,
        "is_outdated": status == 409,
        "overwritten": _overwritten(draft, rubric) if status == 409 else (),
    }
    return render(request, "evaluations/rubrics/draft.html", context, status=status)


def _field(path: Path) -> str:
    """The name of the control; of one with several values without the place among them."""
    several = {"key_at", "absence_supports", "forbidden_grounds"}.intersection(path)
    return ".".join(map(str, path[:-1] if several and isinstance(path[-1], int) else path))


def _anchor(path: Path) -> str:
    return "-".join(map(str, path[:2] if path[0] in rubric_form.LISTS else path[:1]))


def _words(content: dict[str, Any]) -> dict[str, Sequence[str]]:
    """What the controls in the sentences offer."""
    named = (("competencies", "name"), ("ratings", "word"), ("verdicts", "word"))
    offered: dict[str, Sequence[str]] = {
        part: [row[key] for row in content.get(part, ()) if row.get(key)] for part, key in named
    }
    return offered | {
        "levels": LEVELS,
        "severities": tuple("12345"),
        "marks": rubric_form.MARKS,
        "combines": ("mean", "lowest"),
    }


def _overwritten(draft: RubricDraft, typed: Rubric | None) -> tuple[Change, ...]:
    """What the draft says by now where what was typed says something else."""
    stored, _findings = check_typed(draft.content)
    return differences(typed, stored) if stored and typed else ()
