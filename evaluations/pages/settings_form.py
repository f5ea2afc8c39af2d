"""What is asked about each setting of the house. The fields are named as the values are kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.engines import registry
from evaluations.models import House, Setting
from interviews.texts import TextRefused, accept

TOLD_LIMIT = 4000
MOST_DAYS = 60


class RemindersForm(forms.Form):
    after_days = forms.FloatField(
        label=_("Days before the first reminder"),
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"step": "any"}),
        help_text=_("0 for no reminders at all."),
    )
    from_hour = forms.IntegerField(label=_("From, in hours"), min_value=0, max_value=23)
    until_hour = forms.IntegerField(
        label=_("Until, in hours"), min_value=1, max_value=24, help_text=_("Of the day where the person is.")
    )

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("from_hour", 0) >= typed.get("until_hour", 24):
            self.add_error("until_hour", _("This is not after the hour it begins at, so nothing would ever be mailed."))

    @staticmethod
    def shown(house: House) -> dict[str, Any]:
        one = house.reminders
        return {"after_days": f"{one.after_days:g}", "from_hour": one.from_hour, "until_hour": one.until_hour}


class PoliciesForm(forms.Form):
    rate_first = forms.BooleanField(
        label=_("Rate first"),
        required=False,
        help_text=_("A draft's ratings stay hidden until the interviewer has saved their own."),
    )
    hands_on_questions = forms.BooleanField(
        label=_("Hand on open questions"),
        required=False,
        help_text=_("The candidate's next interviewers see the probing questions that nobody asked."),
    )

    @staticmethod
    def shown(house: House) -> dict[str, Any]:
        return dict(house.policies)


class EnginesForm(forms.Form):
    engines = forms.MultipleChoiceField(
        label=_("Engines"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(name, name) for name in _besides_the_usual()],
        error_messages={"invalid_choice": _("There is no engine “%(value)s” any more.")},
    )

    def clean_engines(self) -> list[str]:
        """None ticked means only the usual one; all ticked, all that there will ever be."""
        if registry.offered().problem:
            raise ValidationError(_("The configuration of some engines cannot be read, so nothing is changed here."))
        ticked = self.cleaned_data["engines"]
        every = set(ticked) == set(_besides_the_usual())
        return [] if every else sorted({*ticked, settings.DEBRIEF_ENGINE})

    @staticmethod
    def shown(house: House) -> dict[str, Any]:
        return {"engines": list(house.engines or registry.offered().names)}


class ToldForm(forms.Form):
    told = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("For example that notes are taken, what a model does with them, and who decides."),
    )

    def clean_told(self) -> str:
        text = str(self.cleaned_data["told"]).strip()
        try:
            return accept(text, what="text", limit=TOLD_LIMIT) if text else ""
        except TextRefused as refused:
            raise ValidationError(str(refused)) from refused

    @staticmethod
    def shown(house: House) -> dict[str, Any]:
        return {"told": house.told}


FORMS: dict[str, type[RemindersForm | PoliciesForm | EnginesForm | ToldForm]] = {
    Setting.TOLD: ToldForm,
    Setting.POLICIES: PoliciesForm,
    Setting.REMINDERS: RemindersForm,
    Setting.ENGINES: EnginesForm,
}


def _besides_the_usual() -> list[str]:
    return [name for name in registry.offered().names if name != settings.DEBRIEF_ENGINE]
