"""Signing in with an account of the house, against an issuer of our own on the loopback."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.core.checks import run_checks
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from joserfc.jwk import OctKey, RSAKey
from pytest_django import Settings

from interviews import inviting, people
from interviews.models import Invitation, Role, User
from tests import factories
from tests.evaluations.pages.visiting import wrong_methods
from tests.oidc_provider import CLIENT, SECRET, Provider, oidc_provider

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("interviews:sign_in")
BEGIN = reverse("interviews:oidc_begin")
DONE = reverse("interviews:oidc_done")


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with oidc_provider() as provider:
        settings.DEBRIEF_OIDC_ISSUER = provider.address
        settings.DEBRIEF_OIDC_CLIENT_ID, settings.DEBRIEF_OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.DEBRIEF_OIDC_NAME = "Example Inc."
        settings.PUBLIC_URL = "http://testserver"
        yield provider


@pytest.fixture
def ines() -> User:
    return factories.user(email="ines@debrief.example", name="Ines")


def come_back(client: Client, provider: Provider, **asked: str) -> HttpResponseBase:
    """To the issuer and back, as a browser goes."""
    there = client.get(BEGIN, asked).headers["Location"]
    return client.get(provider.visited(there))


def is_in(client: Client) -> bool:
    return client.get(reverse("interviews:me")).status_code == 200


def said(response: HttpResponseBase, client: Client) -> str:
    """On the page for signing in, where somebody is who was refused."""
    assert response.headers["Location"] == SIGN_IN
    assert not is_in(client)
    return client.get(SIGN_IN).text


def test_whoever_is_known_here_is_signed_in(provider: Provider, ines: User) -> None:
    client = Client()
    assert "Sign in with Example Inc." in client.get(SIGN_IN).text
    assert come_back(client, provider).headers["Location"] == reverse("evaluations:home")
    assert "ines@debrief.example" in client.get(reverse("interviews:me")).text


def test_it_leads_back_to_where_one_wanted_to_go_and_never_to_another_site(provider: Provider, ines: User) -> None:
    openings = reverse("interviews:openings")
    assert f"{BEGIN}?next={openings.replace('/', '%2F')}" in Client().get(SIGN_IN, {"next": openings}).text
    assert come_back(Client(), provider, next=openings).headers["Location"] == openings
    elsewhere = come_back(Client(), provider, next="https://elsewhere.example/")
    assert elsewhere.headers["Location"] == reverse("evaluations:home")


def test_an_address_is_the_same_in_capitals_and_may_be_told_only_when_asked(provider: Provider, ines: User) -> None:
    provider.says |= {"email": "Ines@Debrief.Example", "email_verified": "true"}
    client = Client()
    come_back(client, provider)
    assert is_in(client)
    provider.says |= {"email": None, "email_verified": None}
    provider.tells = {"sub": "17", "email": "ines@debrief.example", "email_verified": True}
    client = Client()
    come_back(client, provider)
    assert is_in(client)


def test_keys_may_change_between_two_visits(provider: Provider, ines: User) -> None:
    come_back(Client(), provider)
    provider.key = provider.signs_with = RSAKey.generate_key(2048, {"kid": "second"})
    client = Client()
    come_back(client, provider)
    assert is_in(client)


def test_whoever_is_invited_joins_by_it_as_what_they_are_invited(provider: Provider) -> None:
    admin = factories.user(role=Role.ADMIN)
    inviting.invite("ines@debrief.example", Role.COMMITTEE, admin)
    provider.says["name"] = " Ines  Neu "
    client = Client()
    come_back(client, provider)
    assert is_in(client)
    ines = User.objects.get(email="ines@debrief.example")
    assert (ines.name, ines.role, ines.has_usable_password()) == ("Ines Neu", Role.COMMITTEE, False)
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize("name", [None, "", "I\0nes", "x" * 300])
def test_a_name_that_cannot_be_one_is_the_address_until_they_choose_one(provider: Provider, name: str | None) -> None:
    inviting.invite("ines@debrief.example", Role.INTERVIEWER, factories.user(role=Role.ADMIN))
    provider.says["name"] = name
    come_back(Client(), provider)
    assert User.objects.get(email="ines@debrief.example").name == "ines@debrief.example"


def test_whoever_is_neither_known_nor_invited_stays_out(provider: Provider) -> None:
    client = Client()
    assert "Nobody has invited ines@debrief.example here." in said(come_back(client, provider), client)
    invitation = inviting.invite("ines@debrief.example", Role.INTERVIEWER, factories.user(role=Role.ADMIN))
    inviting.withdraw(invitation)
    assert "Nobody has invited" in said(come_back(client, provider), client)
    assert not User.objects.filter(email="ines@debrief.example").exists()


def test_whoever_is_deactivated_stays_out(provider: Provider, ines: User) -> None:
    people.deactivate(ines, factories.user(role=Role.ADMIN))
    client = Client()
    assert "Your account is deactivated." in said(come_back(client, provider), client)


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": None}, {"email": ""}])
def test_an_address_that_the_issuer_does_not_vouch_for_is_none(
    provider: Provider, ines: User, claims: dict[str, Any]
) -> None:
    provider.says |= claims
    client = Client()
    assert "Example Inc. does not vouch for your e-mail address." in said(come_back(client, provider), client)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"nonce": None, "nonce_supported": False},
        {"aud": "another client"},
        {"aud": "another client", "azp": CLIENT},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_visit_is_not_believed(
    provider: Provider, ines: User, claims: dict[str, Any]
) -> None:
    provider.says |= claims
    client = Client()
    assert "What Example Inc. sent cannot be trusted" in said(come_back(client, provider), client)


def test_a_token_that_somebody_else_signed_is_not_believed(provider: Provider, ines: User) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "first"})
    client = Client()
    assert "cannot be trusted" in said(come_back(client, provider), client)
    provider.signs_with = OctKey.import_key(SECRET.ljust(32), {"kid": "first"})
    provider.algorithm = "HS256"
    assert "cannot be trusted" in said(come_back(client, provider), client)


def test_no_token_at_all_or_a_second_answer_about_somebody_else_is_not_believed(provider: Provider, ines: User) -> None:
    provider.keeps_token = True
    client = Client()
    assert "cannot be trusted" in said(come_back(client, provider), client)
    provider.keeps_token = False
    provider.says |= {"email": None}
    provider.tells = {"sub": "18", "email": "ines@debrief.example", "email_verified": True}
    assert "cannot be trusted" in said(come_back(client, provider), client)


def test_a_discovery_that_names_another_issuer_is_not_followed(provider: Provider, ines: User) -> None:
    provider.discovery["issuer"] = "https://elsewhere.example"
    client = Client()
    assert "Example Inc. cannot be reached just now." in said(client.get(BEGIN), client)


def test_only_the_visit_that_was_begun_here_comes_back_and_only_once(provider: Provider, ines: User) -> None:
    client, stranger = Client(), Client()
    back = provider.visited(client.get(BEGIN).headers["Location"])
    assert "This was begun in another window" in said(stranger.get(back), stranger)
    asked = dict(parse_qsl(urlsplit(back).query))
    touched = f"{DONE}?{urlencode({**asked, 'state': 'another'})}"
    assert "This was begun in another window" in said(client.get(touched), client)
    client.get(back)
    assert is_in(client)
    client.post(reverse("interviews:sign_out"))
    assert "This was begun in another window" in said(client.get(back), client)


def test_a_code_that_was_stolen_is_worth_nothing_without_the_verifier(provider: Provider, ines: User) -> None:
    victim, thief = Client(), Client()
    stolen = dict(parse_qsl(urlsplit(provider.visited(victim.get(BEGIN).headers["Location"])).query))["code"]
    own = dict(parse_qsl(urlsplit(provider.visited(thief.get(BEGIN).headers["Location"])).query))
    response = thief.get(DONE, {**own, "code": stolen})
    assert "was refused or cancelled there" in said(response, thief)


def test_who_cancels_there_is_told_so(provider: Provider, ines: User) -> None:
    provider.refuses = "access_denied"
    client = Client()
    assert "Signing in with Example Inc. was refused or cancelled there." in said(come_back(client, provider), client)


def test_an_issuer_that_is_away_is_said_and_the_password_still_works(provider: Provider, settings: Settings) -> None:
    factories.user(email="colm@debrief.example", password=factories.PASSWORD)
    settings.DEBRIEF_OIDC_ISSUER = "http://127.0.0.1:9"
    client = Client()
    assert "Example Inc. cannot be reached just now." in said(client.get(BEGIN), client)
    client.post(SIGN_IN, {"username": "colm@debrief.example", "password": factories.PASSWORD})
    assert is_in(client)


def test_without_an_issuer_there_is_no_such_way(settings: Settings) -> None:
    assert BEGIN not in Client().get(SIGN_IN).text
    for address in (BEGIN, DONE):
        assert Client().get(address).headers["Location"] == SIGN_IN


def test_only_reading(provider: Provider) -> None:
    assert wrong_methods(Client(), BEGIN, "get") == set()
    assert wrong_methods(Client(), DONE, "get") == set()


@pytest.mark.parametrize(
    ("issuer", "client", "found"),
    [
        ("", "", set()),
        ("https://login.example.org", CLIENT, set()),
        ("http://127.0.0.1:8080", CLIENT, set()),
        ("http://login.example.org", CLIENT, {"debrief.E009"}),
        ("https://login.example.org", "", {"debrief.E010"}),
    ],
)
def test_a_configuration_that_cannot_work_is_told_before_anybody_meets_it(
    settings: Settings, issuer: str, client: str, found: set[str]
) -> None:
    settings.DEBRIEF_OIDC_ISSUER, settings.DEBRIEF_OIDC_CLIENT_ID = issuer, client
    settings.DEBRIEF_OIDC_CLIENT_SECRET = SECRET
    assert {problem.id for problem in run_checks()} & {"debrief.E009", "debrief.E010"} == found
