"""What was measured, as docs/performance.md shows it: between its two markers, the rest is written by hand."""

import os
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median

from benchmarks.calls import IN_FLIGHT, Calls
from benchmarks.candidate import ANSWERS, INTERVIEWS, PageTimes
from benchmarks.importing import DOCUMENTS, Imported
from benchmarks.lists import Listed
from benchmarks.measuring import EVALUATIONS, Measurements, percentile95
from config.embedded.places import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured by make bench -->\n", "<!-- end of what make bench measured -->\n"


def written(measured: Measurements) -> str:
    parts = (
        _machine(),
        *_throughput(measured),
        *_delays(measured),
        *_calls(measured.calls),
        *_imported(measured.imported),
        *_listed(measured.listed),
        *_candidate(measured.candidate),
        *_bounds(measured),
    )
    return "\n".join(parts) + "\n"


def put_on_page(report: str) -> None:
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{report}\n{END}{after}", encoding="utf-8")


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    commit = subprocess.run(
        ("git", "describe", "--always", "--dirty"), cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}: {os.cpu_count()} cores, {memory:.0f} GB of memory, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"{os.getloadavg()[2]:.1f} processes wanted a core in the quarter of an hour before the end.\n"
    )


def _throughput(measured: Measurements) -> Iterator[str]:
    yield "| in flight | workers | bare pool | passes per second | share | of each run | MB per worker |"
    yield "|---|---|---|---|---|---|---|"
    for load in measured.loads:
        each = ", ".join(f"{share:.2f}" for share in load.shares)
        yield _row(
            *(load.in_flight, load.workers, f"{load.bare:.1f}", f"{load.rate:.1f}", f"{load.share:.2f}"),
            *(each, f"{load.memory:.0f}"),
        )
    yield "\n| CPU per pass, ms | worker | PostgreSQL | Valkey | together |\n|---|---|---|---|---|"
    for load in measured.loads:
        numbers = [*load.cpu.values(), sum(load.cpu.values())]
        yield _row(f"{load.in_flight} in flight", *(f"{number:.1f}" for number in numbers))


def _delays(measured: Measurements) -> Iterator[str]:
    yield f"\n| delay of {2 * EVALUATIONS} passes, ms | median | 95th percentile | longest |\n|---|---|---|---|"
    for name, words in (
        ("before", "requested → both started"),
        ("storing", "engine's end → stored"),
        ("showing", "stored → on the page"),
        ("after", "engine's end → on the page"),
    ):
        numbers = [getattr(one, name) * 1000 for one in measured.delays]
        yield _row(words, *(f"{number:.0f}" for number in (median(numbers), percentile95(numbers), max(numbers))))


def _calls(calls: Calls) -> Iterator[str]:
    yield f"\n| {IN_FLIGHT} calls in flight, 500 ms each | calls per second | CPU per call, ms |\n|---|---|---|"
    for name, run in (("bare client", calls.bare), ("openai engine", calls.engine)):
        yield _row(name, f"{run.rate:.1f}", f"{run.cpu:.1f}")
    yield _row("engine to client", f"{calls.share:.2f}", f"{calls.cpu_ratio:.2f}")


def _imported(imported: Imported) -> Iterator[str]:
    yield f"\n| {DOCUMENTS:,} documents imported by the command | per second | CPU per document, ms |\n|---|---|---|"
    cpu = ", ".join(f"{name} {spent:.1f}" for name, spent in imported.cpu.items())
    yield _row(f"{imported.seconds:.1f} s", f"{imported.rate:.1f}", cpu)


def _listed(listed: tuple[Listed, ...]) -> Iterator[str]:
    sizes = " | ".join(f"{one.candidates:,}" for one in listed)
    yield f"\n| list or search, ms, by number of candidates | {sizes} |\n|---|{'---|' * len(listed)}"
    for page in listed[0].seconds:
        yield _row(page, *(f"{one.seconds[page] * 1000:.1f}" for one in listed))


def _candidate(times: PageTimes) -> Iterator[str]:
    what = f"{INTERVIEWS} interviews, {ANSWERS} answers, {times.size / 1000:.0f} kB"
    yield f"\n| candidate page, {what} | median, ms |\n|---|---|"
    for words, seconds in (
        ("a bare view: signed in, one indexed query", times.bare),
        ("the page", times.page),
        ("the page, compressed", times.compressed),
        ("the first look after a scorecard changed", times.cold),
    ):
        yield _row(words, f"{seconds * 1000:.1f}")


def _bounds(measured: Measurements) -> Iterator[str]:
    yield "\n| bound | wanted | measured | |\n|---|---|---|---|"
    for bound in measured.bounds():
        yield _row(bound.what, bound.wanted, bound.shown(bound.measured), "holds" if bound.holds else "**fails**")


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"
