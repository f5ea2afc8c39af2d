"""The embedded servers: where they are, who may reach them, and what becomes of their data."""

import os
import signal
import stat
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.embedded import choice, logs
from config.embedded.places import SOCKET_FOLDER_LIMIT, Places
from config.embedded.servers import running_servers
from config.embedded.trouble import Trouble
from tests.running import processes_of
from tests.waiting import wait_for

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=60)


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_every_data_folder_has_a_socket_folder_short_enough_for_the_kernel(names: list[str]) -> None:
    assert len(bytes(Places(Path("/", *names)).sockets)) <= SOCKET_FOLDER_LIMIT


@given(NAMES)
def test_the_database_url_leads_to_the_sockets_whatever_the_folder_is_called(name: str) -> None:
    places = Places(Path("/", name))
    assert psycopg.conninfo.conninfo_to_dict(places.database_url)["host"] == str(places.sockets)


def test_sockets_are_out_of_reach_of_other_users(tmp_path: Path) -> None:
    places = Places(tmp_path / ("long" * 30))
    with running_servers(places):
        assert stat.S_IMODE(places.sockets.stat().st_mode) == 0o700


def test_a_socket_folder_put_there_by_someone_else_is_refused(tmp_path: Path) -> None:
    places = Places(tmp_path / ("long" * 30))
    places.sockets.mkdir(mode=0o777)
    places.sockets.chmod(0o777)
    with pytest.raises(Trouble, match="nobody else can enter"), running_servers(places):
        pass
    places.sockets.rmdir()


def test_what_was_committed_survives_a_kill_of_every_process(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with running_servers(places):
        with psycopg.connect(places.database_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
        for pid in processes_of(places.data):
            os.kill(pid, signal.SIGKILL)
    with running_servers(places), psycopg.connect(places.database_url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (42,)


def test_a_pid_file_that_names_a_living_stranger_does_not_stop_the_start(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with running_servers(places):
        left_behind = (places.postgres / "postmaster.pid").read_text().splitlines()
    (places.postgres / "postmaster.pid").write_text("\n".join((str(os.getpid()), *left_behind[1:])))
    with running_servers(places), psycopg.connect(places.database_url):
        pass


def test_a_long_lived_user_brings_the_servers_back_after_their_keeper_was_killed(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with running_servers(places) as revive:
        (keeper,) = (pid for pid, command in processes_of(tmp_path).items() if "keeper" in command)
        os.kill(keeper, signal.SIGKILL)
        wait_for(lambda: not processes_of(tmp_path))
        revive()
        psycopg.connect(places.database_url).close()
    assert processes_of(tmp_path) == {}


def test_without_the_wheels_the_two_addresses_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match="DATABASE_URL and REDIS_URL"):
        choice.runs_own_servers({})
    assert not choice.runs_own_servers({"DATABASE_URL": "postgresql://elsewhere/debrief"})


def test_a_log_that_grows_too_large_starts_over_while_its_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LIMIT", 10)
    path = tmp_path / "some.log"
    with logs.open_log(path) as log:
        log.write(b"first and long\n")
        log.flush()
        logs.bound(path)
        log.write(b"second\n")
    assert path.read_text() == "second\n"
