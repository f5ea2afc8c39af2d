"""Trying an endpoint out: an invented answer, both passes, from the top of the ladder."""

from dataclasses import dataclass

from evaluations.engines.openai.drafting import total
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.limits import Limits
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.trial import Trial

_SAYS_NOTHING_OF_THE_MODEL = (
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
    is_reachable: bool
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
    # What was remembered and who else is asking has no part in it.
    trial = Trial.of(OpenAIEngine(endpoint, ProcessMemory(), Limits()))
    last = trial.replies[-1] if trial.replies else None
    return Checked(
        endpoint=endpoint.name,
        model=last.model or endpoint.model if last else endpoint.model,
        is_reachable=trial.failure is None or trial.failure.outcome != Outcome.UNREACHABLE,
        is_model_known=_is_model_known(trial),
        rung=last.rung if last else None,
        streams=bool(trial.shown) if last else None,
        tokens_in=total(reply.tokens_in for reply in trial.replies),
        tokens_out=total(reply.tokens_out for reply in trial.replies),
        quotes=len(trial.quotes),
        quotes_found=trial.quotes_found,
        seconds=trial.seconds,
        problem=trial.failure.message if trial.failure else "",
    )


def _is_model_known(trial: Trial) -> bool | None:
    if trial.replies or trial.failure is None:
        return True
    if trial.failure.outcome == Outcome.UNKNOWN_MODEL:
        return False
    return None if trial.failure.outcome in _SAYS_NOTHING_OF_THE_MODEL else True
