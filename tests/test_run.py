"""`make run`: one command starts everything, and nothing of it is ever left over."""

import os
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Installation, processes_of
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up by the first test that needs it, as on a clean clone."""
    return tmp_path_factory.mktemp("installation") / "data"


@pytest.fixture
def installation(data: Path) -> Iterator[Installation]:
    installation = Installation(data)
    installation.start()
    yield installation
    installation.clean_up()


def test_a_first_start_ends_with_an_address_that_answers_and_three_sign_ins(installation: Installation) -> None:
    address = f"http://127.0.0.1:{installation.port}/"
    assert address in installation.output
    assert sum("@" in line for line in installation.output.splitlines()) == 3
    with urllib.request.urlopen(address) as response:
        assert response.status == 200


def test_ctrl_c_stops_every_process_and_says_so_in_one_line(installation: Installation) -> None:
    said = installation.output
    assert installation.send(signal.SIGINT) == 0
    assert processes_of(installation.data) == {}
    assert installation.output.removeprefix(said).splitlines() == ["Debrief has stopped."]


def test_a_second_one_on_the_same_data_is_told_who_is_running(installation: Installation) -> None:
    assert installation.process
    code, said = Installation(installation.data).try_to_start()
    assert code == 1
    assert f"process {installation.process.pid}" in said
    assert f"http://127.0.0.1:{installation.port}/" in said
    assert "Traceback" not in said


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data")
    with socket.create_server(("127.0.0.1", installation.port)):
        code, said = installation.try_to_start()
    assert code == 1
    assert f"Port {installation.port} " in said
    assert "Traceback" not in said
    assert processes_of(installation.data) == {}


def test_a_port_out_of_range_is_refused(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data", port=70000)
    code, said = installation.try_to_start()
    assert code == 1
    assert "PORT" in said
    assert "Traceback" not in said


def test_killed_processes_are_started_again(installation: Installation) -> None:
    programs = ("config worker", "config beat", "gunicorn", "valkey-server", "bin/postgres")
    wait_for(lambda: all(map(installation.pids, programs)))
    before = {program: set(installation.pids(program)) for program in programs}
    for pids in before.values():
        os.kill(min(pids), signal.SIGKILL)
    wait_for(lambda: all(set(installation.pids(program)) - before[program] for program in programs))
    assert not installation.has_ended


def test_a_killed_supervisor_leaves_nobody_behind_and_the_next_start_recovers(installation: Installation) -> None:
    installation.send(signal.SIGKILL)
    installation.start()
    assert "is running at" in installation.output
    installation.send(signal.SIGKILL)
    wait_for(lambda: not processes_of(installation.data))


def test_a_program_that_keeps_ending_ends_everything_and_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--no-such-option")
    installation = Installation(data)
    code, said = installation.try_to_start()
    assert code == 1
    assert "The web server keeps ending" in said
    assert str(installation.data / "logs" / "web.log") in said
    assert "Traceback" not in said
    assert processes_of(installation.data) == {}
