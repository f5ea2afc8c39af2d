"""The engine itself: an endpoint, what is remembered of it, and how much it is asked for."""

from functools import partial
from random import SystemRandom

from evaluations.engines.base import Arrived, Assignment, EngineFailure, Reply
from evaluations.engines.openai import calls, memory, messages
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
        endpoint = self._endpoint
        drafting = Drafting(
            assignment,
            arrived,
            asked=Asked(
                endpoint=endpoint.name,
                model=endpoint.model,
                deadline=endpoint.deadline,
                prompt_version=messages.prompt_version(assignment.kind),
            ),
            rung=self._rung(),
            send=partial(calls.send, endpoint),
        )
        try:
            with self._limits.place(endpoint.name, endpoint.most_in_flight):
                reply = self._run(drafting)
        except Full:
            raise self._not_asked(Outcome.NO_PLACE, SystemRandom().uniform(1.0, ASK_AGAIN_WITHIN)) from None
        except Resting as rest:
            raise self._not_asked(
                Outcome.RESTING, rest.seconds + SystemRandom().uniform(0.0, ASK_AGAIN_WITHIN)
            ) from None
        if reply.rung and reply.rung != self._memory.rung(endpoint.name, endpoint.model):
            self._memory.remember(endpoint.name, endpoint.model, reply.rung)
        return reply

    def _rung(self) -> Rung:
        """What was remembered, with what is configured by now."""
        top = self._endpoint.top
        remembered = self._memory.rung(self._endpoint.name, self._endpoint.model)
        if remembered is None:
            return top
        try:
            return Rung.parse(remembered).carrying(top.extras)
        except ValueError:
            return top

    def _run(self, drafting: Drafting) -> Reply:
        name = self._endpoint.name
        try:
            reply = drafting.run()
        except EngineFailure as failure:
            if failure.outcome in IN_TROUBLE:
                self._limits.is_in_trouble(name)
            else:
                self._limits.is_well(name)
            if failure.outcome == Outcome.RATE_LIMITED and failure.retry_after:
                self._limits.asks_for_rest(name, failure.retry_after)
            raise
        self._limits.is_well(name)
        return reply

    def _not_asked(self, outcome: Outcome, seconds: float) -> EngineFailure:
        message = outcome.message(model=self._endpoint.model, deadline=self._endpoint.deadline)
        return EngineFailure(outcome, message, retry_after=seconds, attempted=False)


def configured_engine(name: str) -> OpenAIEngine:
    """The engine of a configured endpoint. KeyError where there is none of this name."""
    return OpenAIEngine(configured()[name], memory.current())
