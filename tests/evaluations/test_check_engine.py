"""`manage.py check_engine`: what an admin reads before a model is trusted with an answer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.embedded.places import ROOT
from tests.engines import scripted
from tests.engines.openai.replies import FEEDBACK, RED_FLAGS, feedback
from tests.evaluations.processes import environment
from tests.openai_server import OpenAIServer, completed, error, fitting, streamed, unless

pytestmark = pytest.mark.django_db

OF_THE_SAMPLE = "I tested it with forty orders on the test system"
KEY = "sk-invented-and-secret"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("DEBRIEF_MODEL", "scripted-1")
        yield server


def lines(name: str = "openai") -> dict[str, str]:
    """What it prints, without its first line."""
    output = StringIO()
    call_command("check_engine", name, stdout=output)
    return dict(line.split(": ", 1) for line in output.getvalue().splitlines()[1:])


def failure(name: str = "openai") -> tuple[str, str]:
    """What it prints, and why it fails."""
    output = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("check_engine", name, stdout=output)
    assert "\n" not in str(failed.value)
    return output.getvalue(), str(failed.value)


def test_an_endpoint_that_is_well_line_by_line(server: OpenAIServer) -> None:
    server.script = [fitting(json.dumps(feedback(OF_THE_SAMPLE))), fitting(RED_FLAGS)]
    said = lines()
    assert said["Endpoint"] == f"openai: scripted-1 at {server.base_url}"
    assert (said["Reachable"], said["Model known"]) == ("yes", "yes")
    assert said["Rung of the ladder"].startswith("json_schema ")
    assert said["Streaming"].startswith("yes")
    assert said["Tokens"] == "1,800 in, 600 out"
    assert said["Sample evaluation"].startswith("drafted, ")
    assert said["Took"].endswith(" s")


def test_an_endpoint_that_can_do_little(server: OpenAIServer) -> None:
    refusing = unless(
        lambda asked: "response_format" not in asked, error(400, "response_format"), completed(FEEDBACK, usage=None)
    )
    server.script = [refusing, refusing, refusing, completed(RED_FLAGS, usage=None)]
    said = lines()
    assert said["Rung of the ladder"].startswith("text ")
    assert said["Streaming"].startswith("no")
    assert said["Tokens"].startswith("unknown")


def test_a_model_that_nobody_knows(server: OpenAIServer) -> None:
    server.script = [error(404, "model not found", "model_not_found")]
    printed, why = failure()
    assert "Reachable: yes\nModel known: no\n" in printed
    assert why == "The endpoint does not know the model scripted-1."


def test_where_no_model_is_named_the_one_that_answers_is_told(
    server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEBRIEF_MODEL")
    server.script = [fitting(FEEDBACK), fitting(RED_FLAGS)]
    said = lines()
    assert said["Endpoint"].startswith("openai: the first model that it lists at ")
    assert "scripted-1" in said["Model known"]


def test_half_an_evaluation_is_none(server: OpenAIServer) -> None:
    server.script = [streamed(FEEDBACK), error(500)]
    printed, why = failure()
    assert "Sample evaluation: none" in printed
    assert why == "The model's endpoint has a fault at the moment."


def test_an_address_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://somebody:secret@127.0.0.1:9/v1?key=secret")
    monkeypatch.setenv("DEBRIEF_MODEL", "scripted-1")
    printed, why = failure()
    assert "Reachable: no\nModel known: cannot be told\n" in printed
    assert why == "The model's endpoint cannot be reached."
    assert "at http://127.0.0.1:9/v1\n" in printed


def test_no_key_is_printed(server: OpenAIServer) -> None:
    server.script = [error(401, f"Incorrect API key provided: {KEY}")]
    assert KEY not in "".join(failure())


def test_the_built_in_engine_needs_no_check_and_evaluates_the_sample() -> None:
    said = lines("builtin")
    assert "needs no check" in said["Engine"]
    assert said["Sample evaluation"].startswith("drafted, ")


def test_an_engine_of_ones_own_that_fails() -> None:
    assert failure("spent")[1] == scripted.SPENT


def test_an_engine_of_ones_own_that_is_not_where_it_was_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBRIEF_ENGINES", "lost=tests.engines.nowhere:Engine")
    assert failure("lost")[1].startswith("The engine cannot be loaded")


def test_an_unknown_name_lists_the_known_ones(server: OpenAIServer) -> None:
    printed, why = failure("crystal ball")
    assert printed == ""
    assert why.startswith("There is no engine named “crystal ball”. Known engines: builtin,")
    assert "openai" in why


@pytest.mark.django_db(transaction=True)
def test_a_mistake_in_the_configuration_is_one_line_and_an_exit_code() -> None:
    done = subprocess.run(
        (sys.executable, "manage.py", "check_engine", "openai"),
        cwd=ROOT,
        env={**environment(), "OPENAI_BASE_URL": "127.0.0.1:9"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "OPENAI_BASE_URL has to begin with http" in line
