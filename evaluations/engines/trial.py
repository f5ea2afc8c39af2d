"""An engine tried out on an invented answer, both passes. Nothing is stored."""

import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import evaluations
from evaluations.engines.base import Assignment, Engine, EngineFailure, Reply
from evaluations.evidence.claims import Claim, PassKind, Section
from evaluations.evidence.quotes import find
from evaluations.rules.rubric import Rubric

_SAMPLE = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
_RUBRIC = Path(evaluations.__path__[0]) / "rubrics" / "default.toml"


@dataclass(slots=True)
class Trial:
    """What the engine gave until it was done or failed."""

    replies: list[Reply] = field(default_factory=list)
    shown: list[Section] = field(default_factory=list)
    """Sections that came before their reply was over."""
    failure: EngineFailure | None = None
    seconds: float = 0.0

    @classmethod
    def of(cls, engine: Engine) -> Self:
        """Takes as long as two passes, one after the other. What escapes is a defect of the engine."""
        trial, began = cls(), time.monotonic()
        try:
            for kind in PassKind:
                trial.replies.append(engine.draft(_assignment(kind), trial._show))
        except EngineFailure as failure:
            trial.failure = failure
        trial.seconds = time.monotonic() - began
        return trial

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
