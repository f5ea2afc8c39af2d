"""The page of a candidate, and a bare view on the same server: one after the other, by turns."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

from django.urls import reverse

from benchmarks import processes
from benchmarks.material import session_of
from config.run import HOST
from evaluations import samples
from evaluations.models import CaseBody
from interviews.models import Role, User

INTERVIEWS, ANSWERS = 6, 30
TURNS = 200
COLD = 10
"""How often the page is made with nothing kept of it."""


@dataclass(frozen=True, slots=True)
class PageTimes:
    """Medians, in seconds, as whoever asks over a connection that is open sees them."""

    page: float
    compressed: float
    """As browsers take it."""
    cold: float
    """Once its scorecards have changed."""
    bare: float
    size: int
    """Bytes, not compressed."""

    @property
    def multiple(self) -> float:
        return self.page / self.bare


def measure() -> PageTimes:
    """A member of the committee, who may not know everybody, looks at a candidate of whom everything is signed."""
    candidate = samples.make_signed(interviews=INTERVIEWS, answers=ANSWERS)
    member = User.objects.filter(role=Role.COMMITTEE).order_by("email")[0]
    page = reverse("interviews:candidate", args=[candidate.pk])
    bare = reverse("bare", args=[candidate.pk], urlconf="benchmarks.urls")
    with processes.web() as port:
        visitor = _Visitor(port, session_of(member))
        cold = []
        for _ in range(COLD + 1):  # The first one loads what any later one finds loaded.
            CaseBody.objects.all().delete()
            cold.append(visitor.seconds(page))
        warm: dict[str, list[float]] = {name: [] for name in ("bare", "page", "compressed")}
        for _ in range(TURNS):
            warm["bare"].append(visitor.seconds(bare))
            warm["page"].append(visitor.seconds(page))
            warm["compressed"].append(visitor.seconds(page, compressed=True))
        visitor.seconds(page)
    return PageTimes(
        page=median(warm["page"]),
        compressed=median(warm["compressed"]),
        cold=median(cold[1:]),
        bare=median(warm["bare"]),
        size=visitor.size,
    )


class _Visitor:
    def __init__(self, port: int, cookie: str) -> None:
        self.connection = HTTPConnection(HOST, port)
        self.cookie = cookie
        self.size = 0
        """Bytes of what came last."""

    def seconds(self, path: str, *, compressed: bool = False) -> float:
        """Until all of it has come."""
        accepted = {"Accept-Encoding": "gzip"} if compressed else {}
        began = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie, **accepted})
        response = self.connection.getresponse()
        body = response.read()
        ended = time.perf_counter()
        assert response.status == 200, f"{path} answered {response.status}"
        self.size = len(body)
        return ended - began
