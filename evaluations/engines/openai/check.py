"""Trying an endpoint out: an invented answer, both passes, from the top of the ladder."""

import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import evaluations
from evaluations.engines.base import Assignment, EngineFailure, Reply
from evaluations.engines.openai.drafting import total
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.engine import OpenAIEngine
from evaluations.engines.openai.limits import Limits
from evaluations.engines.openai.memory import ProcessMemory
from evaluations.engines.openai.outcomes import Outcome
from evaluations.evidence.claims import Claim, PassKind, Section
from evaluations.evidence.quotes import find
from evaluations.rules.rubric import Rubric

_SAMPLE = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
_RUBRIC = Path(evaluations.__path__[0]) / "rubrics" / "default.toml"
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


@dataclass(slots=True)
class _Trial:
    endpoint: Endpoint
    replies: list[Reply] = field(default_factory=list)
    shown: list[Section] = field(default_factory=list)
    """Sections that came before their reply was over."""
    failure: EngineFailure | None = None

    def run(self) -> None:
        # What was remembered and who else is asking has no part in it.
        engine = OpenAIEngine(self.endpoint, ProcessMemory(), Limits())
        try:
            for kind in PassKind:
                self.replies.append(engine.draft(_assignment(kind), self.show))
        except EngineFailure as failure:
            self.failure = failure

    def show(self, section: Section, claims: tuple[Claim, ...]) -> None:
        self.shown.append(section)

    @property
    def is_model_known(self) -> bool | None:
        if self.replies or self.failure is None:
            return True
        if self.failure.outcome == Outcome.UNKNOWN_MODEL:
            return False
        return None if self.failure.outcome in _SAYS_NOTHING_OF_THE_MODEL else True

    @property
    def quotes(self) -> tuple[str, ...]:
        claims = (claim for reply in self.replies for section in reply.sections.values() for claim in section)
        return tuple(quote for claim in claims for quote in claim.quotes)


def check(endpoint: Endpoint) -> Checked:
    """Takes as long as two evaluations do. Never raises for what the endpoint does."""
    trial, began = _Trial(endpoint), time.monotonic()
    trial.run()
    last = trial.replies[-1] if trial.replies else None
    return Checked(
        endpoint=endpoint.name,
        model=last.model or endpoint.model if last else endpoint.model,
        is_reachable=trial.failure is None or trial.failure.outcome != Outcome.UNREACHABLE,
        is_model_known=trial.is_model_known,
        rung=last.rung if last else None,
        streams=bool(trial.shown) if last else None,
        tokens_in=total(reply.tokens_in for reply in trial.replies),
        tokens_out=total(reply.tokens_out for reply in trial.replies),
        quotes=len(trial.quotes),
        quotes_found=sum(find(quote, _SAMPLE["answer"]) is not None for quote in trial.quotes),
        seconds=time.monotonic() - began,
        problem=trial.failure.message if trial.failure else "",
    )


def _assignment(kind: PassKind) -> Assignment:
    rubric = Rubric.from_toml(_RUBRIC.read_text(encoding="utf-8"))
    return Assignment(
        kind=kind,
        question=_SAMPLE["question"],
        answer=_SAMPLE["answer"],
        level=_SAMPLE["level"],
        rubric=rubric,
        aims=rubric.competency_names,
    )
