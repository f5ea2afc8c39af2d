"""What is known of endpoints from one draft to the next, who is asking them, and what came of trying an engine out."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


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


class EndpointPlace(models.Model):
    """A draft that may be asked for at an endpoint, beside so many others; held or free (pipeline/limits.py).

    PostgreSQL keeps no log of this table: after a crash it is empty, and places are made anew.
    """

    endpoint = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    token = models.UUIDField(null=True)
    """Of who holds it."""
    held_until = models.DateTimeField(db_default=Now())
    """Free from then on. No index holds it, so that a change of it is a change of one page."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("endpoint", "number"), name="one_place_per_number"),)

    def __str__(self) -> str:
        return f"{self.endpoint} {self.number}"


class EndpointHealth(models.Model):
    """That an endpoint fails, or wants to be left alone. One that was always well has none."""

    endpoint = models.CharField(max_length=100, primary_key=True)
    failures = models.PositiveIntegerField()
    """In a row."""
    rests_until = models.DateTimeField(null=True)
    """It is left alone until then, and tried by one draft after; null where it is not in trouble."""
    asked_until = models.DateTimeField(null=True)
    """The endpoint itself wants no request before."""
    probed_until = models.DateTimeField(null=True)
    """A draft tries whether it is well again, and is done by then."""

    def __str__(self) -> str:
        return f"{self.endpoint}: {self.failures} failures"


class EngineCheck(models.Model):
    """That an admin had an engine tried out on the invented answer, and what the worker found."""

    GIVEN_UP_AFTER = timedelta(minutes=30)
    """Far longer than any two passes take."""

    engine = models.CharField(max_length=100)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    lines = models.JSONField(default=list)
    """As a Report has them: what was looked at, and what was found."""
    problem = models.TextField(default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=("engine", "-asked_at"), name="latest_check_of_an_engine"),)

    def __str__(self) -> str:
        return f"{self.engine}, asked {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and timezone.now() - self.asked_at < self.GIVEN_UP_AFTER
