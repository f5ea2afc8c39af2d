"""What is asked about a question of the bank."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.pages.paste_form import TypedField
from interviews.bank import Wanted
from interviews.models import Level
from interviews.texts import QUESTION_LIMIT, TextRefused, accept

PROBE_LIMIT = 500
MOST_PROBES = 10


class QuestionForm(forms.Form):
    wording = TypedField(
        "question", QUESTION_LIMIT, label=_("Wording"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    aims = forms.MultipleChoiceField(
        label=_("Aims at"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The competencies that an answer should show. None means all of them."),
    )
    level = forms.ChoiceField(label=_("For"), required=False, choices=[("", _("Any level")), *Level.choices])
    probes = forms.CharField(
        label=_("To ask further"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("One on a line. Interviewers see them beside the question."),
    )
    is_offered = forms.BooleanField(
        label=_("Offered"),
        required=False,
        help_text=_("Among those to pick from. What was asked stays, whatever becomes of the question."),
    )

    def __init__(self, *args: Any, competencies: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["aims"].choices = [(name, name) for name in competencies]  # type: ignore[attr-defined]

    def clean_probes(self) -> list[str]:
        probes = [line for typed in self.cleaned_data["probes"].splitlines() if (line := " ".join(typed.split()))]
        if len(probes) > MOST_PROBES:
            raise ValidationError(_("At most %(most)d lines.") % {"most": MOST_PROBES})
        try:
            return [accept(probe, what="line", limit=PROBE_LIMIT) for probe in probes]
        except TextRefused as refused:
            raise ValidationError(str(refused)) from refused

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)
