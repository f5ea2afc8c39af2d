"""The desk in each of its states: what axe sees, and what it cannot see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations import review
from evaluations.models import Evaluation
from tests import axe
from tests.browser.desks import edited, history_opened, note_of, open_desk, opened, picker_opened
from tests.browser.visiting import open_details
from tests.evaluations import cases
from tests.evaluations.pages.deciding import entry_of

LEAST_TARGET = 24
"""CSS pixels, by WCAG 2.5.8."""


@pytest.fixture
def evaluation(transactional_db: None) -> Evaluation:
    return edited()


def flag_opened(page: Page, evaluation: Evaluation) -> None:
    page.locator(f"#edit-{'a' * 32}").click()
    expect(page.locator(f"#label-{'a' * 32}")).to_be_visible()


def adding(page: Page, evaluation: Evaluation) -> None:
    page.locator("#new-flags").click()
    expect(page.locator("#label-flags")).to_be_focused()


def removed(page: Page, evaluation: Evaluation) -> None:
    opened(page, evaluation)
    page.locator(f"#remove-{note_of(evaluation)}").click()
    expect(page.locator("#list-notes .is-removed")).to_be_visible()


def refused(page: Page, evaluation: Evaluation) -> None:
    """In another tab somebody was faster."""
    opened(page, evaluation)
    note = entry_of(evaluation)
    by = review.Decision(author=cases.interviewer_of(evaluation), item=note.id, number=note.number)
    review.reword(evaluation, by, review.Words(text="Said first"))
    page.locator(f"#text-{note.id}").fill("Typed for five minutes")
    page.locator(f"#save-{note.id}").click()
    expect(page.locator(f"#item-{note.id} q")).to_have_text("Said first")
    expect(page.locator(f"#text-{note.id}")).to_have_value("Typed for five minutes")


def keys_shown(page: Page, evaluation: Evaluation) -> None:
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def selected(page: Page, evaluation: Evaluation) -> None:
    page.locator(f"#item-{note_of(evaluation)}").focus()
    page.locator("#s2").click(click_count=3)
    expect(page.locator("#attach-selection")).to_be_visible()


STATES: tuple[Callable[[Page, Evaluation], None], ...] = (
    *(opened, flag_opened, history_opened, picker_opened, adding, removed, refused, keys_shown, selected),
)
each_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


def is_expected(problems: list[str], state: object) -> bool:
    """A browser logs every refusal; only one of the states is one."""
    refusals = [problem for problem in problems if "409" in problem]
    problems[:] = [problem for problem in problems if problem not in refusals]
    return bool(refusals) == (state is refused)


@each_state
def test_axe_finds_nothing(
    page: Page,
    live_server: LiveServer,
    evaluation: Evaluation,
    problems: list[str],
    state: Callable[[Page, Evaluation], None],
) -> None:
    open_desk(page, live_server, evaluation)
    open_details(page)
    state(page, evaluation)
    assert is_expected(problems, state)
    assert axe.problems_of(page) == []


@each_state
def test_on_the_narrowest_window_it_fits_and_can_be_hit(
    page: Page,
    live_server: LiveServer,
    evaluation: Evaluation,
    problems: list[str],
    state: Callable[[Page, Evaluation], None],
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_desk(page, live_server, evaluation)
    open_details(page)
    state(page, evaluation)
    assert is_expected(problems, state)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert too_small(page) == []


def too_small(page: Page) -> list[str]:
    """What is pressed and smaller than the least target. Numbers of sentences stand in lines of text."""
    pressed = (
        "#sections :is(a, button, select, summary, .rating-step, .picker label):not(.ref), .selection-tools button"
    )
    found: list[str] = page.locator(pressed).evaluate_all(
        f"""all => all.filter(each => each.checkVisibility({{visibilityProperty: true}})).filter(each => {{
          const {{width, height}} = each.getBoundingClientRect();
          return width && (width < {LEAST_TARGET} || height < {LEAST_TARGET});
        }}).map(each => `${{each.id || each.textContent.trim()}}: ${{each.offsetWidth}} x ${{each.offsetHeight}}`)"""
    )
    return found
