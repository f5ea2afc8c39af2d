"""The main job in a real browser, with a real worker: paste, watch it being drafted, correct, decide, review."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from interviews.models import Interview
from tests import factories
from tests.worker import Worker

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "evaluation-20251225.md"

QUESTION = "Tell me about a time when something you were responsible for broke."
# Invented, like everybody in it.
ANSWER = """Two winters ago our booking page went down on the first day of the ski season. I was on call, so I took \
the incident. I read the logs for an hour and found that a certificate of our payment provider had expired.

I wrote a small proxy that used the provider’s new address, tested it on staging and deployed it after 40 minutes. I \
told our support team every half hour what we knew. Bookings were back to normal within two hours, and we lost about \
3% of that day's revenue.

In hindsight I should have monitored the certificates. Since then I have a check that warns us 30 days ahead, and it \
has caught two."""


@pytest.fixture
def interview(transactional_db: None) -> Interview:
    call_command("load_rubrics")
    interviewer = factories.user(email="ines@debrief.example", password="correct horse", name="Ines Interviewer")
    return factories.interview(interviewer=interviewer, opening=factories.opening(level="Junior-Mid"))


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill("ines@debrief.example")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What waits for me")).to_be_visible()


def paste(page: Page, interview: Interview, question: str, answer: str) -> None:
    page.goto(f"/interviews/{interview.pk}/paste/")
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Answer", exact=True).fill(answer)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Drafted by rules, not by a model")).to_be_visible()


def test_paste_evaluate_correct_review(page: Page, worker: Worker, interview: Interview, problems: list[str]) -> None:
    sign_in(page)
    paste(page, interview, QUESTION, ANSWER)

    # Both passes arrive without a reload, and polling ends by itself.
    expect(page.locator("#section-ratings .rating-row")).to_have_count(7)
    expect(page.locator("#section-justification .claim").first).to_be_visible()
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))

    # A claim leads to the candidate's words: pointing at it marks its sentence.
    note = page.locator("#section-notes .claim").filter(has=page.locator(".ref")).first
    number = note.get_attribute("data-sentences").split()[0]  # type: ignore[union-attr]
    note.hover()
    expect(page.locator(f"#s{number}")).to_have_class(re.compile("lit"))
    page.locator(f"#s{number}").hover()
    expect(note).to_have_class(re.compile("lit"))

    # It cannot be reviewed before everything is decided.
    page.get_by_role("button", name="Mark as reviewed").click()
    expect(page.locator("#review").get_by_role("alert")).to_contain_text("still to decide")
    assert [problem for problem in problems if "409" in problem]
    problems.clear()

    # A corrected rating moves the verdict at once.
    rows = page.locator("#section-ratings .rating-row")
    rows.first.get_by_role("radio", name="Below").click()
    expect(rows.first).to_contain_text("Changed from")
    expect(page.locator("#verdict")).to_contain_text("Leaning No Hire")
    for index in range(1, 7):
        rows.nth(index).locator(".is-drafted input").click()
        expect(rows.nth(index)).to_contain_text("Kept by Ines Interviewer")
    while (dismiss := page.get_by_role("button", name="Dismiss")).count():
        left = dismiss.count()
        dismiss.first.click()
        expect(page.get_by_role("button", name="Dismiss")).to_have_count(left - 1)

    expect(page.locator("#review")).to_contain_text("Everything is decided.")
    page.get_by_role("button", name="Mark as reviewed").click()
    expect(page.locator("#review")).to_contain_text("Reviewed by Ines Interviewer")


def test_seed_answer(page: Page, worker: Worker, interview: Interview) -> None:
    """The real document, where it is at hand: its mis-decoded apostrophes are mended, its answer makes a draft."""
    if not SEED.exists():
        question, answer = QUESTION, ANSWER.replace("’", "‚Äô")
    else:
        source = SEED.read_text(encoding="utf-8")
        question = source.split("## Question")[1].split("## Answer")[0].strip()
        answer = source.split("## Answer")[1].split("## Feedback")[0].strip()
    sign_in(page)
    page.goto(f"/interviews/{interview.pk}/paste/")
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Answer", exact=True).fill(answer)
    page.get_by_role("button", name="Evaluate").click()
    expect(page.locator(".repair del")).to_have_text("‚Äô")
    expect(page.get_by_label("Answer", exact=True)).to_have_value(re.compile("’s"))
    page.get_by_role("button", name="Evaluate").click()
    expect(page.locator("#section-flags")).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text("Hire")
    expect(page.locator("#section-ratings .rating-row")).to_have_count(7)
    expect(page.locator("#section-notes .claim .ref").first).to_be_visible()
    assert "‚Äô" not in page.content()
