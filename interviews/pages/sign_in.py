"""Signing in and out."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from interviews.forms import SignInForm
from interviews.http import Request

PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105
"""Django asks it for whoever is signed in, by whichever way they came."""
BACK_TO = "oidc_back_to"


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(issuer=settings.DEBRIEF_OIDC_ISSUER and settings.DEBRIEF_OIDC_NAME, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.wait:
            response.status_code, response.headers["Retry-After"] = 429, str(form.wait)
        return response


@login_not_required
@require_safe
def oidc_begin(request: Request) -> HttpResponse:
    """A link leads here and on to the issuer: no form, so the policy for forms stays closed to other sites."""
    if not settings.DEBRIEF_OIDC_ISSUER:
        return redirect("interviews:sign_in")
    from interviews import oidc  # the library is large, and most installations have no use for it

    request.session[BACK_TO] = request.GET.get("next", "")
    try:
        return oidc.begin(request)
    except oidc.Refused as refused:
        return _refused(request, str(refused))


@login_not_required
@require_safe
def oidc_done(request: Request) -> HttpResponse:
    """Where the issuer sends people back to."""
    if not settings.DEBRIEF_OIDC_ISSUER:
        return redirect("interviews:sign_in")
    from interviews import oidc

    try:
        user = oidc.account_of(oidc.vouched(request))
    except oidc.Refused as refused:
        return _refused(request, str(refused))
    back_to = request.session.pop(BACK_TO, "")
    login(request, user, PASSWORD_BACKEND)
    own = url_has_allowed_host_and_scheme(back_to, {request.get_host()}, require_https=request.is_secure())
    return redirect(back_to if own else resolve_url(settings.LOGIN_REDIRECT_URL))


def _refused(request: Request, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("interviews:sign_in")
