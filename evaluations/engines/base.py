"""What an engine is: one class with one method.

Adding an engine is one file beside this one, one line in `registry`, one test.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from evaluations.evidence.claims import Claim, PassKind, Section, Sections
from evaluations.rules.rubric import Rubric


@dataclass(frozen=True, slots=True)
class FollowUp:
    question: str
    reply: str


def texts(answer: str, follow_ups: Iterable[FollowUp]) -> dict[str, str]:
    """What the candidate said, by the names that evidence has for it, in the order in which it was said."""
    return {"answer": answer, **{f"follow_ups/{number}": asked.reply for number, asked in enumerate(follow_ups)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Everything an engine may know. Nothing about any other candidate is ever in it."""

    kind: PassKind
    question: str
    answer: str
    follow_ups: tuple[FollowUp, ...] = ()
    level: str
    rubric: Rubric
    aims: tuple[str, ...]
    """Competencies the question aims at; all of the rubric's for a free question."""
    names: tuple[str, ...] = ()
    """What the candidate is called, for an engine that has to keep it to itself."""
    attempt: int = 1
    """How often this pass has been tried, this time included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole pass, in the engine's words, nothing of it verified yet."""

    sections: Sections
    raw: str
    model: str | None = None
    endpoint: str | None = None
    rung: str | None = None
    """How the endpoint was asked, where there are several ways."""
    prompt_version: str | None = None
    request_id: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass
class EngineFailure(Exception):
    """The engine gave no usable reply.

    `message` is shown to the interviewer: plain words, no jargon, no part of the candidate's text.
    `retry_after` is in seconds; None means that trying again by itself would be pointless.
    `attempted` is False where the engine was not even asked: waiting for a free place uses up no attempt.
    """

    outcome: str
    message: str
    retry_after: float | None = None
    raw: str = field(default="", repr=False)
    attempted: bool = True

    def __str__(self) -> str:
        return self.message

    @property
    def reason(self) -> str:
        """The first sentence of the message. The others tell an interviewer about their answer; others have none."""
        first, ended, _ = self.message.partition(". ")
        return first + ended.strip()


Arrived = Callable[[Section, tuple[Claim, ...]], None]
"""Called by an engine for a section that is complete before the whole reply is; what it shows is provisional."""


class Engine(Protocol):
    name: str

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        """Draft one pass. Raises EngineFailure; anything else that escapes is a defect of the engine."""
        ...
