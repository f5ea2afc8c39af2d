"""Log files that programs write to by themselves, kept to a bounded size: the present one and the one before."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

LIMIT = 5_000_000
"""Bytes of one file."""


def open_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.open("ab")


def begin(path: Path) -> None:
    """Put the log of the last run aside."""
    with suppress(FileNotFoundError):
        path.replace(_previous(path))


def bound(path: Path) -> None:
    """Start over when the file has grown too large, under the pen of the program that appends to it. Somebody may have
    removed it meanwhile."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > LIMIT:
            shutil.copyfile(path, _previous(path))
            os.truncate(path, 0)


def tail(path: Path, lines: int = 15) -> str:
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def _previous(path: Path) -> Path:
    return path.with_suffix(".log.1")
