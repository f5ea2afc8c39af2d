"""Whatever an endpoint replies, something is done and a person reads what. The table is in docs/engines.md."""

import html
import logging
import re
from pathlib import Path
from typing import Any

import pytest

from evaluations import present
from evaluations.evidence.claims import Basis
from evaluations.evidence.quotes import find
from evaluations.models import Attempt, DraftSection, EndpointPlace, Evaluation, Pass
from evaluations.pipeline import passes
from evaluations.pipeline.replays import replay
from evaluations.rules.rubric import NOT_ASSESSED
from tests import endpoints
from tests.engines.builtin.answers import SOLID
from tests.engines.openai.kinds import KINDS, Kind
from tests.engines.openai.replies import NEVER_SAID
from tests.evaluations.cases import interviewer_of, pass_of, refreshed
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.pipeline.test_any_model import asked_for
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.django_db(transaction=True)

DOCS = Path(__file__).parents[3] / "docs" / "engines.md"
_ROW = re.compile(r"^\| (?P<kind>[^|]+?) \| (?P<did>[^|]+?) \| (?P<saw>[^|]+?) \|$", re.MULTILINE)
_STOPPED = re.compile(r'<div class="pass-stopped">\s*<h2>Feedback</h2>\s*<p>(.*?)</p>', re.DOTALL)
_WAITING = re.compile(r"<span>Feedback: (.*?) Next try at \d\d:\d\d:\d\d\.</span>")
NAMED = 7.0
"""Seconds, where a scripted endpoint names a time."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_reply_has_the_outcome_that_the_docs_promise(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    with OpenAIServer(kind.script) as server, endpoints.configured(server, **kind.options) as engine:
        evaluation = asked_for(engine, SOLID)
        again = passes.run(pass_of(evaluation).pk)
    assert_nothing_is_stuck(evaluation)
    assert_nothing_is_shown_that_was_not_said(evaluation)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    row = f"| {kind.name} | {did(evaluation, again, rungs(server.requests))} | {saw(evaluation)} |"
    assert row in DOCS.read_text(encoding="utf-8").splitlines()


def test_the_docs_promise_nothing_else() -> None:
    table = DOCS.read_text(encoding="utf-8").partition("## Every reply")[2]
    listed = [row["kind"] for row in _ROW.finditer(table)]
    assert listed[0] == "the endpoint gives"
    assert [kind for kind in listed if kind.strip("-")][1:] == [kind.name for kind in KINDS]


def rungs(requests: list[dict[str, Any]]) -> list[str]:
    """The form that each asked for, and what else it carried that not all of them did."""
    extras = [request.keys() & {"stream", "stream_options", "max_tokens"} for request in requests]
    common = set.intersection(*extras) if extras else set()
    forms = map(endpoints.form_of, requests)
    return [" + ".join((form, *sorted(more - common))) for form, more in zip(forms, extras, strict=True)]


def did(evaluation: Evaluation, again: float | None, asked: list[str]) -> str:
    how = f", asking {' → '.join(asked)}" if len(asked) > 1 else ""
    state = pass_of(evaluation).state
    if state == Pass.State.DONE:
        return f"drafts{how}"
    if state == Pass.State.FAILED:
        return f"stops{how}"
    assert again
    named = NAMED <= again <= NAMED * 1.1
    return "tries again after the time named" if named else f"tries again in seconds{how}"


def saw(evaluation: Evaluation) -> str:
    """On the page of the evaluation."""
    page = signed_in(interviewer_of(evaluation)).get(f"/evaluations/{evaluation.pk}/").text
    work = pass_of(evaluation)
    if work.state != Pass.State.DONE:
        assert not DraftSection.objects.exists()
        assert "claim-text" not in page
        (told,) = (_STOPPED if work.state == Pass.State.FAILED else _WAITING).findall(page)
        return html.unescape(told)
    assert replay(work).differences == ()
    assert "is withdrawn" not in page
    if "claims without evidence" in page:
        assert set(present.read(evaluation).ratings.values()) == {NOT_ASSESSED}
        assert NEVER_SAID not in page
        return "the evaluation, its claims shown as unverified and its ratings as Not assessed"
    assert refreshed(evaluation).verdict
    return "the evaluation" if work.attempts.get().tokens_in else "the evaluation, with unknown tokens"


def assert_nothing_is_stuck(evaluation: Evaluation) -> None:
    work = pass_of(evaluation)
    assert work.state in (Pass.State.DONE, Pass.State.FAILED, Pass.State.WAITING)
    assert work.lease is None
    assert work.state != Pass.State.WAITING or work.due_at > work.attempts.get().started_at
    assert not work.attempts.filter(outcome=Attempt.Outcome.RUNNING).exists()
    assert not EndpointPlace.objects.exclude(token=None).exists()


def assert_nothing_is_shown_that_was_not_said(evaluation: Evaluation) -> None:
    for entry in present.read(evaluation).by_id.values():
        assert (entry.item.basis is Basis.QUOTED) == bool(entry.item.evidence)
        assert all(find(SOLID[span.start : span.end], SOLID) for span in entry.item.evidence)
