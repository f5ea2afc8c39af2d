"""The main job with scripts off: every step is a page."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.evaluations import cases
from tests.worker import Worker


def test_paste_rate_and_decide(browser: Browser, live_server: LiveServer, worker: Worker) -> None:
    cases.publish_rubric()
    interviewer = factories.user(email="ines@debrief.example", password="correct horse")
    interview = factories.interview(interviewer=interviewer)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/interviews/{interview.pk}/paste/")
    page.get_by_label("E-mail").fill("ines@debrief.example")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()

    # Garbled text is mended, shown, and evaluated only once that was seen.
    page.get_by_label("Question", exact=True).fill("What did you mend?")
    page.get_by_label("Answer", exact=True).fill(cases.ANSWER + " It wasn‚Äôt hard.")
    page.get_by_role("button", name="Evaluate").click()
    expect(page.locator(".repair del")).to_have_text("‚Äô")
    page.get_by_role("button", name="Evaluate").click()

    # The page reloads itself until the draft is there.
    rating = page.locator(".rating-row").first
    rating.wait_for()
    rating.locator("input[value='Below']").check()
    rating.get_by_role("button", name="Save").click()
    expect(page.locator(".rating-row").first).to_contain_text("Changed from")
    expect(page.locator("#verdict")).not_to_contain_text("No verdict yet")
    context.close()
