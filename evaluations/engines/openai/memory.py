"""What is remembered between drafts: the rung of the ladder on which an endpoint and model gave a usable reply."""

from typing import Protocol


class Memory(Protocol):
    def rung(self, endpoint: str, model: str) -> str | None:
        """None where nothing is remembered."""
        ...

    def remember(self, endpoint: str, model: str, rung: str) -> None: ...


class ProcessMemory:
    """Forgotten when the process ends."""

    def __init__(self) -> None:
        self._rungs: dict[tuple[str, str], str] = {}

    def rung(self, endpoint: str, model: str) -> str | None:
        return self._rungs.get((endpoint, model))

    def remember(self, endpoint: str, model: str, rung: str) -> None:
        self._rungs[endpoint, model] = rung
