"""The worker and the browser of the tests, both real."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import hypothesis
import pytest
from celery import current_app
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.chromium import system_chromium
from tests.emptying import empty_by_deleting
from tests.worker import Worker

# Tests assert no times: the machine may be busy with something else. The same examples each time: what passed passes.
hypothesis.settings.register_profile("untimed", deadline=None, derandomize=True)
hypothesis.settings.load_profile("untimed")
expect.set_options(timeout=30_000)
empty_by_deleting()


@pytest.fixture(autouse=True)
def _static_files_as_written(settings: Settings) -> None:
    """Nothing is collected for the tests, so names carry no hashes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def _worker(django_db_setup: None) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture
def worker(_worker: Worker, transactional_db: None) -> Iterator[Worker]:
    """Takes tasks; what earlier tests left in the queue is gone. A test may kill() it and start() it."""
    current_app.control.purge()
    _worker.resume()
    yield _worker
    _worker.rest()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium())
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the page so far. A test that provokes something takes it out of this list."""
    return []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, problems: list[str]) -> Iterator[Page]:
    """A page of a new visitor, relative addresses being the live server's. At the end nothing may have gone wrong:
    no error in the console or in a script, and no request to anywhere else."""
    own = urlsplit(live_server.url).netloc

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text}")

    def note_script(error: Error) -> None:
        problems.append(f"script: {error.message}")

    def note_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != own:
            problems.append(f"request: {request.url}")

    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.on("console", note_console)
    page.on("pageerror", note_script)
    page.on("request", note_request)
    yield page
    context.close()
    assert problems == []
