"""Evaluations that a browser opens as their interviewer."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from evaluations.models import Evaluation
from tests.evaluations import cases


def session_of(evaluation: Evaluation) -> str:
    """Of its interviewer."""
    client = Client()
    client.force_login(cases.interviewer_of(evaluation))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def open_desk(page: Page, live_server: LiveServer, evaluation: Evaluation) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(evaluation), "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/evaluations/{evaluation.pk}/", wait_until="networkidle")


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))
