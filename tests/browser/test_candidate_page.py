"""The candidate page as it is seen: pictures, narrow windows, paper."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from interviews.models import Candidate, Interview, Role
from tests import factories
from tests.evaluations.packet.pdfs import flat
from tests.evaluations.panels import interviewed

INCH = 72


@pytest.fixture
def candidate(live_server: LiveServer) -> Candidate:
    """Of six who signed and one who has not yet."""
    made = interviewed(6, 2)
    opening = Interview.objects.filter(candidate=made)[0].opening
    factories.interview(interviewer=factories.user(name="Paula Pending"), candidate=made, opening=opening)
    return made


@pytest.fixture
def shown(browser: Browser, live_server: LiveServer, candidate: Candidate) -> Iterator[Page]:
    """To a committee member, in the dark theme."""
    client = Client()
    client.force_login(factories.user(role=Role.COMMITTEE, name="Cleo Committee"))
    context = browser.new_context(base_url=live_server.url, color_scheme="dark", reduced_motion="reduce")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/candidates/{candidate.pk}/", wait_until="networkidle")
    yield page
    context.close()


def printed(page: Page, folder: Path) -> pypdfium2.PdfDocument:
    path = folder / "page.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    return pypdfium2.PdfDocument(path.read_bytes())


def test_paper_has_all_that_the_page_says_and_no_control(shown: Page, tmp_path: Path) -> None:
    document = printed(shown, tmp_path)
    text = flat(" ".join(page.get_textpage().get_text_range() for page in document))
    for said in (
        "Mara Example",
        "Confidential. For the people who interview and decide; not for the candidate.",
        "The verdicts lie 4 steps apart, from No Hire to Strong Hire.",
        "Nobody has evidence for Execution, which is key at this level.",
        "Mean Spread",
        "Vagueness",
        "Our parcel labels came out blank every Friday.",
        "strengths 0",
        "follow_up_questions 0",
        "rules, not a model",
        "Pending: not signed yet",
    ):
        assert said in text, said
    for control in ("Download", "Sign out", "Candidates", "Openings", "Cleo Committee"):
        assert control not in text, control


def test_on_paper_nothing_is_folded_but_forms_are_left_out(shown: Page, tmp_path: Path) -> None:
    shown.evaluate("""document.querySelector('.case').insertAdjacentHTML('beforeend',
        '<details><summary>Why</summary><p>Folded words</p></details>' +
        '<details><summary>Change it</summary><form><label>Typed here <input></label></form></details>')""")
    text = flat(" ".join(page.get_textpage().get_text_range() for page in printed(shown, tmp_path)))
    assert "Why Folded words" in text
    assert "Change it" not in text
    assert "Typed here" not in text


def test_paper_is_black_on_white_and_nothing_leaves_it(shown: Page, tmp_path: Path) -> None:
    """Whatever the theme on the screen."""
    document = printed(shown, tmp_path)
    for page in document:
        width, height = page.get_size()
        bitmap = page.render(scale=0.25, grayscale=True)
        pixels = bytes(bitmap.buffer)
        assert pixels[0] == 255
        assert pixels.count(255) > len(pixels) / 2
        words = page.get_textpage()
        boxes = [words.get_charbox(index) for index in range(words.count_chars())]
        assert all(left >= 0.5 * INCH and right <= width - 0.5 * INCH for left, _, right, _ in boxes)
        assert all(bottom >= 0.3 * INCH and top <= height - 0.3 * INCH for _, bottom, _, top in boxes)


@pytest.mark.parametrize("width", [320, 390, 599])
def test_on_a_phone_no_table_scrolls_sideways_and_each_cell_says_what_it_is(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert shown.locator(".cards").evaluate_all(wide) == 0
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    named = "all => all.map(one => getComputedStyle(one, '::before').content.split(' / ')[0])"
    labels = set(shown.locator(".cards td[data-label]").evaluate_all(named))
    assert {'"Verdict"', '"Scorecard"', '"Omar Other"', '"Mean"', '"Drafted by"'} <= labels


def test_on_a_desk_the_matrix_of_six_fits(shown: Page) -> None:
    shown.set_viewport_size({"width": 1280, "height": 800})
    expect(shown.locator(".matrix thead th")).to_have_count(9)
    assert shown.locator(".table:has(.matrix)").evaluate("one => one.scrollWidth <= one.clientWidth")


@pytest.mark.parametrize("width", [320, 1600])
def test_pictures_fit_and_say_in_words_what_they_show(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    pictures = shown.get_by_role("img")
    expect(pictures.first).to_have_accessible_name(
        "Verdicts: Strong Hire 1 (Ines Interviewer); Hire 2 (Pia Panel, Rosa Reader); Leaning Hire 1 (Quinn Question); "
        "Leaning No Hire 1 (Omar Other); No Hire 1 (Sami Silent)."
    )
    expect(pictures).to_have_count(1 + 6 + 1)
    right = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    assert shown.locator("svg.chart").evaluate_all(right) <= width
    overlap = """all => all.filter(one => {
        const words = [...one.querySelectorAll('text:not(.chart-count)')].map(word => word.getBBox())
        return words.some(box => box.x + box.width > one.querySelector('line').x1.baseVal.value)
    }).length"""
    assert shown.locator("svg.chart").evaluate_all(overlap) == 0
