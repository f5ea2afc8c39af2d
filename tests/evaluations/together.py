"""Doing something in many threads at the same moment, each on a connection of its own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Given = TypeVar("Given")
Result = TypeVar("Result")


def all_at_once(act: Callable[[Given], Result], given: Iterable[Given]) -> list[Result]:
    """What `act` returns for each, in order. The first exception of any is raised."""
    arguments = list(given)
    ready = Barrier(len(arguments))

    def run(argument: Given) -> Result:
        try:
            ready.wait(30)
            return act(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))
