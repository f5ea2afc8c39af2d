"""Misconfiguration found before anybody meets it: `manage.py check`."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.packet.packet import Paper


@register
def services(**kwargs: Any) -> Iterable[CheckMessage]:
    if settings.DATABASE_URL and not settings.REDIS_URL:
        yield Error(
            "DATABASE_URL is set and REDIS_URL is not.",
            hint="Set both, or neither to use the embedded PostgreSQL and Valkey.",
            id="debrief.E001",
        )
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield Error(
            "DATABASE_URL does not name a PostgreSQL database.",
            hint="Debrief runs on PostgreSQL only: postgresql://user:password@host/name",
            id="debrief.E002",
        )
    if not settings.SECRET_KEY:
        yield Error(
            "SECRET_KEY is not set.",
            hint="Set it to at least 50 random characters and keep it.",
            id="debrief.E003",
        )


@register
def mail(**kwargs: Any) -> Iterable[CheckMessage]:
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        yield Error(
            "EMAIL_USE_TLS and EMAIL_USE_SSL are both on.",
            hint="Servers on port 587 speak TLS after the greeting (EMAIL_USE_TLS), those on 465 from the start.",
            id="debrief.E007",
        )
    if settings.DEBRIEF_REMIND_AFTER_DAYS < 0:
        yield Error(
            "DEBRIEF_REMIND_AFTER_DAYS is less than nothing.", hint="Days; 0 for no reminders.", id="debrief.E008"
        )


@register
def openid_connect(**kwargs: Any) -> Iterable[CheckMessage]:
    issuer = urlsplit(settings.DEBRIEF_OIDC_ISSUER)
    if not settings.DEBRIEF_OIDC_ISSUER:
        return
    if issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "localhost", "::1"):
        yield Error(
            f"DEBRIEF_OIDC_ISSUER is no https address: {settings.DEBRIEF_OIDC_ISSUER!r}.",
            hint="The issuer as its discovery document names it: https://login.example.com/realm",
            id="debrief.E009",
        )
    if not settings.DEBRIEF_OIDC_CLIENT_ID or not settings.DEBRIEF_OIDC_CLIENT_SECRET:
        yield Error(
            "DEBRIEF_OIDC_ISSUER is set, DEBRIEF_OIDC_CLIENT_ID or DEBRIEF_OIDC_CLIENT_SECRET is not.",
            hint="The issuer's admin has both for you; docs/people.md tells what they need to know.",
            id="debrief.E010",
        )


@register
def engine(**kwargs: Any) -> Iterable[CheckMessage]:
    try:
        names = registry.names()
    except EndpointMisconfigured as error:
        yield Error(str(error), hint="docs/engines.md lists what an endpoint needs.", id="debrief.E005")
        return
    if settings.DEBRIEF_ENGINE not in names:
        yield Error(
            f"DEBRIEF_ENGINE names an engine that does not exist: {settings.DEBRIEF_ENGINE!r}.",
            hint=f"One of: {', '.join(names)}.",
            id="debrief.E004",
        )


@register
def paper(**kwargs: Any) -> Iterable[CheckMessage]:
    if settings.DEBRIEF_PAPER not in tuple(Paper):
        yield Error(
            f"DEBRIEF_PAPER names a paper that does not exist: {settings.DEBRIEF_PAPER!r}.",
            hint=f"One of: {', '.join(Paper)}.",
            id="debrief.E006",
        )
