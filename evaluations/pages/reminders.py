"""Stopping the mails about interviews that are not signed: from the mail itself, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evaluations import reminding
from interviews.http import Request


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """The signed token stands for a session: mail programs post by themselves. Looking stops nothing, since programs
    that check mails for danger look at every address in them."""
    user = reminding.user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        user.reminders = False
        user.save(update_fields=["reminders"])
    return render(request, "evaluations/stop_reminders.html", {"is_stopped": not user.reminders, "token": token})
