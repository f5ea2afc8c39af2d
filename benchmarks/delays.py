"""What Debrief adds to the time that an engine takes: before it starts, and after it ended."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.material import evaluation
from benchmarks.page import OpenPage
from evaluations.evidence.claims import PassKind
from evaluations.models import Attempt, Pass
from interviews.models import Interview
from tests.waiting import wait_for

OPENED_WITHIN = 0.5
"""Seconds after the request, at random, so that the polls do not keep time with the engine."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Of one pass, in seconds."""

    before: float
    """From the request until both passes of its evaluation had started, by PostgreSQL's clock."""
    storing: float
    """From the engine's end until others could read the result."""
    showing: float
    """From there until it stood on the page."""

    @property
    def after(self) -> float:
        return self.storing + self.showing


def of_one_evaluation(interview: Interview, port: int, cookie: str, stored: Mapping[int, float]) -> list[Delays]:
    """It is requested of an idle worker, and watched on its page until it is complete.

    `stored` comes to hold when the result of each pass could be read.
    """
    requested = evaluation(interview)
    page = OpenPage(port, cookie, requested.pk)
    time.sleep(random.uniform(0, OPENED_WITHIN))
    page.watch()
    attempts = Attempt.objects.filter(work__draft__evaluation=requested).select_related("work")
    wait_for(lambda: stored.keys() >= {attempt.work_id for attempt in attempts})
    before = max(_waited(attempt.work) for attempt in attempts)
    return [
        Delays(
            before=before,
            storing=stored[attempt.work_id] - float(attempt.request_id or "nan"),
            showing=page.shown[PassKind(attempt.work.kind)] - stored[attempt.work_id],
        )
        for attempt in attempts
    ]


def _waited(work: Pass) -> float:
    assert work.started_at
    return (work.started_at - work.due_at).total_seconds()
