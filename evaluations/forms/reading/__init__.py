"""Documents as they are read: what a file says, and what in it was not understood."""

import re
from typing import Literal

from evaluations.forms.candidate_markdown import is_overview
from evaluations.forms.reading.json_documents import RubricLookup, nowhere, read_json
from evaluations.forms.reading.own_markdown import read_own
from evaluations.forms.reading.results import Line, OnlyOverview, ReadEvaluation, Unreadable
from evaluations.forms.reading.text_documents import read_text
from evaluations.rules.rubric import Rubric

__all__ = ["Line", "OnlyOverview", "ReadEvaluation", "Unreadable", "is_json", "read"]

_BEGINS_AS_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[{\]])")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_json(data: bytes) -> bool:
    """Whether it begins as the JSON form does."""
    return _BEGINS_AS_JSON.match(data) is not None


def read(
    data: bytes,
    rubric: Rubric,
    format: Literal["text", "json"] | None = None,  # noqa: A002
    lookup: RubricLookup = nowhere,
) -> tuple[ReadEvaluation, ...]:
    """The evaluations of a file, at least one. `format` None: told from the content.

    What states a rubric that `lookup` finds is read in the words of that one, everything else in those of `rubric`.
    Raises Unreadable for a file that is none, or that cannot be read as a whole, and OnlyOverview.
    """
    if not data.strip():
        raise Unreadable("The file is empty.")
    if data.startswith(_UTF_16_MARKS):
        data = data.decode("utf-16", "replace").encode()
    if format == "json" or (format is None and is_json(data)):
        return read_json(data, rubric, lookup)
    if is_overview(data):
        raise OnlyOverview("It sums up the evaluations that were exported with it; import those.")
    return read_own(data, rubric, lookup) or read_text(data, rubric)
