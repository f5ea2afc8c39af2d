"""Too many tries to sign in: told when to try again, whoever it is, and never shut out for good."""

import subprocess
import sys
from datetime import timedelta
from time import time
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from config.embedded.places import ROOT
from interviews import people, throttling
from interviews.models import User
from tests import factories
from tests.evaluations.together import all_at_once
from tests.running import free_port
from tests.worker import production

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("interviews:sign_in")
ADDRESS = "ines@debrief.example"


@pytest.fixture
def ines() -> User:
    return factories.user(email=ADDRESS, password=factories.PASSWORD)


def attempt(email: str = ADDRESS, password: str = "wrong", source: str = "192.0.2.1") -> int:
    return Client(REMOTE_ADDR=source).post(SIGN_IN, {"username": email, "password": password}).status_code


def exhaust(email: str = ADDRESS) -> None:
    for number in range(10):
        assert attempt(email, source=f"192.0.2.{number}") == 200


@pytest.mark.parametrize("email", [ADDRESS, "nobody@debrief.example"])
def test_after_ten_tries_with_an_address_it_is_said_when_to_try_again(ines: User, email: str) -> None:
    exhaust(email)
    response = Client().post(SIGN_IN, {"username": f" {email.upper()} ", "password": factories.PASSWORD})
    assert response.status_code == 429
    assert "There were too many tries. Try again in 15 minutes" in response.text
    assert 0 < int(response.headers["Retry-After"]) <= 900
    assert attempt("colm@debrief.example") == 200, "others are not concerned"


def test_it_passes_by_itself(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    exhaust()
    assert attempt(password=factories.PASSWORD) == 429
    later = time() + timedelta(minutes=16).total_seconds()
    monkeypatch.setattr("time.time", lambda: later)
    assert attempt(password=factories.PASSWORD) == 302


def test_a_success_takes_the_tries_back(ines: User) -> None:
    for _ in range(3):
        for _ in range(9):
            assert attempt() == 200
        assert attempt(password=factories.PASSWORD) == 302


def test_a_hundred_failures_from_one_source_stop_it_for_every_address(ines: User) -> None:
    assert {attempt(f"person{number}@debrief.example") for number in range(100)} == {200}
    assert attempt(password=factories.PASSWORD) == 429
    assert attempt(password=factories.PASSWORD, source="198.51.100.7") == 302


def test_a_link_to_a_new_password_gets_in_all_the_same(ines: User) -> None:
    exhaust()
    client = Client()
    form = client.get(urlsplit(people.password_link(ines)).path, follow=True)
    typed = {"new_password1": "three small boats", "new_password2": "three small boats"}
    client.post(form.redirect_chain[-1][0], typed)
    assert client.get(reverse("interviews:me")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_tries(ines: User) -> None:
    statuses = all_at_once(lambda _: attempt(), range(16))
    assert sorted(statuses) == [200] * 10 + [429] * 6


def test_another_web_process_knows_of_it(ines: User, settings: Settings) -> None:
    exhaust()
    code = (
        f"import django; django.setup(); from interviews import throttling; print(throttling.begin({ADDRESS!r}, 'x'))"
    )
    command = (
        *production(DJANGO_SETTINGS_MODULE="config.settings", REDIS_URL=settings.THROTTLE_URL),
        sys.executable,
        "-c",
        code,
    )
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert int(done.stdout) > 0


def test_without_valkey_people_get_in_and_tries_are_still_counted(ines: User, settings: Settings) -> None:
    settings.THROTTLE_URL = f"redis://127.0.0.1:{free_port()}/0"
    throttling.shared.cache_clear()
    try:
        assert attempt(password=factories.PASSWORD) == 302
        exhaust()
        assert attempt(password=factories.PASSWORD) == 429
    finally:
        throttling.shared.cache_clear()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "source"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (3, "203.0.113.9", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_where_a_try_comes_from_is_what_our_own_proxies_say(
    proxies: int, forwarded: str, source: str, settings: Settings
) -> None:
    settings.DEBRIEF_PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").post(SIGN_IN, headers={"X-Forwarded-For": forwarded})
    assert throttling.source_of(request) == source
