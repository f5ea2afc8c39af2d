"""Starting an interview, and the page of one."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from interviews.forms import InterviewForm
from interviews.http import Request
from interviews.models import Interview
from interviews.pages.access import for_interviewers
from interviews.pages.reading import with_answers
from interviews.starting import start


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers
def new(request: Request) -> HttpResponse:
    """`?candidate=` or `?opening=` fill in what a page that leads here knows."""
    if request.method != "POST":
        return _form_page(request, InterviewForm(user=request.user, initial=_known_from_address(request)))
    form = InterviewForm(request.POST, user=request.user)
    if before := form.sent_before():
        return redirect("evaluations:paste", before.pk)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    typed = form.cleaned_data
    opening = typed["opening"] or (typed["title"], typed["level"])
    interview = start(
        pk=typed["id"],
        interviewer=request.user,
        candidate=typed["candidate"],
        opening=opening,
        held_on=typed["held_on"],
    )
    if interview is None:
        raise Http404
    return redirect("evaluations:paste", interview.pk)


@require_safe
@for_interviewers
def known(request: Request) -> HttpResponse:
    """The candidates who may be meant by the name that is being typed."""
    form = InterviewForm(user=request.user, initial=_known_from_address(request))
    return render(request, "interviews/_known_candidates.html", {"form": form})


@require_safe
def interview(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        with_answers(Interview.objects.filter(pk=pk), request.user).prefetch_related("shadows__user")
    )
    may_paste = found.interviewer_id == request.user.pk and found.candidate.is_active
    return render(request, "interviews/interview.html", {"interview": found, "may_paste": may_paste})


def _known_from_address(request: Request) -> dict[str, str]:
    return {name: request.GET[name] for name in ("name", "candidate", "opening") if name in request.GET}


def _form_page(request: Request, form: InterviewForm, status: int = 200) -> HttpResponse:
    return render(request, "interviews/interview_new.html", {"form": form}, status=status)
