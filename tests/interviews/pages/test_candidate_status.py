"""Withdrawing a candidate, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Candidate, Role, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client: Client) -> User:
    user = factories.user()
    client.force_login(user)
    return user


def address(candidate: Candidate) -> str:
    return reverse("interviews:candidate_status", args=[candidate.pk])


def test_a_page_asks_before_anything_happens(client: Client, ines: User) -> None:
    candidate = factories.candidate(name="Mara", created_by=ines)
    assert "Has Mara withdrawn?" in client.get(address(candidate)).content.decode()
    candidate.refresh_from_db()
    assert not candidate.is_withdrawn


def test_withdrawing_and_taking_it_back(client: Client, ines: User) -> None:
    candidate = factories.candidate(created_by=ines)
    client.post(address(candidate), {"status": "withdrawn"})
    candidate.refresh_from_db()
    assert candidate.is_withdrawn
    assert candidate.withdrawn_at
    client.post(address(candidate), {"status": "active"})
    candidate.refresh_from_db()
    assert not candidate.is_withdrawn
    assert candidate.withdrawn_at is None


def test_withdrawing_twice_keeps_when_it_was(client: Client, ines: User) -> None:
    candidate = factories.candidate(created_by=ines, status=Candidate.Status.WITHDRAWN)
    before = candidate.withdrawn_at
    client.post(address(candidate), {"status": "withdrawn"})
    candidate.refresh_from_db()
    assert candidate.withdrawn_at == before


@pytest.mark.parametrize("status", ["", "hired", "\0"])
def test_an_unknown_status_changes_nothing(client: Client, ines: User, status: str) -> None:
    candidate = factories.candidate(created_by=ines)
    assert client.post(address(candidate), {"status": status}).status_code == 400
    candidate.refresh_from_db()
    assert not candidate.is_withdrawn


def test_strangers_committee_and_visitors_cannot(client: Client) -> None:
    candidate = factories.candidate()
    assert client.post(address(candidate), {"status": "withdrawn"}).status_code == 302
    client.force_login(factories.user())
    assert client.post(address(candidate), {"status": "withdrawn"}).status_code == 404
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert client.post(address(candidate), {"status": "withdrawn"}).status_code == 403
    candidate.refresh_from_db()
    assert not candidate.is_withdrawn


def test_who_only_shadows_reads_and_cannot(client: Client) -> None:
    shadow = factories.user()
    shadowed = factories.interview(shadows=[shadow])
    client.force_login(shadow)
    shown = client.get(reverse("interviews:candidate", args=[shadowed.candidate_id]))
    assert shown.status_code == 200
    assert reverse("interviews:candidate_status", args=[shadowed.candidate_id]) not in shown.text
    assert client.post(address(shadowed.candidate), {"status": "withdrawn"}).status_code == 404


def test_archiving_and_taking_it_back(client: Client, ines: User) -> None:
    candidate = factories.candidate(name="Mara", created_by=ines)
    assert "Archive Mara?" in client.get(address(candidate), {"to": "archived"}).content.decode()
    client.post(address(candidate), {"status": "archived"})
    candidate.refresh_from_db()
    assert candidate.is_archived
    assert candidate.archived_at
    assert 'value="active"' in client.get(address(candidate)).content.decode()
    client.post(address(candidate), {"status": "active"})
    candidate.refresh_from_db()
    assert candidate.is_active
    assert candidate.archived_at is None


def test_who_had_withdrawn_before_has_withdrawn_once_taken_back(client: Client, ines: User) -> None:
    candidate = factories.candidate(created_by=ines, status=Candidate.Status.WITHDRAWN)
    before = candidate.withdrawn_at
    client.post(address(candidate), {"status": "archived"})
    assert 'value="withdrawn"' in client.get(address(candidate)).content.decode()
    client.post(address(candidate), {"status": "withdrawn"})
    candidate.refresh_from_db()
    assert (candidate.is_withdrawn, candidate.withdrawn_at, candidate.archived_at) == (True, before, None)


def test_for_whom_is_archived_nothing_is_pasted_and_everything_stays_readable(client: Client, ines: User) -> None:
    mara = factories.candidate(created_by=ines)
    interview = factories.interview(interviewer=ines, candidate=mara)
    paste = reverse("evaluations:paste", args=[interview.pk])
    client.post(address(mara), {"status": "archived"})
    assert "archived" in client.get(paste).content.decode()
    assert paste not in client.get(reverse("interviews:interview", args=[interview.pk])).content.decode()
    again = {"name": mara.name, "candidate": str(mara.pk), "opening": str(interview.opening_id)}
    assert "This candidate is archived" in client.post(reverse("interviews:interview_new"), again).content.decode()
