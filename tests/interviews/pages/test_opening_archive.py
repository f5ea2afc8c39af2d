"""Archiving an opening, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Opening, Role, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client: Client) -> User:
    user = factories.user()
    client.force_login(user)
    return user


def archive(client: Client, opening: Opening, archived: str = "yes") -> int:
    status = client.post(reverse("interviews:opening_archive", args=[opening.pk]), {"archived": archived}).status_code
    opening.refresh_from_db()
    return status


def page(client: Client, opening: Opening) -> str:
    return client.get(reverse("interviews:opening", args=[opening.pk])).content.decode()


def offered(client: Client) -> str:
    return client.get(reverse("interviews:interview_new")).content.decode()


def test_its_chair_archives_it_and_takes_it_back_where_it_says_so(client: Client, ines: User) -> None:
    opening = factories.opening(created_by=ines)
    assert archive(client, opening) == 302
    assert opening.is_archived
    assert "Take back from the archive" in page(client, opening)
    archive(client, opening, "no")
    assert not opening.is_archived


def test_archiving_twice_keeps_when_it_was(client: Client, ines: User) -> None:
    opening = factories.opening(created_by=ines, is_archived=True)
    opening.refresh_from_db()
    before = opening.archived_at
    archive(client, opening)
    assert opening.archived_at == before


def test_an_archived_one_leaves_the_pickers_and_stays_readable(client: Client, ines: User) -> None:
    opening = factories.opening(title="Data Engineer", created_by=ines)
    interview = factories.interview(interviewer=ines, opening=opening)
    assert "Data Engineer" in offered(client)
    archive(client, opening)
    assert "Data Engineer" not in offered(client)
    assert "Data Engineer" not in client.get(reverse("evaluations:import")).content.decode()
    assert reverse("interviews:interview_new") not in page(client, opening)
    assert client.get(reverse("interviews:interview", args=[interview.pk])).status_code == 200


def test_whoever_still_has_it_in_a_form_is_told(client: Client, ines: User) -> None:
    opening = factories.opening(created_by=ines, is_archived=True)
    response = client.post(reverse("interviews:interview_new"), {"name": "Mara", "opening": str(opening.pk)})
    assert "This opening is archived" in response.content.decode()


def test_an_admin_may_and_the_rest_of_the_panel_may_not(client: Client) -> None:
    pia = factories.user()
    opening = factories.opening(panel=[pia])
    client.force_login(pia)
    assert archive(client, opening) == 403
    assert "Archive" not in page(client, opening)
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert archive(client, opening) == 403
    client.force_login(factories.user(role=Role.ADMIN))
    assert archive(client, opening) == 302
    assert opening.is_archived


def test_strangers_and_visitors_cannot(client: Client) -> None:
    opening = factories.opening()
    assert archive(client, opening) == 302
    client.force_login(factories.user())
    assert archive(client, opening) == 404
    assert not opening.is_archived


def test_it_is_done_by_a_button(client: Client, ines: User) -> None:
    opening = factories.opening(created_by=ines)
    assert client.get(reverse("interviews:opening_archive", args=[opening.pk])).status_code == 405
