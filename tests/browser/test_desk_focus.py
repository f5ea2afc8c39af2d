"""Where the focus is after each swap: where the hands are, and to be seen."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from tests.browser.desks import edited, history_opened, note_of, open_desk, opened, picker_opened
from tests.evaluations.pages.deciding import again, entry_of


@pytest.fixture
def evaluation(transactional_db: None) -> Evaluation:
    return edited()


def focus_is_at(page: Page, wanted: str) -> None:
    """There, and to be seen."""
    page.wait_for_function("id => document.activeElement.id === id", arg=wanted)
    seen = """() => {
      const {left, top, width, height} = document.activeElement.getBoundingClientRect();
      const there = document.elementFromPoint(left + Math.min(width, innerWidth) / 2, top + Math.min(height, 60) / 2);
      return document.activeElement.contains(there);
    }"""
    page.wait_for_function(seen)


def test_focus_stays_where_the_hands_are(page: Page, live_server: LiveServer, evaluation: Evaluation) -> None:
    open_desk(page, live_server, evaluation)
    note = note_of(evaluation)
    item = f"item-{note}"

    opened(page, evaluation)
    page.keyboard.press("Escape")
    focus_is_at(page, item)

    opened(page, evaluation)
    page.keyboard.type(", twice")
    page.locator(f"#save-{note}").click()
    expect(page.locator(f"#{item}")).to_contain_text("In words of my own, twice")
    focus_is_at(page, item)

    page.locator(f"#undo-{note}").click()
    expect(page.locator(f"#{item}")).to_contain_text("Undone")
    focus_is_at(page, f"undo-{note}")

    history_opened(page, evaluation)
    focus_is_at(page, f"cancel-{note}")
    page.keyboard.press("Enter")
    focus_is_at(page, item)

    opened(page, evaluation)
    page.locator(f"#down-{note}").click()
    expect(page.locator("#list-notes > li").nth(1)).to_have_id(item)
    focus_is_at(page, f"down-{note}")
    page.locator(f"#up-{note}").click()
    expect(page.locator("#list-notes > li").nth(0)).to_have_id(item)
    focus_is_at(page, f"up-{note}")
    page.keyboard.press("Escape")
    focus_is_at(page, item)

    picker_opened(page, evaluation)
    page.locator(".picker input").nth(2).check()
    page.locator(f"#attach-{note}").click()
    expect(page.locator(f"#{item}")).to_contain_text("Evidence changed")
    focus_is_at(page, item)

    opened(page, evaluation)
    page.locator(f"#remove-{note}").click()
    focus_is_at(page, item)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focus_is_at(page, f"put-back-{note}")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{item}")).to_contain_text("Put back")
    focus_is_at(page, item)

    page.locator("#new-notes").click()
    expect(page.locator("#text-notes")).to_be_focused()
    page.keyboard.type("Another")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#list-notes")).to_contain_text("Another")
    focus_is_at(page, "add-notes")


@pytest.mark.parametrize("width", [390, 1280])
def test_from_item_to_item_and_back_nothing_hides_the_focus(
    page: Page, live_server: LiveServer, evaluation: Evaluation, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    open_desk(page, live_server, evaluation)
    items = page.locator("#sections [data-item]").evaluate_all(
        "all => all.filter(each => each.checkVisibility()).map(each => each.id)"
    )
    page.locator(f"#{items[0]}").focus()
    for key, order in (("j", items[1:]), ("k", items[-2::-1])):
        for item in order:
            page.keyboard.press(key)
            focus_is_at(page, item)


def test_focus_stays_at_what_is_decided(page: Page, live_server: LiveServer, evaluation: Evaluation) -> None:
    open_desk(page, live_server, evaluation)
    flag = entry_of(evaluation, Section.FLAGS, 1).id
    page.locator(f"#confirm-{flag}").click()
    expect(page.locator(f"#item-{flag}")).to_contain_text("Confirmed by")
    focus_is_at(page, f"item-{flag}")
    page.locator(f"#undecide-{flag}").click()
    expect(page.locator(f"#item-{flag}")).to_contain_text("To decide")
    focus_is_at(page, f"item-{flag}")

    rating = entry_of(evaluation, Section.RATINGS, 1)
    page.locator(f"#rate-{rating.id}-2").check(force=True)
    expect(page.locator(f"#item-{rating.id}")).to_contain_text("Changed from")
    focus_is_at(page, f"rate-{rating.id}-2")
    assert again(evaluation, rating).item.rating == "Below"


def test_what_follows_is_announced_once_and_briefly(
    page: Page, live_server: LiveServer, evaluation: Evaluation
) -> None:
    open_desk(page, live_server, evaluation)
    flag = entry_of(evaluation, Section.FLAGS, 1).id
    page.locator(f"#dismiss-{flag}").click()
    expect(page.get_by_role("status").filter(has_text="Decided")).to_have_text("Decided. No Hire.")
    opened(page, evaluation)
    page.keyboard.type("!")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#announcer")).to_have_text("Reworded.")
