"""Lines of what somebody said that look like structure of the document they stand in: headings, and rules at its edges.

A backslash before them keeps them apart, as it does in any Markdown.
"""

import re
from collections.abc import Callable

_RULE = re.compile(r"\s*([=\-*_~—–])(?:\s?\1){2,}\s*")
_HEADING = re.compile(r"^([^\S\n]{0,3})(\\*#)", re.MULTILINE)
_ESCAPED = re.compile(r"^([^\S\n]{0,3})\\(\\*#)", re.MULTILINE)
_BACKSLASHES = re.compile(r"(\s*)(\\*)(.*)")


def is_rule(line: str) -> bool:
    """Whether somebody drew a line: "====", "- - -"."""
    return _RULE.fullmatch(line) is not None


def escaped(text: str) -> str:
    return _with_edges(_HEADING.sub(r"\1\\\2", text), lambda backslashes: backslashes + "\\")


def unescaped(text: str) -> str:
    """The inverse of `escaped`."""
    return _with_edges(_ESCAPED.sub(r"\1\2", text), lambda backslashes: backslashes[1:])


def _with_edges(text: str, change: Callable[[str], str]) -> str:
    """With the backslashes changed before a rule that is the first line or the last: only there may one be taken for
    the document's own."""
    lines = text.split("\n")
    for edge in {0, len(lines) - 1}:
        parts = _BACKSLASHES.fullmatch(lines[edge])
        if parts and is_rule(parts[3]):
            lines[edge] = f"{parts[1]}{change(parts[2])}{parts[3]}"
    return "\n".join(lines)
