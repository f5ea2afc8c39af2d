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
    servers = _Servers(places)
    try:
        servers.start()
        yield servers.revive
    finally:
        was_last = users.take(wait=False)
        users.release()
        if was_last:
            servers.await_end()


class _Servers:
    """The servers of a data folder as seen by one of their users."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.keeper: subprocess.Popen[bytes] | None = None
        """Only where it was this user who found none."""

    def start(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not (valkey.answers(self.places) and postgres.answers(self.places)):
            if time.monotonic() > deadline:
                raise Trouble(
                    f"PostgreSQL and Valkey did not start within {START_WITHIN:.0f} s. See {self.places.logs}."
                )
            self._require_keeper()
            time.sleep(LOOK_EVERY)

    def revive(self) -> None:
        if self._nobody_keeps():
            self.start()

    def await_end(self) -> None:
        deadline = time.monotonic() + STOP_WITHIN
        while not self._nobody_keeps():
            if time.monotonic() > deadline:
                return
            time.sleep(LOOK_EVERY)
        if self.keeper:
            self.keeper.wait()

    def _require_keeper(self) -> None:
        if self.keeper and (self.keeper.poll() or 0) > 0:
            raise Trouble(logs.tail(self.places.keeper_log))
        if (self.keeper is None or self.keeper.returncode is not None) and self._nobody_keeps():
            self.keeper = self._start_keeper()

    def _nobody_keeps(self) -> bool:
        return is_free(self.places.lock("servers"))

    def _start_keeper(self) -> subprocess.Popen[bytes]:
        with logs.open_log(self.places.keeper_log) as output:
            return subprocess.Popen(  # noqa: S603 - ourselves
                (sys.executable, "-m", "config.embedded.keeper", str(self.places.data)),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
