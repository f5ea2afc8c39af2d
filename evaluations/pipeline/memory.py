"""The engines' memory of their endpoints, kept in the database: every worker starts where the last one got through."""

from django.db import connection
from django.db.models.functions import Now

from evaluations.models import EndpointRung


class DatabaseMemory:
    """An engine asks while a model is about to be waited for, so no connection is kept."""

    def rung(self, endpoint: str, model: str) -> str | None:
        try:
            return EndpointRung.objects.filter(endpoint=endpoint, model=model).values_list("rung", flat=True).first()
        finally:
            _let_go()

    def remember(self, endpoint: str, model: str, rung: str) -> None:
        try:
            EndpointRung.objects.update_or_create(
                endpoint=endpoint, model=model, defaults={"rung": rung, "remembered_at": Now()}
            )
        finally:
            _let_go()


def _let_go() -> None:
    if not connection.in_atomic_block:
        connection.close()
