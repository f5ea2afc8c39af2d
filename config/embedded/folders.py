"""Folders that nobody else may look into."""

import os
from pathlib import Path

from config.embedded.places import Places
from config.embedded.trouble import Trouble


def make_data_folder(places: Places) -> None:
    try:
        places.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        places.logs.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The data folder {places.data} cannot be used ({error.strerror}). DEBRIEF_DATA names another."
        ) from error
    if not os.access(places.data, os.W_OK | os.X_OK):
        raise Trouble(f"The data folder {places.data} belongs to someone else. DEBRIEF_DATA names another.")


def make_socket_folder(places: Places) -> None:
    """Who may enter it is whom PostgreSQL and Valkey trust, so one that was put there by someone else is refused."""
    folder = places.sockets
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o777 != 0o700 or not _is_plain(folder):
        raise Trouble(f"{folder} must be a folder of yours that nobody else can enter (mode 700): remove it.")


def _is_plain(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()
