"""Locks that the kernel lets go of, however the process that holds them ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """A lock on a file, which stays. Who inherits `fileno` holds it too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def fileno(self) -> int:
        return self._file

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """False when someone else holds it and this was not to wait."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._file, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        os.close(self._file)

    def write(self, note: str) -> None:
        """Tell who holds it, for those who find it taken."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, note.encode(), 0)

    def read(self) -> str:
        return self.path.read_text().strip()


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Wait for a lock and hold it."""
    lock = Lock(path)
    try:
        lock.take()
        yield
    finally:
        lock.release()


def is_free(path: Path) -> bool:
    lock = Lock(path)
    try:
        return lock.take(wait=False)
    finally:
        lock.release()
