"""The main job with scripts off: every step is a page."""

from django.conf import settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.browser.desks import session_of
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


def test_edit_add_remove_and_show_it(browser: Browser, live_server: LiveServer, transactional_db: None) -> None:
    evaluation = cases.drafted(claims=2)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(evaluation), "url": live_server.url}
    context.add_cookies([session])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"/evaluations/{evaluation.pk}/")
    notes = page.locator("#section-notes")

    notes.get_by_role("link", name="Edit: notes 0").click()
    page.get_by_label("In your words").fill("In my own words")
    page.get_by_role("button", name="Save").click()
    expect(notes).to_contain_text("Reworded · Ines Interviewer")

    notes.get_by_role("link", name="Edit: In my own words").click()
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("checkbox", name="3. I wrote a small job").check()
    page.get_by_role("button", name="Attach").click()
    expect(page.locator("#s3 mark")).to_be_visible()

    notes.get_by_role("link", name="Edit: In my own words").click()
    page.get_by_role("button", name="Move down").click()
    expect(notes.locator("#list-notes > li").nth(1)).to_contain_text("In my own words")
    notes.get_by_role("link", name="History: In my own words").click()
    expect(page.locator(".edits > li")).to_have_count(4)
    page.get_by_role("link", name="Back to the evaluation").click()

    notes.get_by_role("link", name="Add a note").click()
    page.get_by_label("In your words").fill("Another")
    page.get_by_role("button", name="Add").click()
    notes.get_by_role("link", name="Edit: Another").click()
    page.get_by_role("button", name="Remove").click()
    # What the page leads to unfolds by itself.
    notes.get_by_role("button", name="Put back: Another").click()
    expect(notes.locator("#list-notes")).to_contain_text("Another")
    context.close()
