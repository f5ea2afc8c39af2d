"""Asking further in a real browser, with a real worker: paste the reply, draft again, take what is new."""

import pytest
from playwright.sync_api import Page, expect

from interviews.models import Interview
from tests.browser.test_main_job import ANSWER, QUESTION, interview, paste, sign_in
from tests.worker import Worker

__all__ = ["interview"]

# Invented, like everybody in it.
REPLY = "The proxy was mine alone: I chose it over waiting for the provider, because every hour cost us bookings."


@pytest.mark.usefixtures("transactional_db")
def test_a_reply_moves_what_is_drafted_and_nothing_that_was_decided(
    page: Page, worker: Worker, interview: Interview
) -> None:
    sign_in(page)
    paste(page, interview, QUESTION, ANSWER)
    rows = page.locator("#section-ratings .rating-row")
    rows.first.get_by_role("radio", name="Below").click()
    expect(rows.first).to_contain_text("Changed from")

    page.get_by_role("link", name="Paste the reply").first.click()
    page.get_by_label("The reply").fill(REPLY)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 reply to what was asked further")).to_be_visible()
    page.get_by_role("button", name="Draft again").click()

    # The later draft arrives without a reload, and says what it would change.
    expect(page.get_by_role("row", name="Ownership")).to_contain_text("Below")
    page.get_by_role("button", name="Take Notes").click()
    expect(page.locator("#beside-notes")).to_contain_text("taken")
    page.get_by_role("button", name="Keep the rest as it stands").click()

    expect(rows.first).to_contain_text("Changed from")
    expect(page.locator("#section-follow_up_questions")).to_contain_text("asked")
