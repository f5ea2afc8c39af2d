"""All measurements, in the order in which they are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks import calls, candidate, commits, importing, lists, processes, sizes, throughput, usage
from benchmarks.bounds import Bound
from benchmarks.calls import Calls
from benchmarks.candidate import PageTimes
from benchmarks.delays import Delays, of_one_evaluation
from benchmarks.importing import Imported
from benchmarks.lists import Listed
from benchmarks.material import interview, session_of
from benchmarks.throughput import Run
from interviews.models import Interview

THREADS = 16
"""Of a worker as `make run` starts it."""
RUNS = 3
"""Of which the median counts."""
WAVES = {1: 16, 4: 9}
"""By number of workers: how often each of their threads waits in one run."""
EVALUATIONS = 30
"""Whose delays are measured."""


@dataclass(frozen=True, slots=True)
class Load:
    """Workers at their limit; the numbers are medians of the runs."""

    workers: int
    bare: float
    """Waits per second of as many threads that only wait."""
    rate: float
    """Passes per second."""
    share: float
    """Of the bare rate, each run against the bare pool just before it."""
    shares: tuple[float, ...]
    cpu: dict[str, float]
    """Milliseconds per pass, by program."""
    memory: float
    """Megabytes of the largest worker, after the last run."""

    @property
    def in_flight(self) -> int:
        return self.workers * THREADS


@dataclass(frozen=True, slots=True)
class Measurements:
    loads: tuple[Load, ...]
    delays: tuple[Delays, ...]
    calls: Calls
    imported: Imported
    candidate: PageTimes
    listed: tuple[Listed, ...]
    """From the fewest candidates to the most."""

    def bounds(self) -> Iterator[Bound]:
        most = self.loads[-1]
        yield Bound(f"The share of a bare pool at {most.in_flight} in flight", most.share, "at least", 0.9)
        yield Bound("The memory of a worker", max(load.memory for load in self.loads), "at most", 150, "MB")
        before, after = ([getattr(one, name) for one in self.delays] for name in ("before", "after"))
        yield Bound("The median delay before", median(before) * 1000, "at most", 100, "ms")
        yield Bound("The median delay after", median(after) * 1000, "at most", 1000, "ms")
        yield Bound("The 95th percentile of the delay after", percentile95(after) * 1000, "at most", 1500, "ms")
        yield Bound("The openai engine's share of a bare client", self.calls.share, "at least", 0.9)
        yield Bound("Its CPU time per call, as a multiple of the client's", self.calls.cpu_ratio, "at most", 3)
        yield Bound("The candidate page, as a multiple of a bare view", self.candidate.multiple, "at most", 3)
        page, times = lists.growth(self.listed[0], self.listed[-1])
        yield Bound(f"The growth of the page that grows most ({page})", times, "at most", 1.5, "times")


def measure() -> Measurements:
    talk = interview()
    loads = tuple(_load(talk, workers) for workers in WAVES)
    delays, called, imported = tuple(_delays(talk)), calls.measure(), importing.measure()
    looked_at = candidate.measure()
    listed = tuple(lists.measure(size) for size in sizes.grown())
    return Measurements(loads, delays, called, imported, looked_at, listed)


def percentile95(numbers: list[float]) -> float:
    return quantiles(numbers, n=20)[-1]


def _load(talk: Interview, workers: int) -> Load:
    in_flight, waves = workers * THREADS, WAVES[workers]
    bare, runs = [], []
    with processes.workers(workers, THREADS) as pids:
        for _ in range(RUNS):
            bare.append(throughput.of_bare_pool(in_flight, waves))
            runs.append(throughput.of_workers(pids, talk, in_flight, waves))
        memory = max(map(usage.memory, pids))
    shares = tuple(run.rate / alone for run, alone in zip(runs, bare, strict=True))
    return Load(
        workers, median(bare), median(run.rate for run in runs), median(shares), shares, _median_cpu(runs), memory
    )


def _median_cpu(runs: list[Run]) -> dict[str, float]:
    return {program: median(run.cpu[program] for run in runs) for program in runs[0].cpu}


def _delays(talk: Interview) -> Iterator[Delays]:
    cookie = session_of(talk.interviewer)
    with processes.workers(1, THREADS), processes.web() as port, commits.noted() as stored:
        of_one_evaluation(talk, port, cookie, stored)  # The first one loads what any later one finds loaded.
        for _ in range(EVALUATIONS):
            yield from of_one_evaluation(talk, port, cookie, stored)
