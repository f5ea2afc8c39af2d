"""What one worker learnt about an endpoint, the others know too."""

import pytest
from pytest_django import DjangoAssertNumQueries

from evaluations.models import EndpointRung
from evaluations.pipeline import memory
from evaluations.pipeline.memory import DatabaseMemory

pytestmark = pytest.mark.django_db


def test_what_one_process_remembers_another_begins_with() -> None:
    DatabaseMemory().remember("house", "m", "json_object")
    other = DatabaseMemory()
    assert other.rung("house", "m") == "json_object"
    assert other.rung("house", "n") is None
    assert other.rung("hut", "m") is None


def test_the_last_rung_counts() -> None:
    one = DatabaseMemory()
    one.remember("house", "m", "json_object")
    one.remember("house", "m", "text")
    assert one.rung("house", "m") == DatabaseMemory().rung("house", "m") == "text"
    assert EndpointRung.objects.count() == 1


def test_it_is_not_read_for_every_draft(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = DatabaseMemory()
    one.rung("house", "m")
    with django_assert_num_queries(0):
        one.rung("house", "m")


def test_after_a_while_it_looks_what_others_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "FRESH_FOR", -1.0)
    one = DatabaseMemory()
    assert one.rung("house", "m") is None
    DatabaseMemory().remember("house", "m", "text")
    assert one.rung("house", "m") == "text"
