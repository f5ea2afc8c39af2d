"""A whole review by keyboard alone: the draft of the built-in engine, an edit of each kind, up to "reviewed"."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations import present
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Edit, Evaluation
from interviews.models import Interview
from tests.browser.desks import focused, open_desk
from tests.browser.test_main_job import SEED, paste, sign_in
from tests.browser.test_main_job import interview as interview
from tests.evaluations import cases
from tests.evaluations.pages.deciding import again, entry_of
from tests.worker import Worker

# Invented; the built-in engine finds something to flag in it.
QUESTION = "Tell me about a time when a release went wrong."
ANSWER = """Last spring our release broke the printing of parcel labels. I was responsible for the release. I read the \
logs for an hour and found that a template was missing. I wrote a script that put the templates back and tested it on \
two printers.

We told the depots what to do. Maybe we should have tested more, things like that. It was basically the fault of the \
depot team, because they never answer. The labels were back after three hours."""


def seed() -> tuple[str, str]:
    """The real document's question and answer where it is at hand."""
    if not SEED.exists():
        return QUESTION, ANSWER
    source = SEED.read_text(encoding="utf-8")
    question = source.split("## Question")[1].split("## Answer")[0].strip()
    return question, source.split("## Answer")[1].split("## Feedback")[0].strip()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go_to(page: Page, item: str) -> None:
    """With j and k alone, from wherever the focus is."""
    order = page.locator("#sections [data-item]:visible").evaluate_all("items => items.map(item => item.id)")
    here = str(page.evaluate("document.activeElement.closest('[data-item]').id"))
    there = order.index(item) - order.index(here)
    press(page, *("j" if there > 0 else "k") * abs(there))
    assert focused(page) == item


def first(page: Page, section: str) -> str:
    return page.locator(f"#section-{section} [data-item]").first.get_attribute("id") or ""


def saved(page: Page, item: str, shown: str) -> None:
    """The edit is there, and the focus is where the hands are."""
    expect(page.locator(f"#{item}")).to_contain_text(shown)
    page.wait_for_function("id => document.activeElement.closest('[data-item]')?.id === id", arg=item)


def test_review_without_a_mouse(page: Page, worker: Worker, interview: Interview) -> None:
    sign_in(page)
    question, answer = seed()
    paste(page, interview, question, answer.replace("‚Äô", "’"))
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))
    expect(page.locator("#section-suggestions .claim").first).to_be_visible()
    evaluation = Evaluation.objects.get()

    # From the head, which says that something is to decide, to the first item.
    page.locator("#review-left a").focus()
    press(page, "Enter")
    page.wait_for_function("document.activeElement.matches('[data-item]')")
    assert focused(page) == first(page, "ratings")

    # Every rating: one corrected, one taken out with a reason, the others kept.
    ratings = page.locator("#section-ratings [data-item]").evaluate_all("items => items.map(item => item.id)")
    press(page, "2")
    saved(page, ratings[0], "by Ines Interviewer")
    for item in ratings[1:]:
        press(page, "j")
        assert focused(page) == item
        press(page, "c")
        saved(page, item, "Kept by Ines Interviewer")
    # Faster than the server.
    press(page, "4", "u")
    expect(page.locator(f"#{ratings[-1]} input").nth(3)).not_to_be_checked()
    saved(page, ratings[-1], "Kept by Ines Interviewer")

    # A note in one's own words, another added, one moved, one removed, put back, and an edit undone.
    note = first(page, "notes")
    go_to(page, note)
    press(page, "e")
    expect(page.locator(f"#{note} textarea")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("Owned the release, said so")
    press(page, "Control+Enter")
    saved(page, note, "Reworded · Ines Interviewer")
    press(page, "e")
    expect(page.locator(f"#{note} textarea")).to_be_focused()
    press(page, "End")
    page.keyboard.type(" twice")
    press(page, "Control+Enter")
    saved(page, note, "said so twice")
    press(page, "u")
    saved(page, note, "Undone · Ines Interviewer")

    go_to(page, "add-notes")
    press(page, "e")
    expect(page.locator("#text-notes")).to_be_focused()
    page.keyboard.type("Did not ask the depots")
    press(page, "Control+Enter")
    expect(page.locator("#list-notes")).to_contain_text("Did not ask the depots")
    added = f"item-{entry_of(evaluation, Section.NOTES, -1).id}"
    go_to(page, added)
    press(page, "e")
    expect(page.locator(f"#{added} textarea")).to_be_focused()
    tab_to(page, added, "Move up")
    press(page, "Enter")
    expect(page.locator(f"#{note} + #{added}").or_(page.locator(f"#{added}:nth-last-child(2)"))).to_be_visible()
    page.wait_for_function("id => document.activeElement.id === id", arg=added.replace("item", "up"))
    tab_to(page, added, "Remove")
    press(page, "Enter")
    saved(page, added, "Removed by")
    press(page, "u")
    saved(page, added, "Put back · Ines Interviewer")

    # Evidence for it from the list of sentences.
    press(page, "e")
    expect(page.locator(f"#{added} textarea")).to_be_focused()
    tab_to(page, added, "Evidence")
    press(page, "Enter")
    expect(page.locator(f"#{added} .picker input").first).to_be_focused()
    press(page, "Space", "Control+Enter")
    saved(page, added, "Evidence changed")

    # Flags: one of one's own, the first drafted confirmed, the others dismissed.
    go_to(page, "add-flags")
    press(page, "e")
    expect(page.locator("#label-flags")).to_be_focused()
    page.keyboard.type("Blames others")
    press(page, "Control+Enter")
    expect(page.locator("#list-flags")).to_contain_text("Blames others")
    flags = present.read(evaluation).items(Section.FLAGS)[:-1]
    for place, flag in enumerate(flags):
        go_to(page, f"item-{flag.id}")
        press(page, "x" if place else "c")
        saved(page, f"item-{flag.id}", "Dismissed by" if place else "Confirmed by")
    own = f"item-{entry_of(evaluation, Section.FLAGS, -1).id}"
    go_to(page, own)
    press(page, "x")
    saved(page, own, "Dismissed by")

    # Its history, exactly.
    go_to(page, note)
    press(page, "h")
    history = page.locator(f"#{note} .edits > li")
    expect(history).to_have_count(4)
    expect(history.nth(1).locator("ins")).to_have_text("so twice")
    press(page, "Escape")
    saved(page, note, "Undone")

    expect(page.locator("#review")).to_contain_text("Everything is decided.")
    page.get_by_role("button", name="Mark as reviewed").focus()
    press(page, "Enter")
    expect(page.locator("#review")).to_contain_text("Reviewed by Ines Interviewer")

    stored = present.read(Evaluation.objects.get())
    statuses = [flag.item.status for flag in stored.items(Section.FLAGS)]
    assert statuses[-1] is FlagStatus.DISMISSED
    assert {edit.action for edit in Edit.objects.all()} >= {
        "kept", "changed", "reworded", "added", "moved", "removed", "put_back", "supported", "undone"
    }  # fmt: skip


def tab_to(page: Page, item: str, name: str) -> None:
    """With the Tab key, to the control of this name within the open item."""
    for _ in range(12):
        press(page, "Tab")
        if str(page.evaluate("document.activeElement.textContent")).strip() == name:
            assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", item)
            return
    pytest.fail(f"{name} is not reached by Tab")


@pytest.fixture
def evaluation(transactional_db: None) -> Evaluation:
    return cases.drafted(flags=(2, 4), claims=2)


def test_a_rating_is_taken_out_with_0_and_a_reason(
    page: Page, live_server: LiveServer, evaluation: Evaluation, problems: list[str]
) -> None:
    open_desk(page, live_server, evaluation)
    entry = cases.present_rating(evaluation)
    page.locator(f"#item-{entry.id}").focus()
    press(page, "0")
    expect(page.locator(f"#reason-{entry.id}")).to_be_focused()
    assert [problem for problem in problems if "422" in problem]
    problems.clear()
    page.keyboard.type("1 of the 5 was not asked about")
    press(page, "Enter")
    saved(page, f"item-{entry.id}", "Changed from Meets+")
    assert again(evaluation, entry).item.rating == "Not assessed"


def test_keys_act_only_on_an_item_and_only_while_nothing_is_typed(
    page: Page, live_server: LiveServer, evaluation: Evaluation
) -> None:
    open_desk(page, live_server, evaluation)
    press(page, "j", "c", "x", "e", "?")
    assert focused(page) == ""
    expect(page.locator("#keys")).not_to_be_visible()
    note = first(page, "notes")
    page.locator(f"#{note}").focus()
    press(page, "e")
    expect(page.locator(f"#{note} textarea")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("jkcxeu?0")
    press(page, "Control+Enter")
    saved(page, note, "jkcxeu?0")
    assert Edit.objects.count() == 1


def test_the_keys_are_shown_and_can_be_turned_off(page: Page, live_server: LiveServer, evaluation: Evaluation) -> None:
    open_desk(page, live_server, evaluation)
    note = first(page, "notes")
    page.locator(f"#{note}").focus()
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press(page, "Escape")
    assert focused(page) == note
    page.goto("/me/")
    page.get_by_label("Single keys on the review desk").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"/evaluations/{evaluation.pk}/")
    page.locator(f"#{note}").focus()
    press(page, "j", "e", "?")
    assert focused(page) == note
    expect(page.locator("#keys")).not_to_be_visible()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Single keys are turned off")
