"""What a person sets for themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews.forms import MeForm
from interviews.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Request) -> HttpResponse:
    user = request.user
    form = MeForm(request.POST or None, initial={name: getattr(user, name) for name in MeForm.base_fields})
    if request.method == "POST" and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(user, name, value)
        user.save(update_fields=[*form.cleaned_data])
        messages.success(request, _("Saved."))
        return redirect("interviews:me")
    return render(request, "interviews/me.html", {"form": form}, status=422 if form.errors else 200)
