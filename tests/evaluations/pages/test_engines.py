"""Admins see which engines there are, and have a worker try one out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models.functions import Now
from kombu.exceptions import OperationalError
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations import tasks
from evaluations.models import EngineCheck
from evaluations.pipeline import checks
from interviews.models import Role, User
from tests import endpoints, factories
from tests.engines import scripted
from tests.evaluations.pages.visiting import SIGN_IN, others, signed_in, wrong_methods
from tests.openai_server import OpenAIServer, error
from tests.worker import Worker

URL = "/engines/"
KEY = "sk-invented-and-secret"
ADMINS_ONLY = {"nobody": SIGN_IN, "stranger": 404, "shadow": 404, "panel": 404, "committee": 404, "admin": 200}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer([endpoints.obliging]) as server:
        yield server


@pytest.fixture
def engine(server: OpenAIServer) -> Iterator[str]:
    with endpoints.configured(server, api_key=KEY, stream=False) as name:
        yield name


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Ada Admin")


def asked(admin: User, engine: str) -> EngineCheck:
    return EngineCheck.objects.create(engine=engine, asked_by=admin)


def fragment(check: EngineCheck) -> str:
    return f"/engines/checks/{check.pk}/"


def test_every_engine_is_listed_and_no_key(server: OpenAIServer, engine: str, admin: User) -> None:
    text = signed_in(admin).get(URL).text
    assert f"scripted-1 at {server.base_url} · at most 60 s for a call · not asked for a stream" in text
    assert "Rules on this machine" in text
    assert "An engine of your own" in text
    assert text.count("the usual one") == 1
    assert KEY not in text


def test_trying_it_out_tells_a_worker_and_shows_that_it_runs(admin: User, engine: str) -> None:
    text = signed_in(admin, htmx=True).post(URL, {"engine": engine}).text
    check = EngineCheck.objects.get(engine=engine, asked_by=admin)
    assert f'hx-get="{fragment(check)}"' in text
    assert "Being tried out since" in text


def test_without_scripts_it_leads_back_to_the_list(admin: User) -> None:
    response = signed_in(admin).post(URL, {"engine": "builtin"}, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Being tried out since" in response.text


def test_asking_twice_asks_the_model_once(admin: User) -> None:
    for _ in range(2):
        signed_in(admin).post(URL, {"engine": "builtin"})
    assert EngineCheck.objects.count() == 1


def test_the_page_asks_again_until_it_is_over_and_then_no_more(admin: User, engine: str) -> None:
    check = asked(admin, engine)
    assert signed_in(admin).get(fragment(check)).status_code == 204
    checks.run(check.pk)
    text = signed_in(admin).get(fragment(check)).text
    assert "<dt>Reachable</dt><dd>yes</dd>" in text
    assert "Tried out by Ada Admin" in text
    assert "hx-get" not in text
    assert "<dt>Reachable</dt><dd>yes</dd>" in signed_in(admin).get(URL).text


def test_a_problem_is_said_beside_what_was_found(admin: User, server: OpenAIServer, engine: str) -> None:
    server.script = [error(404, "model not found", "model_not_found")]
    check = asked(admin, engine)
    checks.run(check.pk)
    text = signed_in(admin).get(fragment(check)).text
    assert "The endpoint does not know the model scripted-1." in text
    assert "<dt>Model known</dt><dd>no</dd>" in text


@pytest.mark.parametrize(
    ("engine_name", "told"),
    [
        ("gone", "Where the worker runs: There is no engine named “gone”."),
        ("spent", scripted.SPENT),
        ("broken", checks.ENGINE_DEFECT),
    ],
)
def test_every_failure_ends_in_words(admin: User, engine_name: str, told: str) -> None:
    check = asked(admin, engine_name)
    checks.run(check.pk)
    assert told in signed_in(admin).get(fragment(check)).text


def test_a_check_that_no_worker_took_ends_by_itself(admin: User) -> None:
    check = asked(admin, "builtin")
    EngineCheck.objects.update(asked_at=Now() - timedelta(hours=1))
    text = signed_in(admin).get(fragment(check)).text
    assert "No worker has tried it out" in text
    assert "hx-get" not in text


def test_a_message_that_comes_twice_changes_nothing(admin: User, server: OpenAIServer, engine: str) -> None:
    check = asked(admin, engine)
    checks.run(check.pk)
    server.requests.clear()
    checks.run(check.pk)
    assert server.requests == []


def test_where_the_queue_is_away_it_says_so(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(check_id: int) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.check_engine, "delay", refuse)
    assert tasks.QUEUE_AWAY in signed_in(admin, htmx=True).post(URL, {"engine": "builtin"}).text


def test_an_engine_that_is_not_listed_is_not_tried(admin: User) -> None:
    for form in ({}, {"engine": ""}, {"engine": "crystal ball"}, {"engine": "\x00"}):
        assert signed_in(admin).post(URL, form).status_code == 404
    assert not EngineCheck.objects.exists()


def test_a_mistake_in_the_configuration_is_shown_beside_what_can_be_read(admin: User) -> None:
    with endpoints.broken() as reason:
        text = signed_in(admin).get(URL).text
        assert reason in text
        assert "Rules on this machine" in text
        assert "Being tried out since" in signed_in(admin, htmx=True).post(URL, {"engine": "builtin"}).text


def test_only_admins_find_it(admin: User) -> None:
    interview, check = factories.interview(), asked(admin, "builtin")
    checks.run(check.pk)
    assert others(interview, lambda client: client.get(URL)) == ADMINS_ONLY
    assert others(interview, lambda client: client.get(fragment(check))) == ADMINS_ONLY
    refused = others(interview, lambda client: client.post(URL, {"engine": "builtin"}, headers={"HX-Request": "true"}))
    assert refused == ADMINS_ONLY
    assert "Engines" in signed_in(admin).get("/").text
    assert "Engines" not in signed_in(interview.interviewer).get("/").text


def test_other_methods_are_refused(admin: User) -> None:
    assert wrong_methods(signed_in(admin), URL, "get", "post") == set()
    assert wrong_methods(signed_in(admin), fragment(asked(admin, "builtin")), "get") == set()


def test_from_the_button_to_the_report(
    admin: User, engine: str, page: Page, live_server: LiveServer, worker: Worker
) -> None:
    session = signed_in(admin).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(URL)
    row = page.get_by_role("listitem").filter(has_text="scripted-1")
    row.get_by_role("button", name=f"Try it out {engine}").click()
    expect(row).to_contain_text("Sample evaluation")
    expect(row).to_contain_text("Reachable")
    expect(row.locator("[hx-get]")).to_have_count(0)
