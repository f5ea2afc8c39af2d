"""Everything on one machine: `make run`. Starts what Debrief consists of, and keeps it running until Ctrl-C.

Imports no Django: it has to be up before the database is, and to say in plain words what is wrong.
"""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import NoReturn

from config.embedded.choice import runs_own_servers
from config.embedded.folders import make_data_folder
from config.embedded.locks import Lock
from config.embedded.places import Places
from config.embedded.preparation import prepare
from config.embedded.process import Children, Program
from config.embedded.servers import running_servers
from config.embedded.trouble import Trouble

HOST = "127.0.0.1"
LOOK_EVERY = 0.25
ANSWER_WITHIN = 60.0
PREDECESSOR_ENDS_WITHIN = 5.0
"""Seconds, all three. A killed predecessor's children need a moment to notice."""
CELERY = (sys.executable, "-m", "celery", "-A", "config")
WORKER = (
    *(*CELERY, "worker", "--pool", "threads", "--concurrency", "16"),
    *("--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
)
BEAT = (*CELERY, "beat", "--scheduler", "celery.beat:Scheduler", "--loglevel", "WARNING")
WEB = (
    *(sys.executable, "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "1", "--threads", "8"),
    *("--graceful-timeout", "3", "--no-control-socket", "--log-level", "warning"),
)


class Stopped(Exception):
    """Ctrl-C, or a signal that means the same."""


def main() -> int:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _stop)
    places = Places.named_by(os.environ)
    try:
        port = _port()
        os.environ["DEBRIEF_DATA"] = str(places.data)
        os.environ.setdefault("DEBRIEF_URL", f"http://{HOST}:{port}")
        _run(places, port)
    except Stopped:
        _say("Debrief has stopped.")
        return 0
    except Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)  # noqa: T201
        return 1


def _run(places: Places, port: int) -> NoReturn:
    make_data_folder(places)
    own = runs_own_servers(os.environ)
    if not own and not os.environ.get("REDIS_URL"):
        raise Trouble("DATABASE_URL is set and REDIS_URL is not: set both, or neither.")
    with _only_instance(places, port) as instance:
        _require_free(port)
        with running_servers(places) if own else nullcontext(lambda: None) as watch_servers:
            prepare(places)
            # They inherit the lock, so that a successor waits until the last of them is gone.
            children = Children(_programs(places, port), _say, inherited=(instance.fileno(),))
            try:
                children.start()
                _await_answer(children, places, port)
                _say(f"Debrief is running at http://{HOST}:{port}/ - Ctrl-C stops it.")
                while True:
                    watch_servers()
                    children.watch()
                    time.sleep(LOOK_EVERY)
            finally:
                children.stop()


def _programs(places: Places, port: int) -> tuple[Program, ...]:
    """The web comes last, and therefore goes first."""
    return (
        # Patience for a task that is nearly done; one that is not comes back, since it is acknowledged at its end.
        Program(name="The worker", command=WORKER, log=places.logs / "worker.log", patience=3.0),
        Program(name="Beat", command=BEAT, log=places.logs / "beat.log", patience=1.0),
        Program(
            name="The web server",
            command=(*WEB, "--bind", f"{HOST}:{port}"),
            log=places.logs / "web.log",
            death_signal=signal.SIGQUIT,
            patience=4.0,
        ),
    )


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT is {given!r}; it has to be a number from 1 to 65535.")
    return int(given)


@contextmanager
def _only_instance(places: Places, port: int) -> Iterator[Lock]:
    lock = Lock(places.lock("run"))
    deadline = time.monotonic() + PREDECESSOR_ENDS_WITHIN
    try:
        while not lock.take(wait=False):
            holder, _, address = lock.read().partition(" ")
            if _is_alive(holder) or time.monotonic() > deadline:
                raise Trouble(
                    f"Debrief is already running on {places.data}: process {holder}, {address}\n"
                    "Stop it with Ctrl-C where it runs, or set DEBRIEF_DATA to another folder and PORT to another port."
                )
            time.sleep(LOOK_EVERY)
        lock.write(f"{os.getpid()} http://{HOST}:{port}/")
        yield lock
    finally:
        lock.release()


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (ValueError, ProcessLookupError):
        return False
    return True


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Trouble(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: PORT={port + 1} make run"
            ) from error


def _await_answer(children: Children, places: Places, port: int) -> None:
    deadline = time.monotonic() + ANSWER_WITHIN
    while not _answers(port):
        if time.monotonic() > deadline:
            raise Trouble(f"The web server did not answer within {ANSWER_WITHIN:.0f} s. See {places.logs}.")
        children.watch()
        time.sleep(LOOK_EVERY / 5)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
