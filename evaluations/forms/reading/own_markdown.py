"""Our own Markdown form read back: the JSON form in its trailing comment, where the visible part still says it."""

import json
import re
from dataclasses import replace
from datetime import date

from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.reading.json_documents import shaped, understood
from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable
from evaluations.forms.reading.text_documents import read_visible
from evaluations.forms.record import Origin, Record
from evaluations.rules.rubric import Rubric
from interviews.texts import TextRefused, decode

_COMMENT = re.compile(r"\n<!-- (?P<json>\{[^<>]*\})\n-->\s*\Z")
CHANGED = (
    "The file was changed by hand since it was written: it was read as it stands, and evidence was looked for anew."
)


def read_own(data: bytes, rubric: Rubric) -> tuple[ReadEvaluation, ...]:
    """Empty for a file that is not of ours. Raises Unreadable where it is, and cannot be read."""
    try:
        text = _plain_line_ends(decode(data))
    except TextRefused:
        return ()
    comment = _COMMENT.search(text)
    if comment is None:
        return ()
    try:
        document = json.loads(comment["json"])
        verdicts = document["feedback"]["recommendation"]
        found = understood(shaped(document, rubric), rubric)
    except (ValueError, KeyError, TypeError, Unreadable):
        return ()
    visible = text[: comment.start()]
    written = _plain_line_ends(to_markdown(_record(found, rubric, verdicts["verdict"])))
    if _shown(written[: written.rindex("\n<!-- ")]) == _shown(visible):
        return (found,)
    return tuple(_changed(one, found) for one in read_visible(visible, rubric))


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shown(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def _changed(read: ReadEvaluation, commented: ReadEvaluation) -> ReadEvaluation:
    return replace(
        read,
        level=read.level or commented.level,
        candidate=commented.candidate,
        not_understood=(Line(number=0, text=CHANGED), *read.not_understood),
    )


def _record(read: ReadEvaluation, rubric: Rubric, verdict: str) -> Record:
    """As much of it as the visible part shows."""
    origin = Origin(
        candidate=read.candidate or "", candidate_id="", interview_id=read.interview or "", interviewer="", opening=""
    )
    return Record(
        id=read.id or "",
        date=(read.date or date.min).strftime("%Y%m%d"),
        question=read.question,
        answer=read.answer,
        follow_ups=read.follow_ups,
        level=read.level or "",
        source=read.source,
        engine=read.engine,
        model=read.model,
        rubric=rubric,
        rubric_version=read.rubric_version or 0,
        sections=read.sections,
        verdict=verdict,
        if_flags_confirmed=verdict,
        trace=(),
        override_reason=read.override_reason,
        origin=origin,
    )
