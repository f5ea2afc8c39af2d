"""The candidate page for each role and policy, as a browser holds it: what is hidden is not in the document at all."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from evaluations.models import OpeningPolicy
from interviews.models import Interview, Role, Shadow, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.committees import Case
from tests.evaluations.signed import decide, fill, sign

NAME = "Zora Quillfeather"
SIGNED, VOTED, PENDING = "Signed by Ines only.", "Voted so by Mona.", "Omar has not signed this."
"""In a signed scorecard, in a vote, and in one that nobody has signed."""


@dataclass(frozen=True)
class Scene:
    page: str
    people: dict[str, User]


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    case = Case(factories.candidate(name=NAME))
    held = case.interview
    omar, peer, paul, shadow = (factories.user(name=name) for name in ("Omar", "Petra", "Paul", "Sam"))
    case.opening.panel.add(omar, peer, paul)
    Shadow.objects.create(interview=held, user=shadow)
    for interviewer, note in ((omar, PENDING), (peer, SIGNED)):
        talk = Interview.objects.create(interviewer=interviewer, candidate=case.candidate, opening=case.opening)
        decide(cases.drafted(talk))
        fill(talk, interviewer, verdict="No Hire", verdict_reason=note)
        if interviewer == peer:
            sign(talk)
    case.vote(case.member("Mona Member"), reason=VOTED)
    return Scene(
        case.page,
        {
            "a committee member who has not voted": case.member("Mats Member"),
            "the chair": case.chair,
            "an admin": factories.user(role=Role.ADMIN),
            "its interviewer, who has signed": held.interviewer,
            "another interviewer, who has signed": peer,
            "another interviewer, who has not signed": omar,
            "the rest of the panel": paul,
            "a shadow": shadow,
        },
    )


READS_SIGNED = {
    "a committee member who has not voted",
    "the chair",
    "an admin",
    "its interviewer, who has signed",
    "another interviewer, who has signed",
}
KNOW_THE_NAME = {
    "an admin",
    "its interviewer, who has signed",
    "another interviewer, who has signed",
    "another interviewer, who has not signed",
    "a shadow",
}
"""Although it is reviewed blind."""


def shown(browser: Browser, live_server: LiveServer, user: User, address: str) -> str:
    """The document as the browser has it once it is whole."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    document = page.content()
    context.close()
    return document


@pytest.mark.parametrize("is_blind", [False, True], ids=["open", "blind"])
def test_each_finds_what_is_theirs_to_read_and_no_trace_of_the_rest(
    browser: Browser, live_server: LiveServer, scene: Scene, is_blind: bool
) -> None:
    OpeningPolicy.objects.update(blind=is_blind)
    for who, user in scene.people.items():
        document = shown(browser, live_server, user, scene.page)
        assert (SIGNED in document) == (who in READS_SIGNED), who
        assert VOTED not in document, who
        assert PENDING not in document, who
        assert ("Quillfeather" in document) == (not is_blind or who in KNOW_THE_NAME), who
