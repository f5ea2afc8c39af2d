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

QUEUE = "celery"


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
        wait_for(lambda: self._asked("ping"))

    def resume(self) -> None:
        """Takes tasks again, or for the first time."""
        if self.is_alive():
            self._asked("add_consumer", queue=QUEUE)
        else:
            self.start()

    def rest(self) -> None:
        """Takes no tasks, so that tests which do not ask for a worker have none. Returns once it is idle."""
        if self.is_alive():
            self._asked("cancel_consumer", queue=QUEUE)
            # It answers before it acts; until then a task that was just published may still come in.
            wait_for(lambda: self._asked("active_queues") == [[]])
            wait_for(lambda: self._asked("active") == [[]])

    @staticmethod
    def _asked(command: str, **arguments: str) -> list[object]:
        """What the worker answers, in a list; empty where it does not."""
        replies = current_app.control.broadcast(command, arguments=arguments, reply=True, timeout=2, limit=1) or []
        return [answer for reply in replies for answer in reply.values()]

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
