"""The same reply again from what was recorded of it: offline, and as often as one likes."""

import json
from typing import Any

from pydantic import TypeAdapter

from evaluations.engines.base import Assignment, Reply
from evaluations.engines.openai.calls import Call, Message, Received
from evaluations.engines.openai.drafting import Asked, Drafting
from evaluations.engines.openai.rungs import Rung

_ASKED, _CALLS = TypeAdapter(list[Asked]), TypeAdapter(list[Call])
"""Each record of a call holds the fields of both."""


class NotReplayable(ValueError):
    """The record is none of this engine's, or the engine would make other calls today."""


def replay(assignment: Assignment, raw: str) -> Reply:
    """`raw` as Reply and EngineFailure have it. Raises NotReplayable, and EngineFailure where that came of it."""
    try:
        records = json.loads(raw)
        asked, calls = _ASKED.validate_python(records), _CALLS.validate_python(records)
        rung = Rung.parse(calls[0].rung)
    except (ValueError, IndexError) as error:
        raise NotReplayable("This is no record of a model's calls.") from error
    recorded = iter(calls)

    def play(rung: Rung, messages: list[Message], schema: dict[str, Any], received: Received) -> Call:
        call = next(recorded, None)
        if call is None or call.rung != str(rung):
            raise NotReplayable("The engine would make other calls today than it did then.")
        received(call.body)
        return call

    return Drafting(assignment, lambda section, claims: None, asked=asked[0], rung=rung, send=play).run()
