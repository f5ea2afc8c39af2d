"""STUB of the importing branch; the forms branch brings the real one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Basis, Item, Section
from evaluations.rules.rubric import Rubric


class Unreadable(Exception):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvaluation:
    id: str | None
    date: date | None
    question: str
    answer: str
    follow_ups: tuple[FollowUp, ...]
    level: str | None
    source: str
    engine: str
    model: str | None
    rubric_name: str | None
    rubric_version: int | None
    sections: dict[Section, tuple[Item, ...]]
    override_reason: str
    candidate: str | None
    interview: str | None
    not_understood: tuple[Line, ...]


def read(data: bytes, rubric: Rubric, format: Literal["text", "json"] | None = None) -> tuple[ReadEvaluation, ...]:  # noqa: A002
    text = data.decode()
    if "## Question" not in text:
        raise Unreadable("It has no question.")
    question = text.split("## Question")[1].split("## Answer")[0].strip()
    answer = text.split("## Answer")[1].split("## Feedback")[0].strip()
    level = next((each for each in ("Junior-Mid", "Senior", "Staff") if each in text), None)
    stated = lambda text, **more: Item(text=text, basis=Basis.STATED, **more)
    sections = {name: (stated(f"{name} of it"),) for name in Section}
    sections[Section.RATINGS] = tuple(stated("", competency=name, rating="Meets+") for name in rubric.competency_names)
    sections[Section.RECOMMENDATION] = (stated("Solid", verdict="Hire"),)
    sections[Section.FLAGS] = (stated("Says little", label="Vagueness", severity=2),)
    lines = tuple(Line(number=n, text=line) for n, line in enumerate(text.splitlines(), 1) if line.startswith("?"))
    return (
        ReadEvaluation(
            id=None,
            date=date(2025, 12, 25),
            question=question,
            answer=answer,
            follow_ups=(),
            level=level,
            source="imported",
            engine="imported",
            model=None,
            rubric_name=None,
            rubric_version=None,
            sections=sections,
            override_reason="",
            candidate=None,
            interview=None,
            not_understood=lines,
        ),
    )
