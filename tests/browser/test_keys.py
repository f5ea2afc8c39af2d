"""Single keys of the desk: where they act, where they do not, and that they can be turned off."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations.models import Edit, Evaluation
from tests.browser.desks import focused, note_of, open_desk
from tests.browser.hands import press, saved
from tests.evaluations import cases
from tests.evaluations.pages.deciding import again


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
    note = f"item-{note_of(evaluation)}"
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
    note = f"item-{note_of(evaluation)}"
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
