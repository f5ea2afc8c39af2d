"""`manage.py prepare`: run when a data folder is new, or was last used by another version of the code."""

import os
import sys
from collections.abc import Callable
from hashlib import sha256

from config.embedded import logs
from config.embedded.choice import runs_own_servers
from config.embedded.locks import exclusively
from config.embedded.places import ROOT, Places
from config.embedded.process import start, stop
from config.embedded.trouble import Trouble

APPS = ("interviews", "evaluations")


def prepare(places: Places) -> None:
    """Prepare the database, whatever its state, and print what the command prints. Raises Trouble when it fails."""
    with exclusively(places.lock("prepare")):
        _run(places, printing=True)


def prepare_if_outdated(places: Places, tell: Callable[[str], None]) -> None:
    """As `prepare`, without its output and only when there is need."""
    with exclusively(places.lock("prepare")):
        if not places.prepared.exists() or places.prepared.read_text() != _fingerprint():
            tell(f"Setting up the database in {places.data} ...")
            _run(places, printing=False)


def _run(places: Places, *, printing: bool) -> None:
    log = places.logs / "prepare.log"
    logs.begin(log)
    with logs.open_log(log) as errors:
        process = start((sys.executable, "manage.py", "prepare"), None if printing else errors, errors)
        try:
            failed = process.wait() != 0
        finally:
            stop(process)
    if failed:
        raise Trouble(f"The database could not be set up: {logs.tail(log, lines=1)}\nThe whole story is in {log}.")
    if runs_own_servers(os.environ):
        places.prepared.write_text(_fingerprint())


def _fingerprint() -> str:
    """Of everything that `prepare` reads."""
    found = sha256()
    for app in APPS:
        for path in sorted((*(ROOT / app).rglob("migrations/*.py"), *(ROOT / app).rglob("*.toml"))):
            found.update(bytes(path.relative_to(ROOT)) + b"\0" + path.read_bytes())
    return found.hexdigest()
