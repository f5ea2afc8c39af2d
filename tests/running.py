"""Installations started by tests the way people start them, and who is left of them."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded.places import ROOT
from tests.waiting import wait_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(data: Path) -> dict[int, str]:
    """Command lines, by process id, of everything that lives on a data folder: its path is in the arguments or in the
    environment of each."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if command and bytes(data) in command + environment:
            found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


@dataclass
class Installation:
    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns once it says that it is running."""
        self._output.unlink(missing_ok=True)
        self.process = self._launch()
        wait_for(lambda: "is running at" in self.output or self.has_ended, within=60)

    def try_to_start(self) -> tuple[int, str]:
        """For a start that is to fail: its exit code and all it said."""
        process = self._launch()
        process.wait(60)
        return process.returncode, self.output

    def _launch(self) -> subprocess.Popen[str]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._output.open("w") as output:
            return subprocess.Popen(
                (sys.executable, "-m", "config.run"),
                cwd=ROOT,
                env={**os.environ, "DEBRIEF_DATA": str(self.data), "PORT": str(self.port)},
                stdout=output,
                stderr=output,
                text=True,
            )

    @property
    def _output(self) -> Path:
        return self.data.with_name(f"{self.data.name}-{self.port}.out")

    @property
    def output(self) -> str:
        return self._output.read_text()

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def send(self, number: signal.Signals) -> int:
        """Signal the supervisor alone; its exit code."""
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(30)

    def pids(self, part: str) -> list[int]:
        """Of the processes with this in their command line."""
        return [pid for pid, command in processes_of(self.data).items() if part in command]

    def clean_up(self) -> None:
        if self.process and not self.has_ended:
            self.send(signal.SIGTERM)
