"""A gate that scripted engines wait at, the same for the test and for the worker: files in the data folder."""

import os
from pathlib import Path
from uuid import uuid4

from evaluations.evidence.claims import PassKind
from tests.waiting import wait_for


class Gates:
    """Who has come to the gate, and whether it is open."""

    def __init__(self) -> None:
        self.folder = Path(os.environ["DEBRIEF_DATA"]) / "gates"
        self.folder.mkdir(exist_ok=True)

    def reset(self) -> None:
        """Closed, and nobody there."""
        for path in self.folder.iterdir():
            path.unlink()

    def open(self) -> None:
        self._open.touch()

    @property
    def is_open(self) -> bool:
        return self._open.exists()

    def enter(self, kind: PassKind) -> None:
        """Note that somebody came, then wait until the gate is open."""
        (self.folder / f"{kind}-{uuid4()}").touch()
        wait_for(lambda: self.is_open, within=120)

    def arrivals(self, kind: PassKind) -> int:
        """How often somebody came to draft this pass."""
        return len(list(self.folder.glob(f"{kind}-*")))

    def wait_for_arrivals(self, kind: PassKind, count: int = 1) -> None:
        wait_for(lambda: self.arrivals(kind) >= count)

    @property
    def _open(self) -> Path:
        return self.folder / "open"
