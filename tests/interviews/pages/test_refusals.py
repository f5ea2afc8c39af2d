"""What somebody reads who asked for what there is not, or what they may not."""

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.views.defaults import server_error

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_wrong_address_says_so_in_words(client: Client, signed_in: bool) -> None:
    if signed_in:
        client.force_login(factories.user())
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_a_form_from_before_signing_in_again_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.user())
    response = client.post(reverse("interviews:me"), {"name": "Ines"})
    assert response.status_code == 403
    assert "reload the page and send it again" in response.content.decode()


def test_a_failure_of_the_server_has_a_page_that_needs_nothing() -> None:
    response = server_error(HttpRequest())
    assert "Something went wrong here" in response.content.decode()
