"""An admin changes how the house judges, in a real browser with a real worker: look, change, ask what if, publish."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations.models import Evaluation, OpeningPolicy, RubricVersion
from interviews.models import Interview, Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.signed import decide, fill, sign
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse"


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, email="ada@debrief.example", password=PASSWORD)


@pytest.fixture
def judged() -> Interview:
    """Signed, with a Below in it."""
    interview = factories.interview(candidate=factories.candidate(name="Mara Example"))
    decide(cases.drafted(interview, ratings={"Execution": "Below"}))
    fill(interview, verdict="Leaning No Hire")
    sign(interview)
    return interview


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail").fill("ada@debrief.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def change_cap(page: Page) -> None:
    page.get_by_role("link", name="Version 1").first.click()
    page.get_by_role("button", name="Change it in a draft").click()
    page.locator("#caps-0-at_best").select_option("No Hire")


def test_change_a_cap_see_what_moves_publish_and_move_an_opening(
    page: Page, worker: Worker, admin: User, judged: Interview
) -> None:
    sign_in(page, "/rubrics/")
    change_cap(page)
    page.get_by_role("button", name="What if?").click()
    expect(page.locator(".what-if-sum")).to_contain_text("1 of 1 verdicts moves.", timeout=20_000)
    page.get_by_role("link", name="Leaning No Hire to No Hire").click()
    expect(page.get_by_role("link", name="Mara Example")).to_be_visible()
    page.get_by_role("link", name="Back to the draft").click()

    page.get_by_role("button", name="Publish …").click()
    expect(page.locator(".rubric-changes")).to_contain_text("Cap: Any Below or lower")
    page.get_by_label("Why this is changed").fill("Below is too little for us.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("h1")).to_have_text("FAANG behavioural")
    version = RubricVersion.objects.current()
    assert (version.number, version.created_by) == (2, admin)
    assert Evaluation.objects.get().verdict == "Leaning No Hire"

    page.goto(f"/openings/{judged.opening_id}/policy/")
    page.get_by_label("Rubric version").select_option("FAANG behavioural v2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text(judged.opening.title)
    assert OpeningPolicy.objects.of(judged.opening).version == version


def test_rows_and_errors_without_scripts(browser: Browser, live_server: LiveServer, admin: User) -> None:
    cases.publish_rubric()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "/rubrics/")
    change_cap(page)
    page.get_by_role("button", name="Add a competency").click()
    page.locator("#competencies-7-name").fill("Curiosity")
    page.locator("#ratings-0-points").fill("many")
    # Enter saves: it presses the first button of the form.
    page.locator("#ratings-0-points").press("Enter")
    expect(page.locator("#ratings-0-points-found")).to_contain_text("This should be a whole number.")
    expect(page.locator("#ratings-0-points")).to_have_value("many")
    expect(page.locator("#competencies-7-name")).to_have_value("Curiosity")
    expect(page.locator("#caps-0-at_best")).to_have_value("No Hire")
    page.locator("#ratings-0-points").fill("5")
    page.get_by_role("button", name="Remove Curiosity").click()
    expect(page.locator("#competencies-7-name")).to_have_count(0)
    expect(page.locator(".rubric-bar")).to_contain_text("can be published")
    context.close()
