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
    form = MeForm(request.POST or None, initial={"name": user.name, "time_zone": user.time_zone})
    if request.method == "POST" and form.is_valid():
        user.name, user.time_zone = form.cleaned_data["name"], form.cleaned_data["time_zone"]
        user.save(update_fields=["name", "time_zone"])
        messages.success(request, _("Saved."))
        return redirect("interviews:me")
    return render(request, "interviews/me.html", {"form": form}, status=422 if form.errors else 200)
