"""Correcting an answer: what was mistyped or cut off when it was pasted."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from evaluations import correcting
from evaluations.models import Evaluation
from evaluations.pages.paste_form import TypedField
from evaluations.review import Outdated, Refused
from interviews.http import Request
from interviews.texts import ANSWER_LIMIT


class CorrectionForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
    """The version that is being corrected."""
    answer = TypedField("answer", ANSWER_LIMIT, label=gettext_lazy("Answer"))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    evaluation = get_object_or_404(Evaluation.objects.editable_by(request.user).with_facts(), pk=pk)
    text = evaluation.answer.answer_text
    form = CorrectionForm(request.POST or None, initial={"shown": text.pk, "answer": text.body})
    problem, status = "", 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = form.cleaned_data
        try:
            correcting.correct(evaluation.answer, typed["answer"], request.user, shown=typed["shown"])
        except Outdated as outdated:
            # What was typed stays; sent again it is a correction of what holds now.
            form = CorrectionForm(initial={"shown": text.pk, "answer": typed["answer"]})
            problem, status = str(outdated), 409
        except Refused as refused:
            problem, status = str(refused), 409
        else:
            messages.success(request, _("The corrected answer holds. Every quote was looked for in it."))
            return redirect("evaluations:evaluation", pk)
    context = {"evaluation": evaluation, "form": form, "problem": problem, "held": text if status == 409 else None}
    return render(request, "evaluations/correct.html", context, status=status)
