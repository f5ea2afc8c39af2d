"""Decisions and edits as the page sends them."""

from django.http import HttpResponse
from django.test import Client

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation, Wording
from evaluations.present import PresentItem


def url_of(evaluation: Evaluation, entry: PresentItem) -> str:
    return f"/evaluations/{evaluation.pk}/{entry.section}/{entry.id}/"


def send(client: Client, evaluation: Evaluation, entry: PresentItem, **typed: object) -> HttpResponse:
    """On the item as `entry` shows it."""
    return client.post(url_of(evaluation, entry), {"number": entry.number, **typed})  # type: ignore[return-value]


def item_url(evaluation: Evaluation, entry: PresentItem, action: str = "") -> str:
    return f"/evaluations/{evaluation.pk}/items/{entry.id}/{action}{'/' if action else ''}"


def edit(client: Client, evaluation: Evaluation, entry: PresentItem, action: str = "", **typed: object) -> HttpResponse:
    """`action` as in the address; none is rewording. On the item as `entry` shows it."""
    return client.post(item_url(evaluation, entry, action), {"number": entry.number, **typed})  # type: ignore[return-value]


def add(
    client: Client, evaluation: Evaluation, section: Section, item: str = "a" * 32, **typed: object
) -> HttpResponse:
    url = f"/evaluations/{evaluation.pk}/sections/{section}/new/"
    return client.post(url, {"item": item, **typed})  # type: ignore[return-value]


def entry_of(evaluation: Evaluation, section: Section = Section.NOTES, index: int = 0) -> PresentItem:
    """As it stands now."""
    return present.read(evaluation).items(section)[index]


def again(evaluation: Evaluation, entry: PresentItem) -> PresentItem:
    """The same item as it stands now, removed or not."""
    found = present.read(evaluation).find(entry.id)
    assert found
    return found


def words_of(evaluation: Evaluation, section: Section = Section.NOTES) -> list[str]:
    """The texts of the section's items, in order."""
    return [entry.item.text for entry in present.read(evaluation).items(section)]


def rows() -> tuple[int, int]:
    """How much was decided, anywhere."""
    return Edit.objects.count(), Wording.objects.count()
