"""A stored evaluation drafted again from what was recorded, with no network; and a record that was tampered with."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from evaluations import requests
from evaluations.engines.base import EngineFailure
from evaluations.engines.openai.replaying import NotReplayable
from evaluations.evidence.claims import PassKind, Section
from evaluations.models import Evaluation, Pass, RawReply
from evaluations.pipeline import passes
from evaluations.pipeline.replays import Replayed, replay
from interviews.models import Identity
from tests import endpoints, factories
from tests.engines.openai.kinds import BROKEN_SCHEMA, NO_SCHEMA
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, pass_of
from tests.evaluations.cases import request as requested
from tests.evaluations.pipeline.test_any_model import asked_for, run_both
from tests.openai_server import Exchange, OpenAIServer, Scripted, fitting
from tests.waiting import wait_for
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

NAMED = f"Maravel fixed it, said my manager. {ANSWER}"


def reluctant(exchange: Exchange) -> None:
    """Takes no schema, and gives feedback that can be used only once it is told what is wrong with the other."""
    asked = exchange.asked
    is_corrected = any(message["role"] == "assistant" for message in asked["messages"])
    if endpoints.form_of(asked) == "json_schema":
        NO_SCHEMA(exchange)
    elif endpoints.kind_of(asked) is PassKind.FEEDBACK and not is_corrected:
        fitting(BROKEN_SCHEMA)(exchange)
    else:
        endpoints.obliging(exchange)


def evaluated(script: Scripted = endpoints.obliging) -> Evaluation:
    with OpenAIServer([script]) as server, endpoints.configured(server) as engine:
        return run_both(asked_for(engine, NAMED))


@contextmanager
def offline() -> Iterator[None]:
    def refuse(*args: Any) -> None:
        raise AssertionError("a replay speaks to nobody")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", refuse)
        patched.setattr(socket.socket, "connect_ex", refuse)
        yield


def replayed(evaluation: Evaluation, kind: PassKind = PassKind.FEEDBACK) -> Replayed:
    with offline():
        return replay(pass_of(evaluation, kind))


def assert_the_same_again(evaluation: Evaluation) -> None:
    assert [replayed(evaluation, kind).differences for kind in PassKind] == [()] * len(PassKind)


def tamper(evaluation: Evaluation, change: Callable[[str], str]) -> None:
    recorded = RawReply.objects.get(attempt__work=pass_of(evaluation))
    recorded.body = change(recorded.body)
    recorded.save()


def test_what_a_worker_drafted_comes_out_the_same(worker: Worker) -> None:
    with OpenAIServer([endpoints.obliging]) as server, endpoints.configured(server) as engine:
        evaluation = asked_for(engine, NAMED)
        wait_for(lambda: not Pass.objects.exclude(state=Pass.State.DONE).exists())
    assert_the_same_again(evaluation)
    (note,) = replayed(evaluation).sections[Section.NOTES]
    assert "Maravel fixed it" in note.text
    assert note.evidence


def test_steps_down_and_a_correction_are_gone_through_again() -> None:
    evaluation = evaluated(reluctant)
    recorded = json.loads(RawReply.objects.get(attempt__work=pass_of(evaluation)).body)
    assert len(recorded) == 5
    assert_the_same_again(evaluation)


def test_later_drafts_read_the_replies_that_there_were() -> None:
    with (
        OpenAIServer([endpoints.claiming("The index was mine alone")]) as server,
        endpoints.configured(server) as engine,
    ):
        evaluation = run_both(asked_for(engine, NAMED))
        factories.follow_up(answer=evaluation.answer, reply="The index was mine alone.")
        requests.request(evaluation.answer, interviewer_of(evaluation), engine)
        later = list(Pass.objects.exclude(draft=evaluation.draft_id))
        for work in later:
            passes.run(work.pk)
    factories.follow_up(answer=evaluation.answer)
    assert_the_same_again(evaluation)
    with offline():
        again = [replay(work) for work in later]
    assert [one.differences for one in again] == [()] * len(PassKind)
    assert {span.text for item in again[0].sections[Section.STRENGTHS] for span in item.evidence} == {"follow_ups/0"}
    assert command(evaluation.pk).splitlines() == [
        f"Draft {number}, {kind}: the same again" for number in (1, 2) for kind in ("feedback", "red flags")
    ]


def test_a_candidate_who_was_given_another_name_since_changes_nothing() -> None:
    evaluation = evaluated()
    Identity.objects.update(name="Mara Vale")
    assert_the_same_again(evaluation)


@pytest.mark.parametrize(
    ("change", "differing"),
    [
        (lambda body: body.replace("fixed it", "broke it"), "notes"),
        (lambda body: body.replace("Meets+", "Strong"), "ratings"),
        (lambda body: body.replace("Who decided?", "Who paid?"), "follow_up_questions"),
        (lambda body: body.replace("json_schema stream", "text stream"), "rung"),
        (lambda body: body.replace('prompt_tokens\\": 900', 'prompt_tokens\\": 9'), "tokens_in"),
        (lambda body: body.replace('"request_id": "req-', '"request_id": "rep-'), "request_id"),
        (lambda body: body.replace('"prompt_version": "', '"prompt_version": "0'), "prompt_version"),
        (lambda body: json.dumps(json.loads(body) * 2), "raw reply"),
        (lambda body: body + " ", "raw reply"),
    ],
)
def test_what_was_changed_in_the_record_is_told(change: Callable[[str], str], differing: str) -> None:
    evaluation = evaluated()
    tamper(evaluation, change)
    assert differing in replayed(evaluation).differences
    assert replayed(evaluation, PassKind.RED_FLAGS).differences == ()


@pytest.mark.parametrize(
    ("change", "raised"),
    [
        (lambda body: body[:-1], NotReplayable),
        (lambda body: body.replace('"rung": "json', '"rung": "yaml'), NotReplayable),
        (lambda body: body.replace("Meets+", "Splendid"), NotReplayable),
        (lambda body: body.replace('"status": 200', '"status": "fine"'), NotReplayable),
        (lambda body: body.replace('"status": 200', '"status": 503'), EngineFailure),
        (lambda body: body.replace("[DONE]", "").replace("stop", ""), EngineFailure),
    ],
)
def test_a_record_that_gives_no_draft_says_so(change: Callable[[str], str], raised: type[Exception]) -> None:
    evaluation = evaluated()
    tamper(evaluation, change)
    with pytest.raises(raised):
        replayed(evaluation)


def test_without_a_record_there_is_nothing_to_replay() -> None:
    with pytest.raises(NotReplayable, match="No reply is recorded"):
        replayed(drafted())


def command(evaluation: object) -> str:
    output = StringIO()
    with offline():
        call_command("replay_evaluation", str(evaluation), stdout=output)
    return output.getvalue()


def test_the_command_has_nothing_to_say_before_anything_is_drafted() -> None:
    with pytest.raises(CommandError, match="Nothing of it is drafted yet"):
        command(requested().pk)


def test_the_command_fails_where_anything_differs(capsys: pytest.CaptureFixture[str]) -> None:
    evaluation = evaluated()
    tamper(evaluation, lambda body: body.replace("Meets+", "Strong"))
    with pytest.raises(CommandError, match="does not give what is stored"):
        call_command("replay_evaluation", str(evaluation.pk))
    assert capsys.readouterr().out == ("Draft 1, feedback: differs in ratings\nDraft 1, red flags: the same again\n")


@pytest.mark.parametrize("unknown", [UUID(int=1), "17", ""])
def test_the_command_knows_no_other_evaluation(unknown: object) -> None:
    with pytest.raises(CommandError, match="There is no evaluation"):
        command(unknown)
