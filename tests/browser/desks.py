"""Evaluations that a browser opens as their interviewer, and the states that their desk can be in."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluations import review
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Evaluation
from tests import factories
from tests.browser.visiting import visit
from tests.evaluations import cases
from tests.evaluations.pages.deciding import entry_of


def session_of(evaluation: Evaluation) -> str:
    """Of its interviewer."""
    client = Client()
    client.force_login(cases.interviewer_of(evaluation))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def open_desk(page: Page, live_server: LiveServer, evaluation: Evaluation) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(evaluation), "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.emulate_media(reduced_motion="reduce")
    visit(page, f"/evaluations/{evaluation.pk}/")


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


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


def note_of(evaluation: Evaluation) -> str:
    return entry_of(evaluation).id


def opened(page: Page, evaluation: Evaluation) -> None:
    note = note_of(evaluation)
    page.locator(f"#edit-{note}").click()
    expect(page.locator(f"#text-{note}")).to_be_focused()


def history_opened(page: Page, evaluation: Evaluation) -> None:
    note = note_of(evaluation)
    page.locator(f"#history-{note}").click()
    expect(page.locator(f"#item-{note} .edits")).to_be_visible()


def picker_opened(page: Page, evaluation: Evaluation) -> None:
    opened(page, evaluation)
    page.locator(f"#evidence-{note_of(evaluation)}").click()
    expect(page.locator(".picker input").first).to_be_focused()
