"""Waiting for an engine that was not even asked, where nobody comes back later: in a command, or trying it out."""

import time
from collections.abc import Callable

from evaluations.engines.base import EngineFailure, Reply


def patiently(draft: Callable[[], Reply], tell: Callable[[EngineFailure], object], at_most: float) -> Reply:
    """What `draft` returns, as soon as there is room for it. `tell` hears why each wait begins.

    Raises EngineFailure as `draft` does, and where it would have to wait for more than `at_most` seconds in all.
    """
    left = at_most
    while True:
        try:
            return draft()
        except EngineFailure as failure:
            if failure.attempted or failure.retry_after is None or failure.retry_after > left:
                raise
            tell(failure)
            wait = failure.retry_after
        time.sleep(wait)
        left -= wait
