"""Pasting a question and its answer: kept while typing, mended where it was mis-decoded, evaluated on submit."""

from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from evaluations import house
from evaluations.models import OpeningPolicy, Scorecard, SettingChange
from evaluations.pages.paste_form import PasteForm
from evaluations.pasting import submit
from evaluations.review import Refused
from interviews.http import Request
from interviews.models import Answer, Interview, PasteDraft, Question
from interviews.texts import ANSWER_LIMIT, repair

MOST_QUESTIONS = 12
"""As many as a kit may hold (interviews/kits.py)."""


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: Request, pk: UUID) -> HttpResponse:
    interview = _interview(request, pk)
    if request.method != "POST":
        draft = PasteDraft.objects.filter(user=request.user, interview=interview).first()
        typed = {"question": draft.question, "answer": draft.answer} if draft else {}
        typed["question"] = typed.get("question") or request.GET.get("question", "")
        return _page(request, interview, PasteForm(initial={**typed, "id": uuid4()}))
    form = PasteForm(request.POST, request.FILES)
    if "search" in request.POST or "pick" in request.POST:
        return _page(request, interview, form.as_typed())
    if not interview.candidate.is_active:
        return _page(request, interview, form.as_typed(), status=409)
    if form.has_undecided_repair():
        return _page(request, interview, form.as_repaired())
    if not form.is_valid():
        return _page(request, interview, form, status=422)
    try:
        return redirect("evaluations:evaluation", submit(form.pasted(), interview, request.user).pk)
    except Refused as refused:
        return _page(request, interview, form, status=409, problem=str(refused))


@require_POST
def keep(request: Request, pk: UUID) -> HttpResponse:
    """What is being typed, kept as it is: nothing is judged here, not even whether it is text.

    A copy that was on its way while the form itself was submitted comes too late to be kept.
    """
    interview = _interview(request, pk)
    form = PasteForm(request.POST)
    form.full_clean()
    if (sent := form.cleaned_data.get("id")) and Answer.objects.filter(pk=sent).exists():
        return HttpResponse(status=204)
    typed = {
        name: request.POST.get(name, "").replace("\x00", "�")[: 4 * ANSWER_LIMIT] for name in ("question", "answer")
    }
    PasteDraft.objects.update_or_create(user=request.user, interview=interview, defaults=typed)
    return render(request, "evaluations/paste/_kept.html", {"now": timezone.now()})


@require_POST
def mend(request: Request, pk: UUID) -> HttpResponse:
    """The answer's field with mis-decoded text mended, or with the mending undone; 204 where nothing is to mend."""
    interview = _interview(request, pk)
    form = PasteForm(request.POST).as_undone() if "undo" in request.POST else PasteForm(request.POST).as_repaired()
    if not request.htmx:
        return _page(request, interview, form)
    if "undo" not in request.POST and not repair(request.POST.get("answer", "")).changes:
        return HttpResponse(status=204)
    return render(request, "evaluations/paste/_answer_field.html", {"form": form, "interview": interview})


@require_http_methods(["GET", "HEAD"])
def questions(request: Request, pk: UUID) -> HttpResponse:
    interview = _interview(request, pk)
    context = {"questions": _matching(request.GET.get("words", ""), interview), "interview": interview}
    return render(request, "evaluations/paste/_questions.html", context)


def _interview(request: Request, pk: UUID) -> Interview:
    interviews = Interview.objects.run_by(request.user).select_related("candidate__identity", "opening")
    return get_object_or_404(interviews, pk=pk)


def _page(
    request: Request, interview: Interview, form: PasteForm, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {
        "problem": problem,
        "is_signed": Scorecard.objects.is_signed(interview.pk),
        "interview": interview,
        "form": form,
        "limit": ANSWER_LIMIT,
        "told": SettingChange.objects.house().told,
        "offer": house.choosable(),
        "usual_engine": OpeningPolicy.objects.engine_of(interview.opening),
        "questions": _matching(request.POST.get("words", ""), interview),
        "words": request.POST.get("words", ""),
    }
    return render(request, "evaluations/paste/paste.html", context, status=status)


def _matching(words: str, interview: Interview) -> "QuerySet[Question]":
    """The opening's kit first."""
    offered = Question.objects.offered_for(interview.opening)
    return offered.matching(words.replace("\x00", "")[:200])[:MOST_QUESTIONS]
