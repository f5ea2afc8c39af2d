"""The programs of an installation, started as production starts them."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from celery import current_app
from django.conf import settings
from redis import Redis

from config.embedded import logs
from config.embedded.process import start, stop
from config.run import HOST, WEB, WORKER
from tests.running import free_port
from tests.waiting import wait_for


@contextmanager
def workers(processes: int, threads: int) -> Iterator[list[int]]:
    """The ids of so many worker processes, each with so many threads, that all take tasks."""
    with ExitStack() as stack:
        pids = [
            stack.enter_context(
                _running((*WORKER, "--concurrency", str(threads), "--hostname", f"worker{number}@bench"), "worker")
            )
            for number in range(processes)
        ]
        wait_for(lambda: len(current_app.control.ping(timeout=1) or ()) == processes)
        yield pids


@contextmanager
def web() -> Iterator[int]:
    """The port of a web server."""
    port = free_port()
    with _running((*WEB, "--bind", f"{HOST}:{port}"), "web"):
        wait_for(lambda: _is_open(port))
        yield port


def postgres() -> int:
    return int((settings.PLACES.postgres / "postmaster.pid").read_text().split()[0])


def valkey() -> int:
    with Redis.from_url(settings.PLACES.redis_url) as client:
        return int(client.info("server")["process_id"])


@contextmanager
def _running(command: tuple[str, ...], name: str) -> Iterator[int]:
    with logs.open_log(settings.PLACES.logs / f"{name}.log") as output:
        process = start(command, output)
    try:
        yield process.pid
    finally:
        stop(process)


def _is_open(port: int) -> bool:
    try:
        socket.create_connection((HOST, port)).close()
    except ConnectionRefusedError:
        return False
    return True
