"""What was asked further and what the candidate replied."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from evaluations.engines.base import FollowUp
from evaluations.forms.reading.free_text import accepted
from evaluations.forms.reading.grammar import Document
from evaluations.forms.reading.rows import NUMBER, Row, next_saying
from evaluations.forms.reading.said import Remarks
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT

_ASKED = re.compile(r"(?:\*\*|__)?Q(?:uestion)?\s*\d*\s*[:.)](?:\*\*|__)?\s*", re.IGNORECASE)
_REPLIED = re.compile(r"(?:\*\*|__)?(?:A(?:nswer)?|Reply|R)\s*\d*\s*[:.)](?:\*\*|__)?\s*", re.IGNORECASE)


def follow_ups(document: Document, remarks: Remarks) -> tuple[FollowUp, ...]:
    behind = [part.rows for part in document.parts if part.key == "follow_ups"]
    return tuple(asked for rows in (document.follow_ups, *behind) for asked in _asked(rows, remarks))


def _asked(rows: Sequence[Row], remarks: Remarks) -> Iterator[FollowUp]:
    """The first line tells how this document marks a question; every line marked so is one."""
    first = next_saying(rows, 0)
    if first is None:
        return
    question_in = _marking(rows[first].text)
    starts = [index for index, row in enumerate(rows) if question_in(row.text)]
    remarks.rows_not_understood(rows[: starts[0] if starts else len(rows)])
    for start, end in pairwise([*starts, len(rows)]):
        head, body = rows[start], rows[start + 1 : end]
        is_heading = head.text.startswith("#")
        reply = body if is_heading else _without_mark(body)
        if next_saying(reply, 0) is None:
            remarks.rows_not_understood(rows[start:end])
            continue
        question = [Row(head.number, question_in(head.text))]
        yield FollowUp(
            accepted(question, "follow-up question", QUESTION_LIMIT, is_heading=is_heading),
            accepted(reply, "reply", ANSWER_LIMIT),
        )


def _marking(first: str) -> Callable[[str], str]:
    """What takes a question out of its line, and gives "" for every other line."""
    if hashes := re.match(r"#{1,6}(?=\s)", first):
        mark = f"{hashes[0]} "
        return lambda line: line.removeprefix(mark).strip() if line.startswith(mark) else ""
    for pattern in (_ASKED, NUMBER):
        if pattern.match(first.strip()):
            return lambda line: pattern.sub("", line.strip(), 1) if pattern.match(line.strip()) else ""
    bold = re.compile(r"(\*\*|__)(.+)\1:?\s*")
    return lambda line: match[2].strip() if (match := bold.fullmatch(line.strip())) else ""


def _without_mark(rows: Sequence[Row]) -> Sequence[Row]:
    """A reply without the "A:" before it."""
    first = next_saying(rows, 0)
    if first is None:
        return rows
    row = rows[first]
    return (
        Row(row.number, _REPLIED.sub("", row.text, 1) if _REPLIED.match(row.text) else row.text),
        *rows[first + 1 :],
    )
