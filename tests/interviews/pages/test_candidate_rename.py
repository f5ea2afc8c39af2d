"""Renaming a candidate."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Candidate, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate() -> Candidate:
    return factories.candidate(name="Mara")


def rename(client: Client, candidate: Candidate, name: str) -> int:
    return client.post(reverse("interviews:candidate_rename", args=[candidate.pk]), {"name": name}).status_code


def test_the_new_name_is_shown_and_found(client: Client, candidate: Candidate) -> None:
    client.force_login(candidate.created_by)
    assert rename(client, candidate, "Ævar Łoś") == 302
    assert "Ævar Łoś" in client.get(reverse("interviews:candidates"), {"q": "ŁOŚ"}).content.decode()


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 201, "Ma\0ra", "Ma\x1bra"])
def test_what_is_no_name_is_said_at_the_field(client: Client, candidate: Candidate, name: str) -> None:
    client.force_login(candidate.created_by)
    assert rename(client, candidate, name) == 422
    candidate.identity.refresh_from_db()
    assert candidate.name == "Mara"


def test_an_erased_candidate_gets_no_name_again(client: Client, candidate: Candidate) -> None:
    candidate.identity.delete()
    client.force_login(candidate.created_by)
    assert rename(client, candidate, "Mara") == 404


def test_strangers_committee_and_visitors_cannot(client: Client, candidate: Candidate) -> None:
    assert rename(client, candidate, "Other") == 302
    client.force_login(factories.user())
    assert rename(client, candidate, "Other") == 404
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert rename(client, candidate, "Other") == 403
    candidate.identity.refresh_from_db()
    assert candidate.name == "Mara"


def test_who_only_shadows_reads_and_cannot(client: Client) -> None:
    shadow = factories.user()
    shadowed = factories.interview(shadows=[shadow])
    client.force_login(shadow)
    shown = client.get(reverse("interviews:candidate", args=[shadowed.candidate_id]))
    assert shown.status_code == 200
    assert reverse("interviews:candidate_rename", args=[shadowed.candidate_id]) not in shown.text
    assert rename(client, shadowed.candidate, "Other") == 404
