"""Inviting people, and the page that an invitation leads to."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from interviews import inviting
from interviews.http import Request
from interviews.models import Invitation, Role, User
from interviews.models.invitations import VALID_FOR
from interviews.pages.access import for_admins
from interviews.pages.people_forms import InviteForm, JoinForm
from interviews.pages.sign_in import PASSWORD_BACKEND


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def invite(request: Request) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"role": Role.INTERVIEWER})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = inviting.invite(form.cleaned_data["email"], form.cleaned_data["role"], request.user)
            return _delivered(request, invitation)
        except inviting.Invited:
            form.add_error("email", _("Somebody invited this address already; see below the list of people."))
    return render(request, "interviews/people/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_admins
def resend(request: Request, pk: UUID) -> HttpResponse:
    """A new link, good for another week; those before it work no more."""
    invitation = get_object_or_404(Invitation.objects.select_related("invited_by"), pk=pk)
    if inviting.renew(invitation):
        return _delivered(request, invitation)
    messages.info(request, _("This invitation was accepted or withdrawn already."))
    return redirect("interviews:people")


@require_POST
@for_admins
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    if inviting.withdraw(invitation):
        messages.success(request, _("%(email)s is no longer invited.") % {"email": invitation.email})
    else:
        messages.info(request, _("This invitation was accepted or withdrawn already."))
    return redirect("interviews:people")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, token: str) -> HttpResponse:
    """Where an invitation leads. Whoever joined is signed in."""
    invitation = inviting.invitation_of(token)
    if invitation is None:
        return _dead_link(request)
    user = User(email=invitation.email)
    form = JoinForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["new_password1"])
        joined = inviting.accept(invitation, user)
        if joined is None:
            return _dead_link(request)
        login(request, joined, PASSWORD_BACKEND)
        return redirect("evaluations:home")
    context = {"form": form, "invitation": invitation}
    return render(request, "interviews/people/join.html", context, status=422 if form.errors else 200)


def _delivered(request: Request, invitation: Invitation) -> HttpResponse:
    """By mail; or the link is shown this once, to pass on."""
    if inviting.mail(invitation):
        messages.success(request, _("A mail is on its way to %(email)s.") % {"email": invitation.email})
        return redirect("interviews:people")
    context = {"invitation": invitation, "link": inviting.link(invitation), "days": VALID_FOR.days}
    return render(request, "interviews/people/invitation_link.html", context)


def _dead_link(request: Request) -> HttpResponse:
    return render(request, "interviews/people/dead_link.html", {"days": VALID_FOR.days}, status=410)
