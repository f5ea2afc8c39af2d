"""Where everything of an installation without servers of its own is kept. Pure: nothing here touches the disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self
from urllib.parse import quote

SOCKET_FOLDER_LIMIT = 85
"""Bytes. The kernel takes about 104 for a socket's whole path; PostgreSQL adds 14 of its own."""

ROLE = "debrief"
DATABASE = "debrief"
PORT = 5432
"""Only names the socket: nothing listens on a network."""

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""


@dataclass(frozen=True)
class Places:
    """The folder named by DEBRIEF_DATA, and what is where in it."""

    data: Path

    @classmethod
    def named_by(cls, environment: Mapping[str, str]) -> Self:
        return cls(Path(environment.get("DEBRIEF_DATA") or ROOT / ".debrief").absolute())

    @cached_property
    def sockets(self) -> Path:
        """Inside the data folder, or under /tmp where that path is too long. Never from TMPDIR: two commands with
        different environments have to meet here."""
        inside = self.data.absolute() / "sockets"
        if len(bytes(inside)) <= SOCKET_FOLDER_LIMIT:
            return inside
        return Path("/tmp") / f"debrief-{sha256(bytes(inside)).hexdigest()[:16]}"  # noqa: S108 - owner is verified

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey"

    @property
    def database_url(self) -> str:
        return f"postgresql://{ROLE}@{quote(str(self.sockets), safe='')}:{PORT}/{DATABASE}"

    @property
    def redis_url(self) -> str:
        """As redis-py reads it; the cache's database."""
        return f"unix://{quote(str(self.valkey_socket))}?db=1"

    @property
    def broker_url(self) -> str:
        """As Celery reads it; the queue's database."""
        return f"redis+socket://{quote(str(self.valkey_socket))}?virtual_host=0"

    @property
    def postgres(self) -> Path:
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def keeper_log(self) -> Path:
        return self.logs / "keeper.log"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def secret_key_file(self) -> Path:
        return self.data / "secret_key"

    @property
    def prepared(self) -> Path:
        """Tells which version of the code the database was prepared for."""
        return self.data / "prepared"

    def lock(self, name: str) -> Path:
        return self.data / f"{name}.lock"
