"""What holds for the whole house, for admins; and the one of these settings that interviewers read."""

from dataclasses import dataclass

from django import forms
from django.conf import settings as environment
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluations import house
from evaluations.models import Setting, SettingChange
from evaluations.pages.settings_form import FORMS
from interviews.http import Request
from interviews.pages.access import for_admins


@dataclass(frozen=True, slots=True)
class _Section:
    setting: Setting
    form: forms.Form
    latest: SettingChange | None

    @property
    def seen(self) -> int:
        return self.latest.number if self.latest else 0


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def settings(request: Request) -> HttpResponse:
    """One form for each setting; POST saves the one that it names."""
    if request.method != "POST":
        return _page(request)
    name, seen = request.POST.get("setting", ""), request.POST.get("seen", "")
    if name not in FORMS or not seen.isdecimal() or len(seen) > 9:
        return HttpResponseBadRequest()
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return _page(request, name, form, status=422)
    try:
        if house.change(name, form.cleaned_data, request.user, int(seen)):
            messages.success(request, _("Saved: %(setting)s.") % {"setting": Setting(name).label})
    except house.Outdated:
        form.add_error(None, _("Somebody changed this meanwhile; it says below who. Save again to have it your way."))
        return _page(request, name, form, status=409)
    return redirect("evaluations:settings")


@require_safe
def told(request: Request) -> HttpResponse:
    """What candidates are told, to read out; as a region of other pages, or a page of its own."""
    text = SettingChange.objects.house().told
    template = "evaluations/settings/_told.html" if request.htmx else "evaluations/settings/told.html"
    return render(request, template, {"told": text})


def _page(request: Request, name: str = "", form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """With `form` as the setting `name` was posted, and the others as they are."""
    now, latest = SettingChange.objects.house(), SettingChange.objects.latest_of_each()
    sections = []
    for setting, form_class in FORMS.items():
        shown = form_class(initial=form_class.shown(now), auto_id=f"{setting}_%s")
        sections.append(_Section(Setting(setting), form if form and setting == name else shown, latest.get(setting)))
    context = {
        "sections": sections,
        "can_mail": bool(environment.EMAIL_HOST),
        "usual_engine": environment.DEBRIEF_ENGINE,
    }
    return render(request, "evaluations/settings/settings.html", context, status=status)
