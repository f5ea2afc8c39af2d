"""Passes per second of real workers, against a bare pool of as many threads that only waits."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks import processes, usage
from benchmarks.material import silent_passes
from benchmarks.simulated import WAIT
from evaluations.models import Pass
from evaluations.tasks import ring
from interviews.models import Interview
from tests.waiting import wait_for

FIRST_WAVES = 2
"""Left out of the measurement with the last wave, so that it lies between steady points."""


@dataclass(frozen=True, slots=True)
class Run:
    rate: float
    """Passes per second."""
    cpu: dict[str, float]
    """Milliseconds per pass, by program."""


def of_bare_pool(in_flight: int, waves: int) -> float:
    """Waits per second of a thread pool that does nothing else."""

    def wait(_: int) -> float:
        time.sleep(WAIT)
        return time.time()

    with ThreadPoolExecutor(in_flight) as pool:
        return steady_rate(list(pool.map(wait, range(in_flight * waves))), in_flight)


def of_workers(workers: Sequence[int], interview: Interview, in_flight: int, waves: int) -> Run:
    """The workers draft so many passes, all waiting from the start."""
    ids = silent_passes(interview, in_flight * waves)
    passes = Pass.objects.filter(pk__in=ids)
    before = _cpu(workers)
    ring(ids)
    time.sleep(WAIT * waves)  # They cannot be done before, and asking would cost them time.
    wait_for(lambda: not Pass.objects.filter(state__in=Pass.UNFINISHED).exists())
    spent = {name: (seconds - before[name]) * 1000 / len(ids) for name, seconds in _cpu(workers).items()}
    ends = [moment.timestamp() for moment in passes.values_list("finished_at", flat=True) if moment]
    return Run(steady_rate(ends, in_flight), spent)


def _cpu(workers: Sequence[int]) -> dict[str, float]:
    return {
        "worker": sum(map(usage.cpu, workers)),
        "PostgreSQL": usage.cpu(processes.postgres()),
        "Valkey": usage.cpu(processes.valkey()),
    }


def steady_rate(ends: Sequence[float], in_flight: int) -> float:
    """Per second, over whole waves."""
    steady = sorted(ends)[FIRST_WAVES * in_flight - 1 : -in_flight]
    return (len(steady) - 1) / (steady[-1] - steady[0])
