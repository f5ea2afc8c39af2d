"""Changing a password, and getting back in without it. What is asked and checked is Django's."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import tasks, throttling
from interviews.http import Request
from interviews.pages.people_forms import ChangePasswordForm, ForgottenForm, NewPasswordForm


class Change(PasswordChangeView):
    """Ends the person's other sessions."""

    template_name = "interviews/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("interviews:me")
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(
            self.request, _("Your password is changed. Wherever else you were signed in, you no longer are.")
        )
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Asks for an address and mails a link there. Nothing, the time it takes included, tells whether anybody here has
    that address: a worker finds out."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and settings.EMAIL_HOST and form.is_valid():
        email = form.cleaned_data["email"]
        user = next(iter(PasswordResetForm().get_users(email)), None)
        if throttling.may_mail(email):
            tasks.ring_password_link(user.pk if user else uuid4())
        return redirect("interviews:password_sent")
    context = {"form": form, "can_mail": bool(settings.EMAIL_HOST)}
    return render(request, "interviews/password_forgotten.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def sent(request: Request) -> HttpResponse:
    return render(request, "interviews/password_sent.html")


class New(PasswordResetConfirmView):
    """Where such a link leads: in, also while there were too many tries to sign in. Whoever was deactivated meanwhile
    gets nowhere."""

    template_name = "interviews/password_new.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("evaluations:home")
    post_reset_login = True

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your new password is set."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
