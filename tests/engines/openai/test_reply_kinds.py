"""Whatever an endpoint replies, something is done and a person reads what. The table is in docs/engines.md."""

import re
from pathlib import Path
from typing import Any

import pytest

from evaluations.engines.base import EngineFailure, Reply
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.limits import ProcessLimits
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.replaying import replay
from evaluations.evidence.claims import SECTIONS, Basis, Section
from evaluations.evidence.grounding import ground
from evaluations.rules.rubric import NOT_ASSESSED
from tests.engines.openai.kinds import KINDS, Kind
from tests.engines.openai.replies import assignment, endpoint
from tests.openai_server import OpenAIServer

DOCS = Path(__file__).parents[3] / "docs" / "engines.md"
_ROW = re.compile(r"^\| (?P<kind>[^|]+?) \| (?P<did>[^|]+?) \| (?P<saw>[^|]+?) \|$", re.MULTILINE)
ASSIGNMENT = assignment()
NAMED = 7.0
"""Seconds, where a scripted endpoint names a time."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_reply_has_the_outcome_that_the_docs_promise(kind: Kind) -> None:
    result, asked = draft(kind)
    row = f"| {kind.name} | {did(result, asked)} | {saw(result)} |"
    assert row in DOCS.read_text(encoding="utf-8").splitlines()


def test_the_docs_promise_nothing_else() -> None:
    table = DOCS.read_text(encoding="utf-8").partition("## Every reply")[2]
    listed = [row["kind"] for row in _ROW.finditer(table)]
    assert listed[0] == "the endpoint gives"
    assert [kind for kind in listed if kind.strip("-")][1:] == [kind.name for kind in KINDS]


def draft(kind: Kind) -> tuple[Reply | EngineFailure, list[str]]:
    """What came of it, and how the endpoint was asked each time."""
    with OpenAIServer(kind.script) as server:
        asked = endpoint(**{"base_url": server.base_url, **kind.options})
        engine = OpenAIEngine(asked, ProcessMemory(), ProcessLimits())
        result: Reply | EngineFailure
        try:
            result = engine.draft(ASSIGNMENT, lambda section, claims: None)
        except EngineFailure as failure:
            result = failure
    return result, rungs(server.requests)


def rungs(requests: list[dict[str, Any]]) -> list[str]:
    """The form that each asked for, and what else it carried that not all of them did."""
    extras = [request.keys() & {"stream", "stream_options", "max_tokens"} for request in requests]
    common = set.intersection(*extras) if extras else set()
    forms = [request.get("response_format", {}).get("type", "text") for request in requests]
    return [" + ".join((form, *sorted(more - common))) for form, more in zip(forms, extras, strict=True)]


def did(result: Reply | EngineFailure, asked: list[str]) -> str:
    how = f", asking {' → '.join(asked)}" if len(asked) > 1 else ""
    if isinstance(result, Reply):
        return f"drafts{how}"
    if result.retry_after is None:
        return f"stops{how}"
    named = NAMED <= result.retry_after <= NAMED * 1.1
    return "tries again after the time named" if named else f"tries again in seconds{how}"


def saw(result: Reply | EngineFailure) -> str:
    if isinstance(result, EngineFailure):
        return result.message
    assert result.sections.keys() == set(SECTIONS[ASSIGNMENT.kind])
    assert replay(ASSIGNMENT, result.raw) == result
    items = ground(result.sections, {"answer": ASSIGNMENT.answer}, ASSIGNMENT.rubric)
    if any(item.basis is Basis.UNVERIFIED for section in items.values() for item in section):
        assert {item.rating for item in items[Section.RATINGS]} == {NOT_ASSESSED}
        return "the evaluation, its claims shown as unverified and its ratings as Not assessed"
    return "the evaluation" if result.tokens_in else "the evaluation, with unknown tokens"
