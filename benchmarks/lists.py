"""The lists and the search, as a committee member has them served at each size (docs/lists.md)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

from benchmarks import candidate, processes
from benchmarks.material import session_of
from config.run import HOST
from evaluations import samples, standings
from interviews.models import Candidate, Interview, Role, User

ROUNDS = 40
"""Every page once in each, so that whatever else the machine does in between slows all of them."""
FULLER = 1.2
"""So many times the bytes are a page that says more."""
BEFORE = 8
"""Rounds that do not count: the first ones plan the statements that come again."""


@dataclass(frozen=True, slots=True)
class Listed:
    candidates: int
    seconds: Mapping[str, float]
    """By page: the median."""
    sizes: Mapping[str, int]
    """By page: bytes."""


def measure(candidates: int) -> Listed:
    reader = User.objects.filter(role=Role.COMMITTEE).first()
    assert reader is not None, "the samples have a committee"
    cookie, pages = session_of(reader), _pages()
    took: dict[str, list[float]] = {name: [] for name in pages}
    sizes = dict.fromkeys(pages, 0)
    with processes.web() as port:
        connection = HTTPConnection(HOST, port)
        for _ in range(BEFORE + ROUNDS):
            for name, address in pages.items():
                began = time.perf_counter()
                connection.request("GET", address, headers={"Cookie": cookie})
                response = connection.getresponse()
                sizes[name] = len(response.read())
                took[name].append(time.perf_counter() - began)
                assert response.status == 200, f"{address} answered {response.status}"
        connection.close()
    return Listed(candidates, {name: median(each[BEFORE:]) for name, each in took.items()}, sizes)


def growth(smallest: Listed, largest: Listed) -> tuple[str, float]:
    """The page that grows most, and how many times as long it takes. One that is not full yet at the smallest size, and
    so says less there, is not compared."""
    times = {
        name: largest.seconds[name] / smallest.seconds[name]
        for name in smallest.seconds
        if largest.sizes[name] < FULLER * smallest.sizes[name]
    }
    page = max(times, key=lambda name: times[name])
    return page, times[page]


def _pages() -> dict[str, str]:
    middle = Candidate.objects.count() // 2
    deep = Candidate.objects.order_by("-created_at", "-pk")[middle]
    opening = Interview.objects.order_by("-created_at")[0].opening_id
    standings.restand(*Interview.objects.filter(opening=opening).values_list("candidate", "opening").distinct())
    thorough = samples.make_signed(
        interviews=candidate.INTERVIEWS, answers=candidate.ANSWERS, seed=Candidate.objects.count()
    )
    return {
        "candidates": "/candidates/",
        "candidates by name": "/candidates/?sort=name",
        "candidates, half way down": f"/candidates/?after={deep.pk}",
        "candidates of a level": "/candidates/?level=Staff",
        "candidates of an opening": f"/candidates/?opening={opening}&status=all",
        "a common name": "/candidates/?q=ma&status=all",
        "a name that nobody has": "/candidates/?q=zzzz",
        "openings": "/openings/?status=all",
        "an opening": f"/openings/{opening}/",
        "compare": f"/openings/{opening}/compare/",
        "compare by mean": f"/openings/{opening}/compare/?sort=mean&order=falling",
        "a candidate": f"/candidates/{thorough.pk}/",
        "a common word": "/search/?q=team",
        "a word that is nowhere": "/search/?q=zzzz",
    }
