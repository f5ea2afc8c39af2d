"""Reads the JSON form: one object, an array of them, one object per line; or a candidate's, for the evaluations in it.

Its shape and words are checked by `json_shape`; what it claims about evidence, here: a file is anybody's.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from evaluations.engines.base import FollowUp, texts
from evaluations.evidence.claims import Item, Section
from evaluations.forms import candidate_form
from evaluations.forms.reading.json_items import Checking, stated
from evaluations.forms.reading.json_shape import Form, RubricNamed
from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable
from evaluations.rules.rubric import Rubric
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT, TextRefused, accept, decode

RubricLookup = Callable[[str, int], Rubric | None]
"""The rubric of a name and version, where it is here."""


def nowhere(name: str, version: int) -> None:
    """Where no rubric can be looked up."""


def read_json(data: bytes, rubric: Rubric, lookup: RubricLookup = nowhere) -> tuple[ReadEvaluation, ...]:
    """Raises Unreadable, naming the place of the first thing that cannot be read."""
    try:
        found = list(_documents(decode(data)))
    except TextRefused as refused:
        raise Unreadable(str(refused)) from refused
    if not found:
        raise Unreadable("There is no evaluation in this file.")
    return tuple(
        _read(document, judged_by(document, lookup) or rubric, number, line)
        for number, (line, document) in enumerate(found, 1)
    )


def judged_by(document: Any, lookup: RubricLookup) -> Rubric | None:
    """The rubric that a document states, whose words are its own; None where it states none that is here."""
    try:
        stated = RubricNamed.model_validate(document["rubric"])
    except (ValidationError, LookupError, TypeError):
        return None
    return lookup(stated.name, stated.version) if stated.name and stated.version is not None else None


def _read(document: Any, rubric: Rubric, number: int, line: int) -> ReadEvaluation:
    return understood(shaped(document, rubric, number), rubric, number, line)


def shaped(document: Any, rubric: Rubric, number: int = 1) -> Form:
    """`number` says in messages which evaluation of the file it is. Raises Unreadable."""
    try:
        return Form.model_validate(document, context=rubric)
    except ValidationError as invalid:
        raise Unreadable(_told(invalid, number)) from invalid


def understood(form: Form, rubric: Rubric, number: int = 1, line: int = 0) -> ReadEvaluation:
    """What of the form holds. Raises Unreadable for a text that cannot be kept."""
    try:
        question = accept(form.question, what="question", limit=QUESTION_LIMIT)
        answer = accept(form.answer, what="answer", limit=ANSWER_LIMIT)
        follow_ups = tuple(
            FollowUp(
                accept(asked.question, what="follow-up question", limit=QUESTION_LIMIT),
                accept(asked.reply, what="reply to a follow-up question", limit=ANSWER_LIMIT),
            )
            for asked in form.follow_ups
        )
    except TextRefused as refused:
        raise Unreadable(f"evaluation {number}: {refused}") from refused
    checking = Checking(texts(answer, follow_ups), rubric)
    sections: dict[Section, tuple[Item, ...]] = {
        section: checking.items(section, claims) for section, claims in stated(form).items()
    }
    override = form.feedback.recommendation.override
    return ReadEvaluation(
        id=_id(form.id),
        date=form.date,
        question=question,
        answer=answer,
        follow_ups=follow_ups,
        level=form.level,
        source=form.source.kind,
        engine=form.engine.name,
        model=form.engine.model,
        rubric_name=form.rubric.name,
        rubric_version=form.rubric.version,
        sections=sections,
        override_reason=override.reason if override else "",
        candidate=form.candidate.name,
        interview=form.interview.id,
        held_on=form.interview.held_on,
        not_understood=tuple(Line(number=line, text=text) for text in checking.lines),
    )


def _id(text: str) -> str | None:
    """None for what is no id of ours."""
    try:
        return str(UUID(text))
    except ValueError:
        return None


def _documents(text: str) -> Iterator[tuple[int, Any]]:
    """Each with its line, which is 0 unless there is one on each."""
    try:
        whole = _parsed(text)
    except _NotJson as not_json:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not _is_object(lines[0][1]):
            raise Unreadable(f"Line {not_json.line}: this is not JSON ({not_json}).") from not_json
        yield from ((number, _line(number, line)) for number, line in lines)
    else:
        yield from ((0, document) for document in _each(whole))


def _each(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and whole.get("format") == candidate_form.FORMAT:
        inside = whole.get("evaluations")
        if not isinstance(inside, list):
            raise Unreadable("evaluations: it should be a list of evaluations.")
        return inside
    return [whole]


def _is_object(line: str) -> bool:
    try:
        return isinstance(_parsed(line), dict)
    except _NotJson:
        return False


def _line(number: int, line: str) -> Any:
    try:
        return _parsed(line)
    except _NotJson as not_json:
        raise Unreadable(f"Line {number}: this is not JSON ({not_json}).") from not_json


class _NotJson(ValueError):
    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _NotJson(error.msg, error.lineno) from error
    except RecursionError as error:
        raise _NotJson("it is nested too deeply") from error
    except ValueError as error:
        raise _NotJson("a number in it is too long") from error


def _told(invalid: ValidationError, number: int) -> str:
    """The first thing that is wrong, and where."""
    first = invalid.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    reason = str(first.get("ctx", {}).get("error") or first["msg"])
    return f"evaluation {number}, {place}: {reason}" if place else f"evaluation {number}: {reason}"
