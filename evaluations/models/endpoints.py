"""What is remembered of endpoints from one draft to the next."""

from django.db import models
from django.db.models.functions import Now


class EndpointRung(models.Model):
    """The rung of the ladder on which an endpoint and model last gave a usable reply (docs/engines.md)."""

    endpoint = models.CharField(max_length=100)
    model = models.CharField(max_length=200)
    rung = models.CharField(max_length=100)
    remembered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("endpoint", "model"), name="one_rung_per_endpoint_and_model"),)

    def __str__(self) -> str:
        return f"{self.endpoint} {self.model}: {self.rung}"
