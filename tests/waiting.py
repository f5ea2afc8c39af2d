import time
from collections.abc import Callable


def wait_for(condition: Callable[[], object], within: float = 30.0) -> None:
    """Fails when the condition does not come true within so many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
