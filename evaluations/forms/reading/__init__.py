"""Documents as they are read: what a file says, and what in it was not understood."""

from typing import Literal

from evaluations.forms.reading.json_documents import read_json
from evaluations.forms.reading.own_markdown import read_own
from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable
from evaluations.forms.reading.text_documents import read_text
from evaluations.rules.rubric import Rubric

__all__ = ["Line", "ReadEvaluation", "Unreadable", "read"]

Format = Literal["text", "json"]


def read(data: bytes, rubric: Rubric, format: Format | None = None) -> tuple[ReadEvaluation, ...]:  # noqa: A002
    """All evaluations of a file; which form it has is told by its first character unless said. Raises Unreadable."""
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if format == "json" or (format is None and begins in (b"{", b"[")):
        return read_json(data, rubric)
    return read_own(data, rubric) or read_text(data, rubric)
