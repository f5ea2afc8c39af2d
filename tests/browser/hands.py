"""Hands on the keyboard: no mouse, and no field that a test would reach by naming it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desks import focused

CALLED = """() => {
  const at = document.activeElement;
  return at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
}"""
EDITS = """lines => lines.map(line => {
  const copy = line.cloneNode(true);
  copy.querySelectorAll("time").forEach(time => time.remove());
  copy.querySelectorAll("del").forEach(gone => gone.replaceWith(`[-${gone.textContent.trim()}-] `));
  copy.querySelectorAll("ins").forEach(come => come.replaceWith(`{+${come.textContent.trim()}+} `));
  return copy.innerText;
})"""
MOST_STOPS = 120


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """With the Tab key, to the next control whose name begins with this pattern."""
    for _stop in range(MOST_STOPS):
        press(page, "Tab")
        if re.match(name, _plain(str(page.evaluate(CALLED)))):
            return
    pytest.fail(f"{name} is not reached by Tab")


def go_to(page: Page, item: str) -> None:
    """With j and k alone, from wherever the focus is."""
    order = page.locator("#sections [data-item]:visible").evaluate_all("items => items.map(item => item.id)")
    here = str(page.evaluate("document.activeElement.closest('[data-item]').id"))
    there = order.index(item) - order.index(here)
    press(page, *("j" if there > 0 else "k") * abs(there))
    assert focused(page) == item


def open_form(page: Page, item: str) -> None:
    """Of the item that one is at."""
    press(page, "e")
    expect(page.locator(f"#{item} textarea")).to_be_focused()


def saved(page: Page, item: str, shown: str) -> None:
    """The edit is there, and the focus is where the hands are."""
    expect(page.locator(f"#{item}")).to_contain_text(shown)
    page.wait_for_function("id => document.activeElement.closest('[data-item]')?.id === id", arg=item)


def history(page: Page, item: str) -> list[str]:
    """Every edit of the item as its history tells it, the latest first; old words as [-old-], new as {+new+}."""
    go_to(page, item)
    press(page, "h")
    expect(page.locator(f"#{item} .edits")).to_be_visible()
    told = [_plain(line) for line in page.locator(f"#{item} .edits > li").evaluate_all(EDITS)]
    press(page, "Escape")
    saved(page, item, "History")
    return told


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
