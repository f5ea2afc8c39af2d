"""The question bank: everybody reads it, admins and whoever chairs an opening change it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.asked import aimed_by
from evaluations.models import RubricVersion
from evaluations.pages.bank_form import QuestionForm
from interviews import bank
from interviews.http import Request
from interviews.models import PanelMember, Question, Role, User

PER_PAGE = 25


@require_safe
def questions(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:200]
    found = Question.objects.matching(words).annotate(asked=Count("answers")).order_by("-is_offered", "wording")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    aimed = aimed_by(question.pk for question in page)
    listed = [(question, aimed.get(question.pk, ())) for question in page]
    context = {"page": page, "listed": listed, "words": words, "may_edit": _may_edit(request.user)}
    return render(request, "evaluations/bank/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    _require_editor(request.user)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, initial={"is_offered": True}, competencies=_competencies())
    if request.method == "POST" and form.is_valid():
        try:
            bank.add(form.wanted(), request.user)
            return redirect("evaluations:bank")
        except bank.Known:
            form.add_error("wording", _("This question is in the bank already."))
    return render(request, "evaluations/bank/question.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, pk: UUID) -> HttpResponse:
    """One question with its versions; POST changes it, `seen` being the version that was shown."""
    _require_editor(request.user)
    found = get_object_or_404(Question, pk=pk)
    competencies = dict.fromkeys((*_competencies(), *found.aims))
    if request.method != "POST":
        return _page(request, found, QuestionForm(initial=_shown(found), competencies=competencies))
    form, seen = QuestionForm(request.POST, competencies=competencies), request.POST.get("seen", "")
    if not seen.isdecimal() or len(seen) > 9:
        return HttpResponseBadRequest()
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        bank.change(found, form.wanted(), request.user, int(seen))
    except bank.Known:
        form.add_error("wording", _("This question is in the bank already."))
        return _page(request, found, form, status=422)
    except bank.Outdated:
        form.add_error(None, _("Somebody changed this question meanwhile; see its versions. Save again to have it so."))
        return _page(request, found, form, status=409)
    return redirect("evaluations:bank")


def _may_edit(user: User) -> bool:
    chairs = PanelMember.objects.filter(user=user, seat=PanelMember.Seat.CHAIR)
    return user.role == Role.ADMIN or chairs.exists()


def _require_editor(user: User) -> None:
    if not _may_edit(user):
        raise PermissionDenied(_("Admins and whoever chairs an opening change the question bank. Ask one of them."))


def _competencies() -> tuple[str, ...]:
    return RubricVersion.objects.current().rubric.competency_names


def _shown(found: Question) -> dict[str, Any]:
    kept = {name: getattr(found, name) for name in ("wording", "aims", "level", "is_offered")}
    return {**kept, "probes": "\n".join(found.probes)}


def _page(request: Request, found: Question, form: QuestionForm, status: int = 200) -> HttpResponse:
    context = {
        "question": found,
        "form": form,
        "versions": found.versions.select_related("changed_by").order_by("-number"),
        "asked": found.answers.count(),
        "aimed": aimed_by([found.pk]).get(found.pk, ()),
    }
    return render(request, "evaluations/bank/question.html", context, status=status)
