"""The scripted engines, their gate, and the rubric that every installation starts with."""

import os
from collections.abc import Iterator

import pytest

from tests.engines.gates import Gates
from tests.engines.scripted import AS_VARIABLE

# When this is read, before any test: the one worker process of the run inherits it, whichever test starts it.
os.environ["DEBRIEF_ENGINES"] = AS_VARIABLE


@pytest.fixture
def gates() -> Iterator[Gates]:
    """Closed; opened at the end, so that no engine is left waiting."""
    gates = Gates()
    gates.reset()
    yield gates
    gates.open()
