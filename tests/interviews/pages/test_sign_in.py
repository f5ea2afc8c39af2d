"""Signing in and out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "three small boats"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("interviews:sign_in"), {"username": email, "password": password, **more})


@pytest.mark.parametrize("typed", ["ines@debrief.example", " Ines@Debrief.Example "])
def test_the_right_password_leads_home(client: Client, typed: str) -> None:
    factories.user(email="ines@debrief.example", password=PASSWORD)
    assert sign_in(client, typed).headers["Location"] == reverse("evaluations:home")


def test_it_leads_back_to_where_one_wanted_to_go(client: Client) -> None:
    factories.user(email="ines@debrief.example", password=PASSWORD)
    asked = client.get(reverse("interviews:openings"))
    assert asked.headers["Location"] == f"{reverse('interviews:sign_in')}?next={reverse('interviews:openings')}"
    response = sign_in(client, "ines@debrief.example", next=reverse("interviews:openings"))
    assert response.headers["Location"] == reverse("interviews:openings")


def test_it_never_leads_to_another_site(client: Client) -> None:
    factories.user(email="ines@debrief.example", password=PASSWORD)
    response = sign_in(client, "ines@debrief.example", next="https://elsewhere.example/")
    assert response.headers["Location"] == reverse("evaluations:home")


@pytest.mark.parametrize(
    ("email", "password"), [("ines@debrief.example", "wrong"), ("nobody@debrief.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, email: str, password: str) -> None:
    factories.user(email="ines@debrief.example", password=PASSWORD)
    page = sign_in(client, email, password).content.decode()
    assert "This e-mail address and this password do not go together." in page
    assert f'value="{email}"' in page


def test_who_left_cannot_sign_in(client: Client) -> None:
    user = factories.user(email="ines@debrief.example", password=PASSWORD)
    user.is_active = False
    user.save()
    assert sign_in(client, user.email).status_code == 200


def test_a_null_byte_is_refused_at_the_field(client: Client) -> None:
    assert sign_in(client, "ines\0@debrief.example").status_code == 200


def test_a_fragment_of_a_page_whose_session_ended_sends_the_page_to_sign_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/openings/"}
    response = client.get(reverse("interviews:candidates"), headers=headers, follow=True)
    assert response.headers["HX-Redirect"] == f"{reverse('interviews:sign_in')}?next=%2Fopenings%2F"


def test_signing_out_takes_a_post_and_ends_the_session(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get(reverse("interviews:sign_out")).status_code == 405
    client.post(reverse("interviews:sign_out"))
    assert client.get(reverse("interviews:me")).status_code == 302
