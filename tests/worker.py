"""Processes as production runs them, on the test database."""

import subprocess
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.db import connection

from config.embedded import logs
from config.embedded.process import start, stop
from config.run import WORKER
from tests.waiting import wait_for


def production(**more: str) -> tuple[str, ...]:
    """What to put before a command, so that it finds the servers and the database of the test."""
    database = urlsplit(settings.PLACES.database_url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {
        "DATABASE_URL": database,
        "REDIS_URL": settings.PLACES.broker_url,
        "SECRET_KEY": settings.SECRET_KEY,
        **more,
    }
    return ("env", *(f"{name}={value}" for name, value in environment.items()))


class Worker:
    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it takes tasks."""
        with logs.open_log(settings.PLACES.logs / "worker.log") as output:
            self.process = start((*production(), *WORKER), output)
        wait_for(lambda: current_app.control.ping(timeout=0.5))

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As kill -9 or the kernel short of memory does."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process:
            stop(self.process)
