"""Trying an endpoint out: an invented answer, both passes, from the top of the ladder."""

from dataclasses import dataclass

from evaluations.engines.openai.drafting import total
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.openai.shared import shared
from evaluations.engines.trial import Trial

_SAYS_NOTHING_OF_THE_MODEL = (
    Outcome.NO_PLACE,
    Outcome.UNREACHABLE,
    Outcome.NOT_AN_ENDPOINT,
    Outcome.UNAUTHORIZED,
    Outcome.FORBIDDEN,
    Outcome.SERVER_ERROR,
    Outcome.TOO_LATE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of it. `problem` is empty where all is well, and None stands for what could not be told."""

    endpoint: str
    model: str
    is_reachable: bool | None
    is_model_known: bool | None
    rung: str | None = None
    streams: bool | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    quotes: int = 0
    quotes_found: int = 0
    """Of those, in the answer."""
    seconds: float
    problem: str = ""


def check(endpoint: Endpoint) -> Checked:
    """Takes as long as two evaluations do. Never raises for what the endpoint does."""
    # What was remembered has no part in it. Who else is asking has; but whether it is well again is what is asked.
    trial = Trial.of(OpenAIEngine(endpoint, ProcessMemory(), shared.limits, heeds_rest=False))
    last = trial.replies[-1] if trial.replies else None
    return Checked(
        endpoint=endpoint.name,
        model=last.model or endpoint.model if last else endpoint.model,
        is_reachable=_is_reachable(trial),
        is_model_known=_is_model_known(trial),
        rung=last.rung if last else None,
        streams=bool(trial.shown) if last else None,
        tokens_in=total(reply.tokens_in for reply in trial.replies),
        tokens_out=total(reply.tokens_out for reply in trial.replies),
        quotes=len(trial.quotes),
        quotes_found=trial.quotes_found,
        seconds=trial.seconds,
        problem=trial.failure.reason if trial.failure else "",
    )


def _is_reachable(trial: Trial) -> bool | None:
    if trial.replies or trial.failure is None:
        return True
    return None if trial.failure.outcome == Outcome.NO_PLACE else trial.failure.outcome != Outcome.UNREACHABLE


def _is_model_known(trial: Trial) -> bool | None:
    if trial.replies or trial.failure is None:
        return True
    if trial.failure.outcome == Outcome.UNKNOWN_MODEL:
        return False
    return None if trial.failure.outcome in _SAYS_NOTHING_OF_THE_MODEL else True
