"""Decisions as the page sends them."""

from django.http import HttpResponse
from django.test import Client

from evaluations.models import Edit, Evaluation, Wording
from evaluations.present import PresentItem


def url_of(evaluation: Evaluation, entry: PresentItem) -> str:
    return f"/evaluations/{evaluation.pk}/{entry.section}/{entry.id}/"


def send(client: Client, evaluation: Evaluation, entry: PresentItem, **typed: object) -> HttpResponse:
    """On the item as `entry` shows it."""
    return client.post(url_of(evaluation, entry), {"number": entry.number, **typed})  # type: ignore[return-value]


def rows() -> tuple[int, int]:
    """How much was decided, anywhere."""
    return Edit.objects.count(), Wording.objects.count()
