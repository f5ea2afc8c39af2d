"""From the page for signing in to the issuer and back, under the strict policy for content."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.oidc_provider import CLIENT, SECRET, oidc_provider

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_click_leads_in_and_nothing_is_asked_elsewhere_but_the_issuers_page(
    page: Page, live_server: LiveServer, settings: Settings, problems: list[str]
) -> None:
    factories.user(name="Ines Interviewer", email="ines@debrief.example")
    settings.PUBLIC_URL = live_server.url
    with oidc_provider() as provider:
        settings.DEBRIEF_OIDC_ISSUER = provider.address
        settings.DEBRIEF_OIDC_CLIENT_ID, settings.DEBRIEF_OIDC_CLIENT_SECRET = CLIENT, SECRET
        page.goto("/openings/")
        page.get_by_role("link", name="Sign in with your company account").click()
        page.get_by_role("heading", name="Openings").wait_for()
        assert page.get_by_role("link", name="Ines Interviewer").is_visible()
        visited = [problem for problem in problems if problem.startswith(f"request: {provider.address}/authorize?")]
        assert len(visited) == 1
        problems.remove(*visited)
    assert urlsplit(page.url).netloc == urlsplit(live_server.url).netloc
