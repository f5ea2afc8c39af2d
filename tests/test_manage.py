"""`manage.py COMMAND` works by itself: on a clean clone, beside others, on servers of somebody else's."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.embedded.places import ROOT
from tests.running import processes_of
from tests.waiting import wait_for

COUNT_RUBRICS = "from evaluations.models import RubricVersion; print(RubricVersion.objects.count())"
WAIT_FOR_INPUT = f"import sys; print('in use', flush=True); sys.stdin.readline(); {COUNT_RUBRICS}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands") / "data"


def start(data: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "manage.py", *arguments),
        cwd=ROOT,
        env={**os.environ, "DEBRIEF_DATA": str(data), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_code(data: Path, code: str) -> subprocess.Popen[str]:
    return start(data, "shell", "--no-imports", "--command", code)


def await_use(command: subprocess.Popen[str]) -> None:
    assert command.stdout
    assert command.stderr
    assert command.stdout.readline() == "in use\n", command.stderr.read()


def test_the_first_command_ever_finds_a_database_set_up_and_prints_only_its_own(data: Path) -> None:
    said, errors = run_code(data, COUNT_RUBRICS).communicate()
    assert int(said) >= 1
    assert errors.splitlines() == [f"Setting up the database in {data} ..."]
    assert processes_of(data) == {}


def test_a_later_command_has_nothing_to_set_up(data: Path) -> None:
    run_code(data, COUNT_RUBRICS).communicate()
    assert run_code(data, COUNT_RUBRICS).communicate()[1] == ""


def test_the_first_of_two_commands_leaves_the_servers_to_the_second(data: Path) -> None:
    first, second = run_code(data, WAIT_FOR_INPUT), run_code(data, WAIT_FOR_INPUT)
    await_use(first)
    await_use(second)
    first.communicate("\n")
    said, errors = second.communicate("\n")
    assert int(said) >= 1
    assert errors == ""
    assert processes_of(data) == {}


def test_two_first_commands_at_once_set_up_one_database(tmp_path: Path) -> None:
    commands = [run_code(tmp_path, COUNT_RUBRICS) for _ in range(2)]
    said = [command.communicate()[0] for command in commands]
    assert said[0] == said[1] != ""


def test_a_killed_command_leaves_no_server_behind(data: Path) -> None:
    command = run_code(data, WAIT_FOR_INPUT)
    await_use(command)
    command.send_signal(signal.SIGKILL)
    command.communicate()
    wait_for(lambda: not processes_of(data))


def test_a_database_that_is_named_is_used_and_no_server_started(tmp_path: Path) -> None:
    command = start(
        tmp_path / "unused",
        "showmigrations",
        DATABASE_URL=settings.PLACES.database_url,
        REDIS_URL=settings.PLACES.broker_url,
        SECRET_KEY="x" * 50,
    )
    assert "0001_initial" in command.communicate()[0]
    assert not (tmp_path / "unused").exists()


def test_a_command_without_need_of_a_database_starts_none(tmp_path: Path) -> None:
    start(tmp_path, "version").communicate()
    assert not (tmp_path / "postgres").exists()


def test_a_data_folder_that_cannot_be_used_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    command = start(tmp_path / "file" / "data", "showmigrations")
    errors = command.communicate()[1]
    assert command.returncode == 1
    assert "DEBRIEF_DATA" in errors
    assert "Traceback" not in errors
