import json

import pytest

from evaluations.engines import trial
from evaluations.engines.openai.check import check
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.limits import FAILURES_IN_A_ROW, Found, Place, Resting
from evaluations.engines.openai.shared import shared
from tests.engines.openai.replies import FEEDBACK, RED_FLAGS, endpoint, feedback
from tests.openai_server import OpenAIServer, Scripted, completed, error, fitting, streamed, unless

pytestmark = pytest.mark.django_db

OF_THE_SAMPLE = "I tested it with forty orders on the test system"


def obliging(feedback_text: str = FEEDBACK) -> Scripted:
    """Answers the pass that it is asked for."""

    def is_feedback(asked: dict[str, object]) -> bool:
        return "follow_up_questions" in json.dumps(asked)

    return unless(is_feedback, fitting(RED_FLAGS), fitting(feedback_text))


def test_an_endpoint_that_is_well() -> None:
    with OpenAIServer([obliging(json.dumps(feedback(OF_THE_SAMPLE)))]) as server:
        checked = check(endpoint(server.base_url))
    assert checked.is_reachable
    assert checked.is_model_known
    assert (checked.rung, checked.streams, checked.problem) == ("json_schema stream usage", True, "")
    assert (checked.tokens_in, checked.tokens_out) == (1800, 600)
    assert 0 < checked.quotes_found < checked.quotes


def test_an_endpoint_that_can_do_little() -> None:
    no_format = unless(lambda asked: "response_format" not in asked, error(400, "response_format"), completed(FEEDBACK))
    no_format_either = completed(RED_FLAGS)
    with OpenAIServer([no_format, no_format, no_format, no_format_either]) as server:
        checked = check(endpoint(server.base_url))
    assert (checked.rung, checked.streams, checked.problem) == ("text stream usage", False, "")


def test_an_unknown_model() -> None:
    with OpenAIServer([error(404, "model not found", "model_not_found")]) as server:
        checked = check(endpoint(server.base_url))
    assert checked.is_reachable
    assert checked.is_model_known is False
    assert "does not know the model scripted-1" in checked.problem


def test_nobody_there() -> None:
    checked = check(endpoint("http://127.0.0.1:9/v1"))
    assert not checked.is_reachable
    assert checked.is_model_known is None
    assert "cannot be reached" in checked.problem


def test_half_a_success_is_a_problem() -> None:
    with OpenAIServer([streamed(FEEDBACK), error(500)]) as server:
        checked = check(endpoint(server.base_url))
    assert checked.is_model_known
    assert checked.problem


def test_an_endpoint_that_rests_is_tried_and_may_be_asked_again_once_it_is_well() -> None:
    with OpenAIServer([obliging()]) as server:
        asked = endpoint(server.base_url)
        for _ in range(FAILURES_IN_A_ROW):
            shared.limits.leave(enter(asked), Found(in_trouble=True))
        with pytest.raises(Resting):
            enter(asked)
        assert check(asked).problem == ""
    enter(asked)


def test_where_all_places_are_taken_it_says_so_and_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PATIENCE", 0)
    with OpenAIServer([obliging()]) as server:
        asked = endpoint(server.base_url, most_in_flight=1)
        enter(asked)
        checked = check(asked)
        assert server.requests == []
    assert (checked.is_reachable, checked.is_model_known) == (None, None)
    assert checked.problem == "Other drafts are being made."


def enter(asked: Endpoint) -> Place:
    """As a draft somewhere else does."""
    return shared.limits.enter(asked.name, most=asked.most_in_flight, seconds=60)
