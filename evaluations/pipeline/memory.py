"""The engines' memory of their endpoints, kept in the database: every worker starts where the last one got through."""

import time
from dataclasses import dataclass, field

from django.db.models.functions import Now

from evaluations.models import EndpointRung
from evaluations.pipeline.connections import briefly

FRESH_FOR = 60.0
"""Seconds for which a process does not look again. A rung that is a little old costs a draft a step, and no more."""


@dataclass(frozen=True, slots=True)
class _Known:
    rung: str | None
    until: float = field(default_factory=lambda: time.monotonic() + FRESH_FOR)


class DatabaseMemory:
    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Known] = {}

    def rung(self, endpoint: str, model: str) -> str | None:
        known = self._known.get((endpoint, model))
        if known is None or known.until < time.monotonic():
            known = self._known[endpoint, model] = _Known(_stored(endpoint, model))
        return known.rung

    @briefly()
    def remember(self, endpoint: str, model: str, rung: str) -> None:
        EndpointRung.objects.update_or_create(
            endpoint=endpoint, model=model, defaults={"rung": rung, "remembered_at": Now()}
        )
        self._known[endpoint, model] = _Known(rung)


@briefly()
def _stored(endpoint: str, model: str) -> str | None:
    return EndpointRung.objects.filter(endpoint=endpoint, model=model).values_list("rung", flat=True).first()
