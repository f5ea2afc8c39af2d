"""Misconfiguration found before anybody meets it: `manage.py check`."""

from collections.abc import Iterable
from typing import Any

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
