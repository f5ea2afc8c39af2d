"""Lines of what somebody said that look like headings of the document they stand in.

A backslash before the `#` keeps them apart, as it does in any Markdown.
"""

import re

_HEADING = re.compile(r"^([^\S\n]{0,3})(\\*#)", re.MULTILINE)
_ESCAPED = re.compile(r"^([^\S\n]{0,3})\\(\\*#)", re.MULTILINE)


def escaped(text: str) -> str:
    return _HEADING.sub(r"\1\\\2", text)


def unescaped(text: str) -> str:
    """The inverse of `escaped`."""
    return _ESCAPED.sub(r"\1\2", text)
