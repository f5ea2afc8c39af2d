"""Child processes that end with their parent, and are started again when they end by themselves."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.embedded import logs
from config.embedded.places import ROOT
from config.embedded.trouble import Trouble

PR_SET_PDEATHSIG = 1
PAUSES = (0.0, 1.0, 2.0)
"""Seconds before each restart in a row; after as many restarts the program is given up."""
STEADY = 30.0
"""Seconds after which a program counts as running well, and its restarts are forgotten."""


@dataclass(frozen=True, kw_only=True)
class Program:
    name: str
    """As in "The worker ended"."""
    command: Sequence[str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    """What the kernel sends it when its parent is gone."""
    patience: float = 5.0
    """Seconds between asking it to stop and killing it."""


def start(
    command: Sequence[str],
    output: IO[bytes] | None,
    errors: IO[bytes] | None = None,
    *,
    death_signal: signal.Signals = signal.SIGKILL,
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, out of reach of Ctrl-C. Call it from the main thread: on Linux the child
    gets `death_signal` when the thread that started it ends. Errors go where the output goes, unless told otherwise.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def end_with_parent() -> None:
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(  # noqa: S603 - our own programs
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors or subprocess.STDOUT,
        start_new_session=True,
        pass_fds=inherited,
        preexec_fn=end_with_parent,
    )


def stop(process: subprocess.Popen[bytes], stop_signal: signal.Signals = signal.SIGTERM, patience: float = 5.0) -> None:
    """Ask, wait, kill. A process that has ended already is fine."""
    if process.poll() is None:
        process.send_signal(stop_signal)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Child:
    """A program and the process that runs it at the moment."""

    program: Program
    say: Callable[[str], None]
    inherited: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _restart_at: float = 0.0
    _restarts: int = 0

    def start(self) -> None:
        with logs.open_log(self.program.log) as output:
            self.process = start(
                self.program.command, output, death_signal=self.program.death_signal, inherited=self.inherited
            )
        self._started = time.monotonic()

    def watch(self) -> None:
        """Start it again if it ended. Raises Trouble when it keeps ending."""
        if self.process is None:
            if time.monotonic() >= self._restart_at:
                self.start()
        elif self.process.poll() is not None:
            self._plan_restart(self.process.returncode)
            self.process = None
        else:
            logs.bound(self.program.log)

    def _plan_restart(self, code: int) -> None:
        now = time.monotonic()
        if now - self._started > STEADY:
            self._restarts = 0
        if self._restarts == len(PAUSES):
            raise Trouble(f"{self.program.name} keeps ending{self._why(code)}")
        self.say(f"{self.program.name} ended and is started again{self._why(code)}")
        self._restart_at = now + PAUSES[self._restarts]
        self._restarts += 1

    def _why(self, code: int) -> str:
        last_words = f": {logs.tail(self.program.log, lines=1)}" if code > 0 else "."
        return f" ({_told(code)}){last_words}\nIts log: {self.program.log}"

    def stop(self) -> None:
        if self.process:
            stop(self.process, self.program.stop_signal, self.program.patience)


@dataclass
class Children:
    """Programs that run together: started in their order, stopped in the reverse order."""

    programs: Sequence[Program]
    say: Callable[[str], None]
    inherited: Sequence[int] = ()
    """File descriptors, such as a lock that is to be held for as long as any of them lives."""
    _running: list[Child] = field(default_factory=list)

    def start(self) -> None:
        for program in self.programs:
            logs.begin(program.log)
            child = Child(program, self.say, self.inherited)
            child.start()
            self._running.append(child)

    def watch(self) -> None:
        for child in self._running:
            child.watch()

    def stop(self) -> None:
        for child in reversed(self._running):
            child.stop()


def _told(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
