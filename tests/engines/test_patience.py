"""Waiting for an engine, with a sleep that takes no time."""

import pytest

from evaluations.engines.base import EngineFailure, Reply
from evaluations.engines.patience import patiently

NO_PLACE = EngineFailure("no_place", "Others are being made. This one waits.", retry_after=4.0, attempted=False)
DRAFTED = Reply(sections={}, raw="")


class Engine:
    def __init__(self, *outcomes: EngineFailure | Reply) -> None:
        self.outcomes = list(outcomes)

    def draft(self) -> Reply:
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, EngineFailure):
            raise outcome
        return outcome


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    return slept


def test_it_waits_as_long_as_the_engine_says_and_tells_why(slept: list[float]) -> None:
    told: list[str] = []
    reply = patiently(Engine(NO_PLACE, NO_PLACE, DRAFTED).draft, lambda failure: told.append(failure.reason), 60)
    assert reply is DRAFTED
    assert slept == [4.0, 4.0]
    assert told == ["Others are being made."] * 2


def test_patience_ends(slept: list[float]) -> None:
    with pytest.raises(EngineFailure) as failed:
        patiently(Engine(*[NO_PLACE] * 9).draft, lambda failure: None, 10)
    assert failed.value is NO_PLACE
    assert slept == [4.0, 4.0]


@pytest.mark.parametrize("retry_after", [1.0, None])
def test_what_was_tried_and_failed_is_not_tried_again(slept: list[float], retry_after: float | None) -> None:
    with pytest.raises(EngineFailure):
        patiently(Engine(EngineFailure("busy", "It is busy.", retry_after=retry_after)).draft, lambda failure: None, 60)
    assert slept == []
