"""The engines' memory of their endpoints, kept in the database: every worker starts where the last one got through."""

from django.db.models.functions import Now

from evaluations.models import EndpointRung
from evaluations.pipeline.connections import briefly


class DatabaseMemory:
    @briefly()
    def rung(self, endpoint: str, model: str) -> str | None:
        return EndpointRung.objects.filter(endpoint=endpoint, model=model).values_list("rung", flat=True).first()

    @briefly()
    def remember(self, endpoint: str, model: str, rung: str) -> None:
        EndpointRung.objects.update_or_create(
            endpoint=endpoint, model=model, defaults={"rung": rung, "remembered_at": Now()}
        )
