"""A pass that a model drafts, from claim to stored result."""

import json
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from evaluations import present
from evaluations.engines.openai.shared import shared
from evaluations.evidence.claims import Basis, PassKind, Section
from evaluations.models import Attempt, DraftSection, Evaluation, Pass
from evaluations.pipeline import passes
from evaluations.pipeline.memory import DatabaseMemory
from evaluations.pipeline.results import WITHDRAWN
from tests.engines.openai.kinds import ended_early
from tests.engines.openai.replies import feedback, red_flags
from tests.evaluations.cases import pass_of, refreshed, request
from tests.openai_server import OpenAIServer, Scripted, completed, error, streamed, unless

pytestmark = pytest.mark.django_db(transaction=True)

QUOTE = "I read the printer logs for two weeks"
FEEDBACK = json.dumps(feedback(QUOTE))
RED_FLAGS = json.dumps(red_flags(QUOTE))


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIServer]:
    """The endpoint of the environment, and the default engine; replies to either pass as it is asked."""
    monkeypatch.setattr(shared, "memory", DatabaseMemory())
    with OpenAIServer([for_pass(streamed(FEEDBACK), streamed(RED_FLAGS))]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("DEBRIEF_MODEL", "scripted-1")
        settings.DEBRIEF_ENGINE = "openai"
        yield server


def for_pass(feedback: Scripted, red_flags: Scripted) -> Scripted:
    return unless(lambda asked: "follow_up_questions" in json.dumps(asked), red_flags, feedback)


def evaluate() -> Evaluation:
    evaluation = request()
    for kind in PassKind:
        passes.run(pass_of(evaluation, kind).pk)
    return refreshed(evaluation)


def test_both_passes_become_an_evaluation_whose_verdict_is_the_rubrics(server: OpenAIServer) -> None:
    evaluation = evaluate()
    state = present.read(evaluation)
    assert set(state.sections) == set(Section)
    assert not state.provisional
    assert evaluation.verdict == "Hire"
    assert {entry.item.basis for entry in state.items(Section.RATINGS)} == {Basis.QUOTED}
    attempt = pass_of(evaluation).attempts.get()
    assert (attempt.engine, attempt.model, attempt.tokens_in) == ("openai", "scripted-1", 900)


def test_what_was_shown_is_withdrawn_where_the_reply_breaks_off(server: OpenAIServer) -> None:
    server.script = [ended_early]
    work = pass_of(request())
    passes.run(work.pk)
    work.refresh_from_db()
    assert work.state == Pass.State.WAITING
    assert work.failure == f"The model's reply broke off. The answer is saved. {WITHDRAWN}"
    assert not DraftSection.objects.exists()
    assert work.attempts.get().outcome == Attempt.Outcome.RETRY_LATER


def test_a_reason_to_stop_is_shown_to_the_interviewer(server: OpenAIServer) -> None:
    server.script = [error(401)]
    work = pass_of(request())
    passes.run(work.pk)
    work.refresh_from_db()
    assert work.state == Pass.State.FAILED
    assert "does not accept Debrief's key" in work.failure
    assert json.loads(work.attempts.get().raw_reply.body)[0]["status"] == 401


def test_an_endpoint_that_cannot_stream_and_refuses_schemas_will_do(server: OpenAIServer) -> None:
    plain = unless(
        lambda asked: "response_format" not in asked,
        error(400, "response_format is not supported"),
        for_pass(completed(FEEDBACK), completed(RED_FLAGS)),
    )
    server.script = [plain]
    assert evaluate().verdict == "Hire"
