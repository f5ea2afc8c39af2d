"""What was asked further: the interviewer pastes the reply, and has the answer evaluated again with it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from evaluations import replying
from evaluations.models import Evaluation
from evaluations.pages.paste_form import TypedField
from interviews.http import Request
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT


class ReplyForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    """Chosen when the form was shown, so that sending it twice keeps one reply."""
    question = TypedField(
        "question", QUESTION_LIMIT, label=gettext_lazy("What you asked further"), widget=forms.Textarea
    )
    reply = TypedField("reply", ANSWER_LIMIT, label=gettext_lazy("The reply"), widget=forms.Textarea)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, pk: UUID) -> HttpResponse:
    evaluation = get_object_or_404(Evaluation.objects.editable_by(request.user).with_facts(), pk=pk)
    shown = {"id": uuid4(), "question": request.GET.get("question", "")}
    form = ReplyForm(request.POST or None, initial=shown, label_suffix="")
    if request.method == "POST" and form.is_valid():
        kept: dict[str, Any] = form.cleaned_data
        replying.add_reply(evaluation.answer, kept["id"], kept["question"], kept["reply"], request.user)
        messages.success(request, _("The reply is kept. Draft again to have it judged with the answer."))
        return redirect("evaluations:again", pk)
    context = {"evaluation": evaluation, "form": form}
    return render(request, "evaluations/reply.html", context, status=422 if form.errors else 200)
