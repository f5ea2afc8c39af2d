"""The desk in each of its states: what axe sees, what it cannot see, and where the focus is after each swap."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations import review
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Evaluation
from tests import factories
from tests.browser.desks import open_desk
from tests.evaluations import cases
from tests.evaluations.pages.deciding import again, entry_of

LEAST_TARGET = 24
"""CSS pixels, by WCAG 2.5.8."""


def edited() -> Evaluation:
    """With something of everything that people do to a draft."""
    evaluation = cases.drafted(factories.interview(), ratings={"Ownership": "Below"}, flags=(2, 4), claims=3)

    def by(section: Section, index: int = 0) -> review.Decision:
        entry = entry_of(evaluation, section, index)
        return review.Decision(author=cases.interviewer_of(evaluation), item=entry.id, number=entry.number)

    review.reword(evaluation, by(Section.NOTES), review.Words(text="In words of my own"))
    review.remove(evaluation, by(Section.NOTES, 1))
    review.move(evaluation, by(Section.STRENGTHS), up=False)
    review.rate(evaluation, by(Section.RATINGS), "Meets", "Heard it twice")
    review.decide_flag(evaluation, by(Section.FLAGS), FlagStatus.CONFIRMED, 3)
    flag = review.Words(text="Says “they” throughout", label="Blames others", severity=2)
    review.add(evaluation, cases.interviewer_of(evaluation), Section.FLAGS, "a" * 32, flag)
    review.override(evaluation, by(Section.RECOMMENDATION), "No Hire", "Said so outside")
    return evaluation


@pytest.fixture
def evaluation(transactional_db: None) -> Evaluation:
    return edited()


def note_of(evaluation: Evaluation) -> str:
    return entry_of(evaluation).id


def opened(page: Page, evaluation: Evaluation) -> None:
    note = note_of(evaluation)
    page.locator(f"#edit-{note}").click()
    expect(page.locator(f"#text-{note}")).to_be_focused()


def flag_opened(page: Page, evaluation: Evaluation) -> None:
    page.locator(f"#edit-{'a' * 32}").click()
    expect(page.locator(f"#label-{'a' * 32}")).to_be_visible()


def history_opened(page: Page, evaluation: Evaluation) -> None:
    note = note_of(evaluation)
    page.locator(f"#history-{note}").click()
    expect(page.locator(f"#item-{note} .edits")).to_be_visible()


def picker_opened(page: Page, evaluation: Evaluation) -> None:
    opened(page, evaluation)
    page.locator(f"#evidence-{note_of(evaluation)}").click()
    expect(page.locator(".picker input").first).to_be_focused()


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
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    state(page, evaluation)
    assert is_expected(problems, state)
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for violation in Axe().run(page).response["violations"]:
            found += [f"{theme}: {violation['id']}: {node['html'][:200]}" for node in violation["nodes"]]
    assert found == []


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
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
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
