"""Comparing by hand: sorting and narrowing change the list in place, and the address with it."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from interviews.models import Opening, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.comparisons import scored
from tests.evaluations.pages.visiting import signed_in


@pytest.fixture
def opening(live_server: LiveServer) -> Opening:
    cases.publish_rubric()
    opening = factories.opening()
    scored(opening, "Anna", verdict="Hire", Ownership="Meets")
    scored(opening, "Béla", verdict="No Hire", Ownership="Strong")
    return opening


@pytest.fixture
def page(page: Page, live_server: LiveServer) -> Page:
    """Of a committee member."""
    session = signed_in(factories.user(role=Role.COMMITTEE)).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def test_the_list_is_sorted_and_narrowed_in_place(page: Page, opening: Opening) -> None:
    page.goto(f"/openings/{opening.pk}/")
    page.get_by_role("link", name="Compare").click()
    page.evaluate("window.stayed = true")
    header = page.get_by_role("link", name="Ownership")
    header.focus()
    page.keyboard.press("Enter")
    first = page.locator(".compared tbody tr").first
    expect(first).to_contain_text("Béla")
    expect(page).to_have_url(re.compile("sort=mean&about=Ownership&order=falling"))
    expect(header).to_be_focused()
    page.get_by_label("Verdict of an interview").select_option("Hire")
    expect(page.get_by_role("status").filter(has_text="1 candidate")).to_be_visible()
    expect(page).to_have_url(re.compile("verdict=Hire.*sort=mean&about=Ownership&order=falling"))
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(first).to_contain_text("Béla")
    for name in ("Anna", "Béla"):
        page.get_by_label(f"Put {name} side by side").check()
    page.get_by_role("button", name="Put side by side").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    page.get_by_role("link", name="take out Anna").click()
    expect(page.get_by_role("columnheader")).to_have_count(1)


def test_whose_row_it_is_stays_in_sight_on_a_phone(page: Page, opening: Opening) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/openings/{opening.pk}/compare/")
    page.locator(".table").evaluate("frame => frame.scrollLeft = 600")
    expect(page.get_by_role("link", name="Anna")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
