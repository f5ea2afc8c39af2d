"""A model drafts, in a real browser with a real worker: endpoints that stream, that cannot, and that break off."""

import json
import re
import threading
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from evaluations.engines.openai.rungs import Extra, Form, Rung
from evaluations.evidence.claims import SECTIONS, PassKind, Section
from evaluations.models import EndpointRung
from evaluations.pipeline.results import WITHDRAWN
from interviews.models import Interview
from interviews.texts import repair
from tests import endpoints, factories
from tests.browser.test_main_job import ANSWER, QUESTION, SEED, sign_in
from tests.openai_server import Exchange, OpenAIServer, error, event, unless
from tests.waiting import wait_for
from tests.worker import Worker

PROVISIONAL = "still being drafted"


@pytest.fixture
def interview(transactional_db: None) -> Interview:
    call_command("load_rubrics")
    interviewer = factories.user(email="ines@debrief.example", password="correct horse", name="Ines Interviewer")
    return factories.interview(interviewer=interviewer, opening=factories.opening(level="Junior-Mid"))


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer([endpoints.obliging]) as server:
        yield server


@pytest.fixture
def engine(server: OpenAIServer) -> Iterator[str]:
    with endpoints.configured(server) as name:
        yield name


class HeldBack:
    """Feedback is streamed section by section, each once the test lets it out or is over; red flags come at once."""

    def __init__(self, finish: str = "stop") -> None:
        self.finish = finish
        self._let_out = threading.Semaphore(0)

    def let_out(self) -> None:
        """The next section, or after the last one the end of the reply."""
        self._let_out.release()

    def __call__(self, exchange: Exchange) -> None:
        if endpoints.kind_of(exchange.asked) is PassKind.RED_FLAGS:
            endpoints.obliging(exchange)
        else:
            exchange.events(self._events(endpoints.evaluation_of(exchange.asked), exchange.server.owner.closing))

    def _events(self, evaluation: dict[str, object], over: threading.Event) -> Iterator[str]:
        before = "{"
        for name, value in evaluation.items():
            self._wait(over)
            # The comma tells that the section is over.
            yield event(f'{before}"{name}": {json.dumps(value)},')
            before = ""
        self._wait(over)
        yield from (event('"end": 0}'), event(finish=self.finish), "data: [DONE]")

    def _wait(self, over: threading.Event) -> None:
        wait_for(lambda: over.is_set() or self._let_out.acquire(blocking=False), within=60)


def texts() -> tuple[str, str]:
    """Question and answer of the real document where it is at hand, mended; else invented ones."""
    if not SEED.exists():
        return QUESTION, ANSWER
    source = repair(SEED.read_text(encoding="utf-8")).text
    question, _, rest = source.split("## Question")[1].partition("## Answer")
    return question.strip(), rest.split("## Feedback")[0].strip()


def evaluate(page: Page, interview: Interview, engine: str) -> None:
    question, answer = texts()
    page.goto(f"/interviews/{interview.pk}/paste/")
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Answer", exact=True).fill(answer)
    page.get_by_role("combobox", name="with").select_option(engine)
    page.get_by_role("button", name="Evaluate").click()
    expect(page).to_have_url(re.compile("/evaluations/"))


def expect_whole(page: Page) -> None:
    """Everything is there and final, and the page has stopped asking."""
    expect(page.locator("#section-ratings .rating-row")).to_have_count(7)
    expect(page.locator("#section-flags")).to_contain_text("Vagueness")
    expect(page.get_by_text(PROVISIONAL)).to_have_count(0)
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("#verdict")).to_contain_text("Hire")
    expect(page.locator("#section-notes .claim .ref").first).to_be_visible()
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))


def section(page: Page, name: Section) -> Locator:
    return page.locator(f"#section-{name}")


def test_sections_are_shown_one_by_one_and_are_final_once_the_reply_is_whole(
    page: Page, worker: Worker, interview: Interview, server: OpenAIServer, engine: str
) -> None:
    held_back = HeldBack()
    server.script = [held_back]
    sign_in(page)
    evaluate(page, interview, engine)
    coming = list(SECTIONS[PassKind.FEEDBACK])
    while coming:
        held_back.let_out()
        expect(section(page, coming.pop(0)).get_by_role("heading")).to_contain_text(PROVISIONAL)
        for name in coming:
            expect(section(page, name).locator(".skeleton")).to_be_visible()
    held_back.let_out()
    expect_whole(page)


def test_an_endpoint_that_cannot_stream(
    page: Page, worker: Worker, interview: Interview, server: OpenAIServer, engine: str
) -> None:
    server.script = [
        unless(lambda asked: "stream" not in asked, error(400, "stream is not supported"), endpoints.obliging)
    ]
    sign_in(page)
    evaluate(page, interview, engine)
    expect_whole(page)
    remembered = Rung.parse(EndpointRung.objects.get(endpoint=engine).rung)
    assert (remembered.form, remembered.extras) == (Form.JSON_SCHEMA, frozenset())


def test_an_endpoint_that_refuses_schemas_is_asked_for_none_the_second_time(
    page: Page, worker: Worker, interview: Interview, server: OpenAIServer, engine: str
) -> None:
    server.script = [
        unless(
            lambda asked: endpoints.form_of(asked) == Form.JSON_OBJECT,
            error(400, "This model does not support response_format json_schema."),
            endpoints.obliging,
        )
    ]
    sign_in(page)
    evaluate(page, interview, engine)
    expect_whole(page)
    remembered = Rung.parse(EndpointRung.objects.get(endpoint=engine).rung)
    assert (remembered.form, remembered.extras) == (Form.JSON_OBJECT, frozenset({Extra.STREAM, Extra.USAGE}))
    asked = len(server.requests)
    evaluate(page, interview, engine)
    expect_whole(page)
    assert [endpoints.form_of(request) for request in server.requests[asked:]] == [Form.JSON_OBJECT] * len(PassKind)


def test_what_was_shown_of_a_reply_that_fails_in_the_end_is_withdrawn_and_can_be_tried_again(
    page: Page, worker: Worker, interview: Interview, server: OpenAIServer, engine: str
) -> None:
    held_back = HeldBack(finish="content_filter")
    server.script = [held_back]
    sign_in(page)
    evaluate(page, interview, engine)
    for name in SECTIONS[PassKind.FEEDBACK]:
        held_back.let_out()
        expect(section(page, name).get_by_role("heading")).to_contain_text(PROVISIONAL)
    held_back.let_out()

    stopped = page.locator("#pass-feedback")
    expect(stopped).to_contain_text("content filter stopped the reply. The answer is saved")
    expect(stopped).to_contain_text(WITHDRAWN)
    for name in SECTIONS[PassKind.FEEDBACK]:
        expect(section(page, name)).to_be_hidden()
    expect(page.get_by_text("Took the fix on themselves")).to_have_count(0)
    expect(section(page, Section.FLAGS)).to_contain_text("Vagueness")

    server.script = [endpoints.obliging]
    stopped.get_by_role("button", name="Try again").click()
    expect_whole(page)
