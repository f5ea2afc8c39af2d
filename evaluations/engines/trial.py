"""An engine tried out on an invented answer, both passes. Nothing is stored."""

import time
import tomllib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

import evaluations
from evaluations.engines.base import Assignment, Engine, EngineFailure, Reply
from evaluations.engines.patience import patiently
from evaluations.evidence.claims import Claim, PassKind, Section
from evaluations.evidence.quotes import find
from evaluations.rules.rubric import Rubric

_SAMPLE = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
PATIENCE = 60.0
"""Seconds for which it waits where other drafts take all places."""
_RUBRIC = Path(evaluations.__path__[0]) / "rubrics" / "default.toml"


@dataclass(slots=True)
class Trial:
    """What the engine gave until it was done or failed."""

    replies: list[Reply] = field(default_factory=list)
    shown: list[Section] = field(default_factory=list)
    """Sections that came before their reply was over."""
    failure: EngineFailure | None = None
    seconds: float = 0.0
    """Without those in which it waited for a free place."""

    @classmethod
    def of(cls, engine: Engine) -> Self:
        """Takes as long as two passes, one after the other. What escapes is a defect of the engine."""
        trial = cls()
        try:
            rubric = Rubric.from_toml(_RUBRIC.read_text(encoding="utf-8"))
            for kind in PassKind:
                draft = partial(trial._draft, engine, sample(kind, rubric))
                trial.replies.append(patiently(draft, lambda failure: None, PATIENCE))
        except EngineFailure as failure:
            trial.failure = failure
        return trial

    def _draft(self, engine: Engine, assignment: Assignment) -> Reply:
        began = time.monotonic()
        try:
            return engine.draft(assignment, self._show)
        finally:
            self.seconds += time.monotonic() - began

    def _show(self, section: Section, claims: tuple[Claim, ...]) -> None:
        self.shown.append(section)

    @property
    def quotes(self) -> tuple[str, ...]:
        claims = (claim for reply in self.replies for section in reply.sections.values() for claim in section)
        return tuple(quote for claim in claims for quote in claim.quotes)

    @property
    def quotes_found(self) -> int:
        """Of those, in the answer."""
        return sum(find(quote, _SAMPLE["answer"]) is not None for quote in self.quotes)


def sample(kind: PassKind, rubric: Rubric) -> Assignment:
    """The invented answer, to be judged by the rubric."""
    return Assignment(
        kind=kind,
        question=_SAMPLE["question"],
        answer=_SAMPLE["answer"],
        level=_SAMPLE["level"],
        rubric=rubric,
        aims=rubric.competency_names,
    )
