"""Documents in and out in a real browser, with a real worker: upload, preview, import, open, download, import again."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.browser.test_main_job import sign_in
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import UNREADABLE, document, zipped
from tests.worker import Worker


@pytest.fixture
def documents(transactional_db: None, tmp_path: Path) -> list[Path]:
    """Three answers of one candidate in a zip, one of another, and something else."""
    publish_rubric()
    factories.user(email="ines@debrief.example", password="correct horse", name="Ines Interviewer")
    answers = {f"Mara Example/{n}.md": document(question=f"What did you mend in week {n}?") for n in range(3)}
    (tmp_path / "old.zip").write_bytes(zipped({**answers, "scan.pdf": UNREADABLE}))
    (tmp_path / "Änne Beispiel.md").write_text(document(question="What else?", level=""), encoding="utf-8")
    return [tmp_path / "old.zip", tmp_path / "Änne Beispiel.md"]


def upload(page: Page, documents: list[Path]) -> None:
    page.goto("/candidates/")
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("Files").set_input_files(documents)
    page.get_by_label("Level of documents that state none").select_option("Senior")
    page.get_by_role("button", name="Read the files").click()


def test_upload_preview_import_open_download_and_import_again(
    page: Page, worker: Worker, documents: list[Path], tmp_path: Path
) -> None:
    sign_in(page)
    upload(page, documents)

    # Nothing is stored before somebody says so; what would become of each file is there without a reload.
    expect(page.get_by_text("4 files to import")).to_be_visible()
    expect(page.get_by_text("1 cannot be read")).to_be_visible()
    rows = page.locator(".import-files > li")
    expect(rows).to_have_count(5)
    expect(rows.filter(has_text="Änne Beispiel.md")).to_contain_text("Senior · Hire")
    page.get_by_role("button", name="Import").click()

    # It asks by itself until it is over.
    expect(page.get_by_text("4 files imported")).to_be_visible()
    expect(page.locator("#batch")).not_to_have_attribute("hx-get", re.compile("."))
    rows.filter(has_text="Mara Example/1.md").get_by_role("link").click()

    # A note that repeats the answer's words leads to them.
    expect(page.get_by_text("Imported from a document")).to_be_visible()
    note = page.locator("#section-notes .claim").filter(has_text="I wrote a small job")
    expect(note.locator(".ref")).to_be_visible()
    expect(page.locator("#section-ratings .rating-row")).to_have_count(7)

    # It can be downloaded, and so can the document itself and all of the candidate's.
    page.get_by_text("Download").click()
    with page.expect_download() as markdown:
        page.get_by_role("link", name="Markdown").click()
    assert markdown.value.suggested_filename == "Mara Example - What did you mend in week 1.md"
    with page.expect_download() as original:
        page.get_by_role("link", name="the document itself").click()
    assert original.value.suggested_filename == "1.md"
    assert original.value.path().read_text(encoding="utf-8") == document(question="What did you mend in week 1?")
    page.get_by_role("link", name="Mara Example").click()
    page.get_by_text("Download").click()
    with page.expect_download() as packed:
        page.get_by_role("link", name="JSON").click()
    assert packed.value.suggested_filename == "Mara Example.json"
    assert len(json.loads(packed.value.path().read_text(encoding="utf-8"))["evaluations"]) == 3

    upload(page, documents)
    expect(page.get_by_text("There is nothing to import")).to_be_visible()
    expect(page.get_by_text("4 already imported")).to_be_visible()


def test_with_scripts_off(browser: Browser, live_server: LiveServer, worker: Worker, documents: list[Path]) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    upload(page, documents)
    page.get_by_role("button", name="Import", exact=True).click(timeout=60_000)  # The page reloads itself.
    expect(page.get_by_text("4 files imported")).to_be_visible(timeout=60_000)
    context.close()
