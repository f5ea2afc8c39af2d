"""Calls per second of the openai engine, against a bare thread pool of the openai client that asks the same."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

from benchmarks.throughput import steady_rate
from config.embedded.places import ROOT
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.pipeline.limits import DatabaseLimits
from evaluations.pipeline.memory import DatabaseMemory
from tests.engines.openai.replies import assignment

IN_FLIGHT = 64
WAVES = 8
RUNS = 3
"""Of which the median counts."""
MODEL = "scripted-1"


@dataclass(frozen=True, slots=True)
class Run:
    rate: float
    """Calls per second."""
    cpu: float
    """Milliseconds per call, of this process."""


@dataclass(frozen=True, slots=True)
class Calls:
    bare: Run
    engine: Run
    share: float
    """Of the bare rate; the median of pairs of runs, one right after the other. So is `cpu_ratio`."""
    cpu_ratio: float


def measure() -> Calls:
    with _endpoint() as address:
        pairs = [(_run(_bare(address)), _run(_engine(address))) for _ in range(RUNS)]
    bare, engine = ([pair[side] for pair in pairs] for side in (0, 1))
    return Calls(
        bare=_median(bare),
        engine=_median(engine),
        share=median(ours.rate / alone.rate for alone, ours in pairs),
        cpu_ratio=median(ours.cpu / alone.cpu for alone, ours in pairs),
    )


def _bare(address: str) -> Callable[[], object]:
    """A call and the reading of its reply, as short as the library allows."""
    client = OpenAI(base_url=address, api_key="none", max_retries=0)
    asked = assignment()
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "Reply with a JSON object."},
        {"role": "user", "content": f"{asked.question}\n{asked.answer}"},
    ]

    def call() -> object:
        reply = client.chat.completions.create(model=MODEL, messages=messages)
        return json.loads(reply.choices[0].message.content or "")

    return call


def _engine(address: str) -> Callable[[], object]:
    endpoint = Endpoint(name="scripted", base_url=address, model=MODEL, stream=False, most_in_flight=IN_FLIGHT)
    engine = OpenAIEngine(endpoint, DatabaseMemory(), DatabaseLimits())
    asked = assignment()
    return lambda: engine.draft(asked, lambda section, claims: None)


def _run(call: Callable[[], object]) -> Run:
    def timed(_: int) -> float:
        call()
        return time.time()

    calls = IN_FLIGHT * WAVES
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        list(pool.map(timed, range(IN_FLIGHT)))  # The first calls open the connections.
        before = time.process_time()
        ends = list(pool.map(timed, range(calls)))
    return Run(steady_rate(ends, IN_FLIGHT), (time.process_time() - before) * 1000 / calls)


def _median(runs: list[Run]) -> Run:
    return Run(median(run.rate for run in runs), median(run.cpu for run in runs))


@contextmanager
def _endpoint() -> Iterator[str]:
    command = (sys.executable, "-m", "benchmarks.endpoint")
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        yield process.stdout.readline().strip()
        process.stdin.close()
