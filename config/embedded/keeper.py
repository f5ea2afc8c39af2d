"""The process that holds PostgreSQL and Valkey for everyone who uses a data folder, and stops them after the last.

Run by `servers`, never by a person: python -m config.embedded.keeper DATA
"""

import os
import signal
import sys
import time
from pathlib import Path

from config.embedded import postgres, valkey
from config.embedded.folders import make_socket_folder
from config.embedded.locks import Lock
from config.embedded.places import Places
from config.embedded.process import Children
from config.embedded.trouble import Trouble

LOOK_EVERY = 0.1
"""Seconds."""


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        keep(Places(Path(sys.argv[1])))
    except (Trouble, OSError) as trouble:
        _tell(str(trouble))
        return 1
    return 0


def keep(places: Places) -> None:
    """Returns at once when another process keeps them already, else when nobody uses them any more."""
    servers = Lock(places.lock("servers"))
    if not servers.take(wait=False):
        return
    os.truncate(places.keeper_log, 0)  # What the last keeper wrote; this one's output is appended there.
    make_socket_folder(places)
    postgres.initialise(places)
    valkey.initialise(places)
    # The servers inherit the lock: should this process be killed, no other one starts while they are still ending.
    children = Children((postgres.program(places), valkey.program(places)), _tell, inherited=(servers.fileno(),))
    users = Lock(places.lock("users"))
    try:
        children.start()
        while not users.take(wait=False):
            children.watch()
            time.sleep(LOOK_EVERY)
    finally:
        children.stop()


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - into its log


if __name__ == "__main__":
    sys.exit(main())
