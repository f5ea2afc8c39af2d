"""Comments of those who shadow an interview: a region on its page, and the form for adding one."""

from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from evaluations import commenting
from evaluations.models import Comment, Scorecard
from evaluations.pages.paste_form import TypedField
from evaluations.review import Refused
from interviews.http import Request
from interviews.models import Interview


class CommentForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    """Chosen when the form was shown, so that sending it twice keeps one comment."""
    comment = TypedField("comment", commenting.COMMENT_LIMIT, label=_("Your comment"), widget=forms.Textarea)


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, pk: UUID) -> HttpResponse:
    shadowed = Interview.objects.shadowed_by(request.user)
    seen = shadowed if request.method == "POST" else Interview.objects.readable_by(request.user)
    interview = get_object_or_404(seen.select_related("candidate__identity", "opening"), pk=pk)
    form = CommentForm(request.POST or None, initial={"id": uuid4()})
    problem, is_added = "", False
    if request.method == "POST" and form.is_valid():
        try:
            commenting.add(interview, form.cleaned_data["id"], form.cleaned_data["comment"], request.user)
        except Refused as refused:
            problem = str(refused)
        else:
            if not request.htmx:
                return redirect("evaluations:comments", pk)
            form, is_added = CommentForm(initial={"id": uuid4()}), True
    context = {
        "interview": interview,
        "comments": Comment.objects.visible_to(request.user).filter(interview=interview).select_related("author"),
        "is_shadow": shadowed.filter(pk=pk).exists(),
        "is_signed": Scorecard.objects.is_signed(interview.pk),
        "form": form,
        "problem": problem,
        "is_added": is_added,
    }
    template = "evaluations/comments/_comments.html" if request.htmx else "evaluations/comments/comments.html"
    return render(request, template, context, status=409 if problem else 422 if form.errors else 200)
