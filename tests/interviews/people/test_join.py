"""Following an invitation: choosing a name and a password, once."""

from datetime import timedelta
from time import time
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from interviews import inviting
from interviews.models import Invitation, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
TYPED = {"name": " Nora  Neu ", "new_password1": "three small boats", "new_password2": "three small boats"}


@pytest.fixture
def invitation() -> Invitation:
    return inviting.invite("nora@debrief.example", Role.COMMITTEE, factories.user(role=Role.ADMIN))


@pytest.fixture
def link(invitation: Invitation) -> str:
    return str(urlsplit(inviting.link(invitation)).path)


def joined() -> list[User]:
    return list(User.objects.filter(email="nora@debrief.example"))


def test_whoever_follows_the_link_chooses_a_name_and_a_password_and_is_in(link: str) -> None:
    client = Client()
    assert "nora@debrief.example" in client.get(link).text
    assert client.post(link, TYPED).headers["Location"] == reverse("evaluations:home")
    assert client.get(reverse("interviews:me")).status_code == 200
    (nora,) = joined()
    assert (nora.name, nora.role, nora.is_active) == ("Nora Neu", Role.COMMITTEE, True)
    again = {"username": nora.email, "password": TYPED["new_password1"]}
    assert Client().post(reverse("interviews:sign_in"), again).status_code == 302


def test_it_is_the_invitation_that_says_who_and_as_what_and_nothing_that_is_posted(link: str) -> None:
    Client().post(link, {**TYPED, "email": "eve@elsewhere.example", "role": "admin"})
    assert [user.role for user in joined()] == [Role.COMMITTEE]
    assert not User.objects.filter(email="eve@elsewhere.example").exists()


def test_it_works_once(link: str) -> None:
    Client().post(link, TYPED)
    second = Client().post(link, {**TYPED, "name": "Eve"})
    assert second.status_code == 410
    assert "This link no longer works" in second.text
    assert Client().get(link).status_code == 410
    assert [user.name for user in joined()] == ["Nora Neu"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_follow_it_at_once_one_is_in(link: str) -> None:
    statuses = all_at_once(lambda name: Client().post(link, {**TYPED, "name": name}).status_code, ["Nora", "Eve"])
    assert sorted(statuses) == [302, 410]
    assert len(joined()) == 1


def test_it_ends_after_a_week(invitation: Invitation, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time()
    monkeypatch.setattr("time.time", lambda: now + timedelta(days=6).total_seconds())
    assert Client().get(link).status_code == 200
    monkeypatch.setattr("time.time", lambda: now + timedelta(days=8).total_seconds())
    assert Client().post(link, TYPED).status_code == 410
    assert joined() == []


@pytest.mark.parametrize("change", [lambda link: link[:-3] + "x/", lambda link: "/join/x/", lambda link: "/join/%00/"])
def test_a_link_that_was_touched_opens_nothing(link: str, change: object) -> None:
    assert Client().post(change(link), TYPED).status_code == 410  # type: ignore[operator]
    assert joined() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**TYPED, "name": "  "}, "The name is missing."),
        ({**TYPED, "new_password2": "three small goats"}, "didn’t match"),
        ({**TYPED, "new_password1": "short", "new_password2": "short"}, "too short"),
        ({**TYPED, "new_password1": "password1", "new_password2": "password1"}, "too common"),
        ({**TYPED, "name": "Nora Neumann", "new_password1": "noraneumann", "new_password2": "noraneumann"}, "similar"),
        ({**TYPED, "new_password1": "nora@debrief", "new_password2": "nora@debrief"}, "similar"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_the_link_stays_good(
    link: str, typed: dict[str, str], said: str
) -> None:
    response = Client().post(link, typed)
    assert response.status_code == 422
    assert said in response.text
    assert joined() == []
    assert Client().post(link, TYPED).status_code == 302


def test_an_address_that_has_an_account_by_now_is_not_taken_over(link: str) -> None:
    factories.user(email="nora@debrief.example", name="Nora, the first")
    assert Client().post(link, TYPED).status_code == 410
    assert [user.name for user in joined()] == ["Nora, the first"]


def test_who_is_signed_in_as_somebody_else_becomes_the_invited(link: str) -> None:
    client = signed_in(factories.user(role=Role.ADMIN))
    client.post(link, TYPED)
    assert "nora@debrief.example" in client.get(reverse("interviews:me")).text


def test_only_get_and_post(link: str) -> None:
    assert wrong_methods(Client(), link, "get", "post") == set()
