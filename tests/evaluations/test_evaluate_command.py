"""`manage.py evaluate`: one evaluation without the web, whose standard output is the result and nothing else."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.embedded.places import ROOT
from evaluations.models import Evaluation, RubricVersion
from interviews.models import Answer, Level, Text
from tests import endpoints
from tests.engines import scripted
from tests.evaluations.cases import ANSWER, RUBRIC, publish_rubric
from tests.evaluations.processes import environment
from tests.openai_server import Exchange, OpenAIServer
from tests.waiting import wait_for

QUESTION = "What went wrong on a Friday?"


@pytest.fixture
def answer(db: None, tmp_path: Path) -> Path:
    publish_rubric()
    path = tmp_path / "answer.txt"
    path.write_text(ANSWER, encoding="utf-8")
    return path


def evaluate(path: Path | str, progress: StringIO | None = None, /, **options: str) -> str:
    """What it prints."""
    output = StringIO()
    given = {"question": QUESTION, "level": "Senior", "format": "json"}
    call_command("evaluate", str(path), stdout=output, stderr=progress or StringIO(), **(given | options))
    return output.getvalue()


def refusal(path: Path | str, **options: str) -> str:
    """Why it does not."""
    with pytest.raises(CommandError) as refused:
        evaluate(path, **options)
    message = str(refused.value)
    assert "\n" not in message
    return message


def run(*arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = (sys.executable, "manage.py", "evaluate", *arguments)
    return subprocess.run(command, cwd=ROOT, env=environment(), input=stdin, capture_output=True, check=False)


@pytest.mark.django_db(transaction=True)
def test_the_result_alone_is_on_standard_output_and_progress_beside_it() -> None:
    publish_rubric()
    done = run("-", "--question", QUESTION, "--level", "Senior", "--format", "json", stdin=ANSWER.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["answer"] == ANSWER
    assert b"Feedback: drafted" in done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("/nowhere/answer.txt", "--question", "Why?", "--level", "Senior"), "/nowhere/answer.txt cannot be read"),
        (("-", "--question", "Why?", "--level", "Wizard"), "Unknown level “Wizard”"),
        (("-", "--question", "Why?", "--level", "Senior"), "The answer is empty."),
    ],
)
def test_a_failure_is_one_line_and_an_exit_code(arguments: tuple[str, ...], told: str) -> None:
    publish_rubric()
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stdout == b""
    assert told in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("level", Level.values)
def test_every_level_and_no_other_is_known(answer: Path, level: str) -> None:
    assert json.loads(evaluate(answer, level=level))["level"] == level
    assert refusal(answer, level=level.lower()).endswith("Known: Junior-Mid, Senior, Staff.")


def test_nothing_is_stored(answer: Path) -> None:
    evaluate(answer)
    assert not any(model.objects.exists() for model in (Evaluation, Answer, Text))


def test_it_says_where_it_comes_from(answer: Path) -> None:
    form = json.loads(evaluate(answer, engine="plain"))
    assert form["source"] == {"kind": "command"}
    assert form["engine"] == {"name": "plain", "model": scripted.MODEL}
    assert form["rubric"] == {"name": RUBRIC.name, "version": 1}
    assert form["question"] == QUESTION


def test_the_rules_decide_and_not_the_engine(answer: Path) -> None:
    recommendation = json.loads(evaluate(answer, engine="plain", level="Junior-Mid"))["feedback"]["recommendation"]
    assert (recommendation["verdict"], recommendation["engine_verdict"]) == ("Hire", "Leaning Hire")


def test_what_was_never_said_is_no_evidence(answer: Path) -> None:
    form = json.loads(evaluate(answer, engine="misquoting"))
    assert scripted.NEVER_SAID not in json.dumps(form)
    assert {rating["rating"] for rating in form["feedback"]["ratings"]} == {"Not assessed"}


def test_markdown_and_text_say_the_same(answer: Path) -> None:
    assert "**Rating**: Hire\n" in evaluate(answer, engine="plain", format="markdown", level="Junior-Mid")
    assert evaluate(answer, engine="plain", format="text", level="Junior-Mid").startswith("Hire ")


@pytest.mark.django_db(transaction=True)
def test_where_an_endpoint_has_one_place_the_passes_go_one_after_the_other(answer: Path) -> None:
    progress = StringIO()

    def until_the_other_waits(exchange: Exchange) -> None:
        wait_for(lambda: "Other drafts are being made. Next try in" in progress.getvalue())
        endpoints.obliging(exchange)

    with OpenAIServer([until_the_other_waits]) as server, endpoints.configured(server, most_in_flight=1) as engine:
        form = json.loads(evaluate(answer, progress, engine=engine))
    assert form["feedback"]["recommendation"]["verdict"]
    assert form["red_flags"]["flags"]


def test_the_newest_rubric_judges(answer: Path) -> None:
    source = RubricVersion.objects.get().source
    RubricVersion.objects.create(name=RUBRIC.name, number=2, source=source.replace('"Culture Fit"', '"Fairness"'))
    form = json.loads(evaluate(answer, engine="plain"))
    assert form["rubric"]["version"] == 2
    assert "Fairness" in {rating["competency"] for rating in form["feedback"]["ratings"]}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"engine": "crystal ball"}, "Unknown engine “crystal ball”. Known: builtin, plain,"),
        ({"format": "pdf"}, "Unknown format “pdf”. Known: json, markdown, text."),
        ({"question": " "}, "The question is empty."),
        ({"question": "why " * 600}, "at most 2,000"),
        ({"engine": "spent"}, scripted.SPENT),
        ({"engine": "busy"}, scripted.BUSY),
        ({"engine": "off-scale"}, "a rating that is not on the rubric's scale"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(answer: Path, options: dict[str, str], told: str) -> None:
    assert told in refusal(answer, **options)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The answer is empty."),
        (b"\x00\x01", "This file is not a text file."),
        (b"%PDF-1.4", "This is a PDF"),
        (b"word " * 12_000, "at most 50,000"),
    ],
)
def test_a_file_that_is_no_answer_is_refused(answer: Path, content: bytes, told: str) -> None:
    answer.write_bytes(content)
    assert told in refusal(answer)


def test_a_folder_is_no_answer(answer: Path) -> None:
    assert "cannot be read" in refusal(answer.parent)


def test_before_any_rubric_is_published_it_says_what_to_run(answer: Path) -> None:
    RubricVersion.objects.all().delete()
    assert "manage.py prepare" in refusal(answer)


@pytest.mark.parametrize("content", ["Tests.", "أصلحت الخادم.", "🌟", "word " * 9_999])
def test_any_answer_gets_an_evaluation(answer: Path, content: str) -> None:
    answer.write_text(content, encoding="utf-8")
    form = json.loads(evaluate(answer))
    assert form["answer"] == content.strip()
    assert len(form["feedback"]["ratings"]) == len(RUBRIC.competency_names)
