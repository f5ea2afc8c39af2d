"""What only a browser shows: search while typing, a form that unfolds, and a server that went away."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from interviews.models import Interview, User
from tests import axe, factories

WIDTHS = (320, 390, 1600)


@pytest.fixture
def ines(page: Page, live_server: LiveServer, transactional_db: None) -> User:
    """Signed in, in the browser."""
    user = factories.user(name="Ines")
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return user


def test_the_list_follows_the_name_being_typed_and_the_address_follows_the_list(page: Page, ines: User) -> None:
    for name in ("Mara", "Tom"):
        factories.candidate(name=name, created_by=ines)
    page.goto("/candidates/")
    page.get_by_label("Name").press_sequentially("tó")
    expect(page.get_by_role("link", name="Mara")).to_have_count(0)
    expect(page.get_by_role("link", name="Tom")).to_be_visible()
    expect(page.get_by_label("Name")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("tó")
    expect(page.get_by_role("link", name="Mara")).to_have_count(0)


def test_a_new_interview_needs_only_the_keyboard(page: Page, ines: User) -> None:
    factories.opening(created_by=ines)
    mara = factories.candidate(name="Mara", created_by=ines)
    page.goto("/interviews/new/")
    page.keyboard.type("mar")
    page.get_by_role("radio", name="Mara").press("Space")
    page.get_by_role("combobox", name="Opening").select_option("Backend Engineer · Junior-Mid")
    expect(page.get_by_label("Title of the new opening")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Paste an answer")).to_be_visible()
    assert Interview.objects.get().candidate == mara


def test_a_server_that_went_away_is_told_and_forgotten_when_it_is_back(
    page: Page, ines: User, problems: list[str]
) -> None:
    page.goto("/candidates/")
    page.context.set_offline(True)
    page.get_by_label("Name").press_sequentially("m")
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    page.context.set_offline(False)
    page.get_by_label("Name").press_sequentially("a")
    expect(page.get_by_role("alert")).to_be_hidden()
    problems.clear()


def test_every_page_can_be_read_by_everybody_and_fits(page: Page, ines: User) -> None:
    interview = factories.interview(interviewer=ines, candidate=factories.candidate(name="Mara " + "van der Long " * 9))
    for path in (
        "/candidates/",
        f"/candidates/{interview.candidate.pk}/",
        f"/candidates/{interview.candidate.pk}/status/",
        "/openings/",
        f"/openings/{interview.opening.pk}/",
        f"/openings/{interview.opening.pk}/edit/",
        f"/interviews/new/?candidate={interview.candidate.pk}",
        f"/interviews/{interview.pk}/",
        "/me/",
    ):
        page.goto(path)
        assert axe.problems_of(page) == [], path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
