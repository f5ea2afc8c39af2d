"""What processes used, as Linux counts it."""

import os
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """Seconds, in programs and in the kernel, of a process and of its children, those that ended included."""
    return sum(sum(map(int, fields[11:15])) for fields in _family(pid)) / _TICKS_PER_SECOND


def memory(pid: int) -> float:
    """Megabytes resident, of which pages shared with other processes count in full."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmRSS:"))


def _family(pid: int) -> list[list[str]]:
    everyone = {int(folder.name): _stat(folder) for folder in Path("/proc").glob("[0-9]*")}
    return [fields for each, fields in everyone.items() if fields and (each == pid or int(fields[1]) == pid)]


def _stat(process: Path) -> list[str]:
    """The fields after the name, which may hold anything; none where the process is gone."""
    try:
        return (process / "stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
