"""Signing in with the house's own accounts, by OpenID Connect: docs/decisions/0019.

The library (Authlib) keeps state, nonce and the PKCE verifier in the session, fetches discovery and keys from the
issuer, and verifies the signed token. What is asked beyond that stands here: the issuer is the configured one, the
token is for us and signed by a key that is no shared secret, the address is vouched for, and somebody here has it or is
invited.
"""

import logging
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import MismatchingStateError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App, OAuthError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from interviews import inviting
from interviews.forms import Line
from interviews.models import Invitation, User

ANSWERS_WITHIN = 10.0
CLOCKS_DIFFER_BY = 60
"""At most. Seconds, both."""
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})

logger = logging.getLogger(__name__)


class Refused(Exception):
    """Nobody is signed in; why is said in words for the person."""


class Untrusted(Exception):
    """What the issuer sent does not hold."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who somebody is, as the issuer says."""

    email: str
    name: str


def begin(request: HttpRequest) -> HttpResponse:
    """To the issuer's page. Raises Refused."""
    back = settings.PUBLIC_URL + reverse("interviews:oidc_done")
    try:
        redirected: HttpResponse = _client().authorize_redirect(request, back)  # type: ignore[no-untyped-call]
    except (RequestException, ValueError, RuntimeError, OAuthError, Untrusted) as error:
        raise _away() from error
    return redirected


def vouched(request: HttpRequest) -> Vouched:
    """Whoever comes back from there. Raises Refused."""
    client, issuer = _client(), settings.DEBRIEF_OIDC_NAME
    asked = {
        "iss": {"essential": True, "values": [settings.DEBRIEF_OIDC_ISSUER, f"{settings.DEBRIEF_OIDC_ISSUER}/"]},
        "aud": {"essential": True, "value": settings.DEBRIEF_OIDC_CLIENT_ID},
    }
    try:
        options = {"claims_options": asked, "leeway": CLOCKS_DIFFER_BY}
        token = client.authorize_access_token(request, **options)  # type: ignore[no-untyped-call]
        claims = _complete(client, token)
    except MismatchingStateError as error:
        raise Refused(_("This was begun in another window, or took too long. Begin again.")) from error
    except OAuthError as error:
        logger.info("Signing in by OpenID Connect was refused: %s", error.error)
        raise Refused(_("Signing in with %(issuer)s was refused or cancelled there.") % {"issuer": issuer}) from error
    except (JoseError, Untrusted, KeyError) as error:
        logger.exception("What the issuer sent does not hold")
        raise Refused(
            _("What %(issuer)s sent cannot be trusted, so nobody is signed in. Tell an admin.") % {"issuer": issuer}
        ) from error
    except (RequestException, ValueError, RuntimeError) as error:
        raise _away() from error
    if claims.get("email_verified") not in (True, "true") or not claims.get("email"):
        raise Refused(_("%(issuer)s does not vouch for your e-mail address.") % {"issuer": issuer})
    return Vouched(email=str(claims["email"]).strip().lower(), name=_name(claims))


def account_of(person: Vouched) -> User:
    """Theirs; an invitation of their address is accepted by this. Raises Refused."""
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = _joining(person)
    if not user.is_active:
        raise Refused(_("Your account is deactivated. An admin can reactivate it."))
    return user


def _joining(person: Vouched) -> User:
    invitation = Invitation.objects.open().filter(email=person.email).first()
    if invitation is None or invitation.has_expired:
        raise Refused(_("Nobody has invited %(email)s here. An admin can do so.") % {"email": person.email})
    user = User(name=person.name)
    user.set_unusable_password()
    return inviting.accept(invitation, user) or User.objects.get(email=person.email)


class _Client(DjangoOAuth2App):
    """Made anew for each visit, so that the issuer may change its keys whenever it likes."""

    def load_server_metadata(self) -> dict[Any, Any]:
        metadata = super().load_server_metadata()
        if str(metadata.get("issuer")).rstrip("/") != settings.DEBRIEF_OIDC_ISSUER:
            raise Untrusted(f"Discovery names another issuer: {metadata.get('issuer')!r}")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = sorted(ALGORITHMS.intersection(offered))
        return metadata


def _client() -> _Client:
    return _Client(
        DjangoIntegration("oidc"),
        name="oidc",
        client_id=settings.DEBRIEF_OIDC_CLIENT_ID,
        client_secret=settings.DEBRIEF_OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.DEBRIEF_OIDC_ISSUER}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": ANSWERS_WITHIN,
            "leeway": 0,  # an access token is used at once, however short its life
        },
    )


def _complete(client: _Client, token: dict[str, Any]) -> dict[str, Any]:
    """The token's claims; some issuers keep the address for a second question. Raises Untrusted."""
    claims = token.get("userinfo")
    if not claims:
        raise Untrusted("No signed token came")
    if "email" in claims:
        return dict(claims)
    told = client.userinfo(token=token)
    if told.get("sub") != claims["sub"]:
        raise Untrusted("The second answer is about somebody else")
    return {**told, **claims}


def _name(claims: dict[str, Any]) -> str:
    """Of somebody new; they change it as they like."""
    try:
        return str(Line(what="name").clean(str(claims.get("name") or claims["email"])))
    except ValidationError:
        return str(claims["email"])


def _away() -> Refused:
    logger.warning("The issuer does not answer as it should", exc_info=True)
    said = _("%(issuer)s cannot be reached just now. Try again in a moment, or sign in with your password.")
    return Refused(said % {"issuer": settings.DEBRIEF_OIDC_NAME})
