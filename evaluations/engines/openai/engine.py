"""The engine itself: an endpoint, what is remembered of it, and how much it is asked for."""

from functools import partial
from itertools import count
from random import SystemRandom
from typing import Any

from evaluations.engines.base import Arrived, Assignment, EngineFailure, Reply
from evaluations.engines.openai import calls, clients, messages
from evaluations.engines.openai.calls import Call, Message, Received
from evaluations.engines.openai.drafting import Asked, Drafting, Send
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.limits import Found, Full, Limits, Place, Resting
from evaluations.engines.openai.memory import Memory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.openai.rungs import Rung
from evaluations.engines.openai.shared import shared

IN_TROUBLE = (Outcome.SERVER_ERROR, Outcome.TOO_LATE, Outcome.INTERRUPTED, Outcome.UNREACHABLE)
ASK_AGAIN_WITHIN = 4.0
"""Seconds, where all places were taken."""
BESIDE_A_CALL = 30.0
"""Seconds that a place outlasts a call: for the list of models before it, and for what is made of its reply."""


class OpenAIEngine:
    def __init__(self, endpoint: Endpoint, memory: Memory, limits: Limits, *, heeds_rest: bool = True) -> None:
        """`heeds_rest` is False for somebody who wants to know now whether an endpoint in trouble is well again."""
        self.name = endpoint.name
        self._endpoint = endpoint
        self._memory = memory
        self._limits = limits
        self._heeds_rest = heeds_rest

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        try:
            return self._draft_in(self._enter(), assignment, arrived)
        except Full:
            raise self._not_asked(Outcome.NO_PLACE, SystemRandom().uniform(1.0, ASK_AGAIN_WITHIN)) from None
        except Resting as rest:
            raise self._not_asked(
                Outcome.RESTING, rest.seconds + SystemRandom().uniform(0.0, ASK_AGAIN_WITHIN)
            ) from None

    def _enter(self) -> Place:
        """For one call; each further one extends it, so that a worker that is killed gives its place back soon."""
        return self._limits.enter(
            self.name,
            most=self._endpoint.most_in_flight,
            seconds=self._endpoint.deadline + BESIDE_A_CALL,
            heeds_rest=self._heeds_rest,
        )

    def _draft_in(self, place: Place, assignment: Assignment, arrived: Arrived) -> Reply:
        found = Found()
        try:
            return self._draft(place, clients.with_model(self._endpoint), assignment, arrived)
        except EngineFailure as failure:
            found = _found(failure)
            raise
        finally:
            self._limits.leave(place, found)

    def _draft(self, place: Place, endpoint: Endpoint, assignment: Assignment, arrived: Arrived) -> Reply:
        asked = Asked(
            endpoint=endpoint.name,
            model=endpoint.model,
            deadline=endpoint.deadline,
            prompt_version=messages.prompt_version(assignment.kind, assignment.rubric),
        )
        remembered = self._memory.rung(endpoint.name, endpoint.model)
        rung = _first_rung(remembered, endpoint.top)
        send = self._sending(place, partial(calls.send, endpoint))
        reply = Drafting(assignment, arrived, asked=asked, rung=rung, send=send).run()
        if reply.rung and reply.rung != remembered:
            self._memory.remember(endpoint.name, endpoint.model, reply.rung)
        return reply

    def _sending(self, place: Place, send: Send) -> Send:
        calls_before = count()

        def send_in_place(rung: Rung, asked: list[Message], schema: dict[str, Any], received: Received) -> Call:
            if next(calls_before):
                self._limits.stay(place)
            return send(rung, asked, schema, received)

        return send_in_place

    def _not_asked(self, outcome: Outcome, seconds: float) -> EngineFailure:
        message = outcome.message(model=self._endpoint.model, deadline=self._endpoint.deadline)
        return EngineFailure(outcome, message, retry_after=seconds, attempted=False)


def engine_of(endpoint: Endpoint) -> OpenAIEngine:
    """The engine as drafts use it."""
    return OpenAIEngine(endpoint, shared.memory, shared.limits)


def _found(failure: EngineFailure) -> Found:
    asked_for = failure.retry_after if failure.outcome == Outcome.RATE_LIMITED else None
    return Found(in_trouble=failure.outcome in IN_TROUBLE, rest=asked_for or 0.0)


def _first_rung(remembered: str | None, top: Rung) -> Rung:
    """What was remembered, with what is configured by now."""
    try:
        return Rung.parse(remembered).carrying(top.extras) if remembered else top
    except ValueError:
        return top
