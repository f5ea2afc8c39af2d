"""Signing in and out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from interviews.forms import SignInForm


class SignIn(LoginView):
    template_name = "interviews/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Also where a fragment leads when the session of its page has ended: then the whole page comes here."""
        htmx = request.htmx  # type: ignore[attr-defined]
        if htmx:
            back = urlencode({"next": htmx.current_url_abs_path or ""})
            return HttpResponseClientRedirect(f"{reverse('interviews:sign_in')}?{back}")
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.wait:
            response.status_code, response.headers["Retry-After"] = 429, str(form.wait)
        return response
