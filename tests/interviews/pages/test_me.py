"""What a person sets for themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
ME = reverse("interviews:me")


def test_name_and_time_zone_are_kept(client: Client) -> None:
    user = factories.user()
    client.force_login(user)
    client.post(ME, {"name": " Ines  Neu ", "time_zone": "Asia/Kolkata"})
    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("Ines Neu", "Asia/Kolkata")
    assert "Saved." in client.get(ME).content.decode()


def test_single_keys_are_turned_off_and_on(client: Client) -> None:
    user = factories.user()
    client.force_login(user)
    for typed, kept in ({}, False), ({"single_keys": "on"}, True):
        client.post(ME, {"name": "Ines", "time_zone": "UTC", **typed})
        user.refresh_from_db()
        assert user.single_keys is kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "  ", "time_zone": "UTC"}, "The name is missing."),
        ({"name": "x" * 201, "time_zone": "UTC"}, "201 characters"),
        ({"name": "Ines\0", "time_zone": "UTC"}, "characters that are not text"),
        ({"name": "Ines", "time_zone": "Mars/Olympus"}, "Mars/Olympus"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(client: Client, typed: dict[str, str], said: str) -> None:
    user = factories.user(name="Ines")
    client.force_login(user)
    response = client.post(ME, typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("Ines", "UTC")


def test_times_are_shown_in_the_chosen_time_zone(client: Client) -> None:
    user = factories.user(time_zone="Pacific/Kiritimati")
    interview = factories.interview(interviewer=user)
    type(interview).objects.update(created_at="2026-03-01T23:00Z")
    client.force_login(user)
    page = client.get(reverse("interviews:interview", args=[interview.pk])).content.decode()
    assert "added 2 March 2026" in page


def test_reminders_are_stopped_and_wanted_again(client: Client) -> None:
    user = factories.user()
    client.force_login(user)
    kept = []
    for ticked in ({}, {"reminders": "on"}):
        client.post(ME, {"name": "Ines", "time_zone": "UTC", **ticked})
        user.refresh_from_db()
        kept.append(user.reminders)
    assert kept == [False, True]


def test_nobody_else_reaches_it(client: Client) -> None:
    assert client.get(ME).status_code == 302
    client.force_login(factories.user())
    assert client.put(ME).status_code == 405
