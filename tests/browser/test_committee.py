"""The committee's whole path in a real browser: from an unread candidate to a recorded decision, and its reopening."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from interviews.models import Candidate, Opening, Role, User
from tests import factories
from tests.evaluations.panels import interviewed


@pytest.fixture
def candidate(transactional_db: None) -> Candidate:
    """Interviewed by three who disagree."""
    return interviewed(3, 2, candidate=factories.candidate(name="Mirela Vance"))


@pytest.fixture
def opening(candidate: Candidate) -> Opening:
    return candidate.interviews.all()[0].opening


def arrive(browser: Browser, live_server: LiveServer, user: User) -> Page:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto("/")
    return page


def test_from_an_unread_candidate_to_a_decision(
    browser: Browser, live_server: LiveServer, candidate: Candidate, opening: Opening
) -> None:
    mona, mats = (factories.user(role=Role.COMMITTEE, name=name) for name in ("Mona Member", "Mats Member"))
    carla = factories.chair(opening, name="Carla Chair")
    first, second, chair = (arrive(browser, live_server, who) for who in (mona, mats, carla))

    # What waits is on the first page; the candidate is one click away.
    expect(first.get_by_role("heading", name="To vote on")).to_be_visible()
    first.get_by_role("link", name=re.compile("Mirela Vance")).first.click()
    expect(first.get_by_text("Not decided")).to_be_visible()
    expect(first.get_by_role("heading", name="Where they disagree")).to_be_visible()

    # One click from a disagreement to the rating, and from there to a sentence of the answer.
    page = first.url
    first.locator(".apart .ref").first.click()
    expect(first.locator("li.rating-row:target")).to_be_visible()
    rating = first.locator(f"#{urlsplit(first.url).fragment}")
    rating.get_by_role("link", name=re.compile("Evidence: sentence")).first.click()
    expect(first.locator("#s1")).to_be_in_viewport()

    # A remark about that rating; it says what it is about.
    rating.get_by_role("link", name=re.compile("Comment: ")).click()
    first.get_by_label("What you say about it").fill("Heard differently by the others. @Mats, did you see this?")
    first.get_by_role("button", name="Say it").click()
    expect(first.get_by_text("Said.")).to_be_visible()
    expect(first.get_by_role("link", name=re.compile("Ownership: ")).last).to_be_visible()

    # The vote, before the others' are seen.
    first.goto(page)
    first.get_by_role("radio", name="Leaning No Hire").check()
    first.get_by_label("Why", exact=True).fill("One Below on ownership, and it is key.")
    first.get_by_role("button", name="Vote").click()
    expect(first.get_by_role("listitem").filter(has_text="Mona Member").filter(has_text="it is key")).to_be_visible()

    # The other one sees that Mona voted, and nothing of it, until their own vote is in. What is missing is said.
    second.get_by_role("link", name=re.compile("Mirela Vance")).first.click()
    expect(second.get_by_text("Voted so far: Mona Member.")).to_be_visible()
    expect(second.get_by_text("it is key")).to_have_count(0)
    second.get_by_role("radio", name="Hire", exact=True).last.check()
    second.get_by_label("Why", exact=True).fill(" ")
    second.get_by_role("button", name="Vote").click()
    expect(second.get_by_role("alert").filter(has_text="Say in a sentence why")).to_be_visible()
    expect(second.get_by_role("radio", name="Hire", exact=True).last).to_be_checked()
    second.get_by_label("Why", exact=True).fill("Two of three saw what I look for.")
    second.keyboard.press("Control+Enter")
    expect(second.get_by_text("it is key")).to_be_visible()
    expect(second.get_by_text("Heard differently by the others.")).to_be_visible()

    # The chair opens the debrief; a vote is changed and both are there.
    chair.get_by_role("link", name=re.compile("Mirela Vance")).first.click()
    expect(chair.get_by_text("it is key")).to_have_count(0)
    chair.get_by_role("button", name="Begin the debrief").click()
    expect(chair.get_by_text("it is key")).to_be_visible()
    first.reload()
    first.get_by_text("Change your vote").click()
    first.get_by_role("radio", name="Hire", exact=True).last.check()
    first.get_by_label("Why", exact=True).fill("The second answer shows it after all.")
    first.get_by_role("button", name="Vote").click()
    expect(first.get_by_text("The second answer shows it after all.")).to_be_visible()
    expect(first.get_by_text(re.compile("before, .*: Leaning No Hire"))).to_be_visible()

    # The decision, on what the chair sees; an older page is refused and keeps what was typed.
    form = chair.locator("form[action$='/decide/']")
    form.get_by_role("radio", name="Hire", exact=True).check()
    form.get_by_label("Why, for whoever asks in a year").fill("Ownership was shown in the second answer.")
    form.get_by_role("button", name="Record the decision").click()
    expect(chair.get_by_role("alert")).to_contain_text("Something changed since you opened the page")
    expect(form.get_by_label("Why, for whoever asks in a year")).to_have_value(
        "Ownership was shown in the second answer."
    )
    form.get_by_role("button", name="Record the decision").click()
    expect(chair.locator(".decision-state")).to_contain_text("Decided")
    expect(chair.locator(".decision-state")).to_contain_text("otherwise than the rubric")

    # A year later: what it was based on, and reopening with a reason.
    chair.get_by_role("link", name="What it was based on").click()
    expect(chair.get_by_text("One Below on ownership, and it is key.")).to_be_visible()
    chair.go_back()
    chair.get_by_text("Reopen the decision").click()
    chair.get_by_label("Why it is reopened").fill("A reference came in.")
    chair.get_by_role("button", name="Reopen", exact=True).click()
    expect(chair.locator(".decision-state")).to_contain_text("Reopened, to decide again")
    expect(chair.get_by_text("“A reference came in.”")).to_be_visible()
    for one in (first, second, chair):
        one.context.close()
