"""The engine itself: an endpoint, what is remembered of it, and how much it is asked for."""

from functools import partial
from random import SystemRandom

from evaluations.engines.base import Arrived, Assignment, EngineFailure, Reply
from evaluations.engines.openai import calls, clients, memory, messages
from evaluations.engines.openai.drafting import Asked, Drafting
from evaluations.engines.openai.endpoints import Endpoint, configured
from evaluations.engines.openai.limits import Full, Limits, Resting
from evaluations.engines.openai.memory import Memory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.openai.rungs import Rung

LIMITS = Limits()
IN_TROUBLE = (Outcome.SERVER_ERROR, Outcome.TOO_LATE, Outcome.INTERRUPTED, Outcome.UNREACHABLE)
ASK_AGAIN_WITHIN = 4.0
"""Seconds, where all places were taken."""


class OpenAIEngine:
    def __init__(self, endpoint: Endpoint, memory: Memory, limits: Limits = LIMITS) -> None:
        self.name = endpoint.name
        self._endpoint = endpoint
        self._memory = memory
        self._limits = limits

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        try:
            with self._limits.place(self.name, self._endpoint.most_in_flight):
                return self._draft(clients.with_model(self._endpoint), assignment, arrived)
        except Full:
            raise self._not_asked(Outcome.NO_PLACE, SystemRandom().uniform(1.0, ASK_AGAIN_WITHIN)) from None
        except Resting as rest:
            raise self._not_asked(
                Outcome.RESTING, rest.seconds + SystemRandom().uniform(0.0, ASK_AGAIN_WITHIN)
            ) from None

    def _draft(self, endpoint: Endpoint, assignment: Assignment, arrived: Arrived) -> Reply:
        asked = Asked(
            endpoint=endpoint.name,
            model=endpoint.model,
            deadline=endpoint.deadline,
            prompt_version=messages.prompt_version(assignment.kind),
        )
        remembered = self._memory.rung(endpoint.name, endpoint.model)
        rung = _first_rung(remembered, endpoint.top)
        try:
            reply = Drafting(assignment, arrived, asked=asked, rung=rung, send=partial(calls.send, endpoint)).run()
        except EngineFailure as failure:
            self._note(failure)
            raise
        self._limits.is_well(endpoint.name)
        if reply.rung and reply.rung != remembered:
            self._memory.remember(endpoint.name, endpoint.model, reply.rung)
        return reply

    def _note(self, failure: EngineFailure) -> None:
        if failure.outcome in IN_TROUBLE:
            self._limits.is_in_trouble(self.name)
        else:
            self._limits.is_well(self.name)
        if failure.outcome == Outcome.RATE_LIMITED and failure.retry_after:
            self._limits.asks_for_rest(self.name, failure.retry_after)

    def _not_asked(self, outcome: Outcome, seconds: float) -> EngineFailure:
        message = outcome.message(model=self._endpoint.model, deadline=self._endpoint.deadline)
        return EngineFailure(outcome, message, retry_after=seconds, attempted=False)


def configured_engine(name: str) -> OpenAIEngine:
    """The engine of a configured endpoint. KeyError where there is none of this name."""
    return OpenAIEngine(configured()[name], memory.current(), LIMITS)


def _first_rung(remembered: str | None, top: Rung) -> Rung:
    """What was remembered, with what is configured by now."""
    try:
        return Rung.parse(remembered).carrying(top.extras) if remembered else top
    except ValueError:
        return top
