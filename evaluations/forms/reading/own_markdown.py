"""Reads a Markdown document of ours through its trailing comment, where the document still says what the comment does.

Where somebody has changed the document since, the document is what counts.
"""

import json
import re
from dataclasses import replace

from evaluations.engines.base import FollowUp
from evaluations.forms.markdown_form import visible
from evaluations.forms.reading.json_documents import RubricLookup, judged_by, nowhere, shaped, understood
from evaluations.forms.reading.json_items import stated
from evaluations.forms.reading.json_shape import Form
from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable
from evaluations.forms.reading.text_documents import read_text
from evaluations.forms.record import Record
from evaluations.rules.rubric import Rubric
from interviews.texts.intake import with_plain_line_ends

_COMMENT = re.compile(rb"\n<!-- (?P<form>\{[^<>\r\n]*\})\s*-->\s*\Z")
"""The last thing in the file. What an answer may have of the kind is followed by the rest of the document."""
_CHANGED = "This file was changed by hand since it was written, so evidence was looked for anew."
_BROKEN = "The comment at the end of this file cannot be read, so only what the document says was read."


def read_own(data: bytes, rubric: Rubric, lookup: RubricLookup = nowhere) -> tuple[ReadEvaluation, ...] | None:
    """None for a document without a comment of ours. Raises Unreadable."""
    comment = _COMMENT.search(data)
    if not comment:
        return None
    document = data[: comment.start()]
    try:
        stated = json.loads(comment["form"])
        judged = judged_by(stated, lookup) or rubric
        form = shaped(stated, judged)
    except (ValueError, RecursionError, Unreadable):
        return tuple(_with_line(read, _BROKEN) for read in read_text(document, rubric))
    if _compared(document.decode(errors="replace")) == _compared(visible(_record(form, judged))):
        return (understood(form, judged),)
    read = read_text(document, judged)
    if len(read) == 1:
        return (_with_line(_filled_in(read[0], form), _CHANGED),)
    return tuple(_with_line(one, _CHANGED) for one in read_text(document, rubric))


def _compared(text: str) -> str:
    """Without what editors change unasked."""
    text = with_plain_line_ends(text.removeprefix("\ufeff"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _with_line(read: ReadEvaluation, text: str) -> ReadEvaluation:
    return replace(read, not_understood=(Line(number=0, text=text), *read.not_understood))


def _filled_in(read: ReadEvaluation, form: Form) -> ReadEvaluation:
    """With what the document has no place for and nobody could change in it."""
    return replace(
        read,
        level=form.level or read.level,
        candidate=form.candidate.name,
        interview=form.interview.id,
        held_on=form.interview.held_on,
        rubric_name=form.rubric.name,
        rubric_version=form.rubric.version,
    )


def _record(form: Form, rubric: Rubric) -> Record:
    """What the form was written of, as far as a document shows it."""
    recommendation = form.feedback.recommendation
    return Record(
        id=form.id,
        date=form.date.strftime("%Y%m%d") if form.date else "",
        question=form.question,
        answer=form.answer,
        follow_ups=tuple(FollowUp(asked.question, asked.reply) for asked in form.follow_ups),
        level=form.level or "",
        source=form.source.kind,
        engine=form.engine.name,
        model=form.engine.model,
        rubric=rubric,
        rubric_version=form.rubric.version or 0,
        sections={section: tuple(one.item for one in claims) for section, claims in stated(form).items()},
        verdict=recommendation.verdict,
        if_flags_confirmed=recommendation.if_flags_confirmed,
        trace=tuple(recommendation.trace),
    )
