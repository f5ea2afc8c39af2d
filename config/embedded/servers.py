"""Use of the PostgreSQL and the Valkey of a data folder by any number of commands at once.

Every user holds the lock "users" together with the others. The first one finds no servers and starts a keeper, a
process apart that holds the servers and stops them once it can take that lock for itself. So nobody is tied to the
one who came first, and a user that is killed counts as gone.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import logs, postgres, valkey
from config.embedded.folders import make_data_folder
from config.embedded.locks import Lock, is_free
from config.embedded.places import ROOT, Places
from config.embedded.trouble import Trouble

START_WITHIN = 60.0
STOP_WITHIN = 10.0
LOOK_EVERY = 0.05
"""Seconds, all three."""


@contextmanager
def running_servers(places: Places) -> Iterator[Callable[[], None]]:
    """PostgreSQL and Valkey answer for as long as this lasts. Raises Trouble when they cannot be started.

    Gives what a long-lived user calls now and then: it brings them back should their keeper have been killed.
    """
    make_data_folder(places)
    users = Lock(places.lock("users"))
    users.take(shared=True)  # Waits while a keeper is just stopping them.
    try:
        _await_answers(places)
        yield lambda: _revive(places)
    finally:
        was_last = users.take(wait=False)
        users.release()
        if was_last:
            _await_end(places)


def _await_answers(places: Places) -> None:
    deadline = time.monotonic() + START_WITHIN
    keeper: subprocess.Popen[bytes] | None = None
    while not (valkey.answers(places) and postgres.answers(places)):
        if keeper and keeper.poll():
            raise Trouble(logs.tail(_log_of_keeper(places)))
        if time.monotonic() > deadline:
            raise Trouble(f"PostgreSQL and Valkey did not start within {START_WITHIN:.0f} s. See {places.logs}.")
        if (keeper is None or keeper.poll() is not None) and is_free(places.lock("servers")):
            keeper = _start_keeper(places)
        time.sleep(LOOK_EVERY)


def _revive(places: Places) -> None:
    if is_free(places.lock("servers")):
        _await_answers(places)


def _start_keeper(places: Places) -> subprocess.Popen[bytes]:
    log = _log_of_keeper(places)
    logs.begin(log)
    with logs.open_log(log) as output:
        return subprocess.Popen(  # noqa: S603 - ourselves
            (sys.executable, "-m", "config.embedded.keeper", str(places.data)),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _await_end(places: Places) -> None:
    deadline = time.monotonic() + STOP_WITHIN
    while not is_free(places.lock("servers")) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)


def _log_of_keeper(places: Places) -> Path:
    return places.logs / "keeper.log"
