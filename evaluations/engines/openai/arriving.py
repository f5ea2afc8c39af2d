"""Cutting a JSON object into its top-level values while it is still being written."""

import json
import re
from collections.abc import Iterator
from typing import Any

_MARK = re.compile(r'["{}\[\],]')
_STRING_MARK = re.compile(r'["\\]')
_THOUGHT = "<think"
_THOUGHT_END = re.compile(r"</think(?:ing)?>")


class Arriving:
    """Feed it pieces of any size; each value is given once, when it is complete."""

    def __init__(self) -> None:
        self._text = ""
        self._has_begun = False
        """To reply: what a model thinks aloud before is none of it."""
        self._at = 0
        """Up to here it is read."""
        self._begin = 0
        """Where the current member of the object begins."""
        self._depth = 0
        self._in_string = False
        self._is_over = False

    def feed(self, piece: str) -> Iterator[tuple[str, Any]]:
        self._text += piece
        self._has_begun = self._has_begun or self._begins()
        while self._has_begun and not self._is_over and (mark := self._next_mark()):
            yield from self._read(mark)

    def _begins(self) -> bool:
        start = self._text.lstrip()[: len(_THOUGHT)]
        if start != _THOUGHT:
            return not _THOUGHT.startswith(start)
        end = _THOUGHT_END.search(self._text, self._at)
        # An end that is cut in two is found with the next piece.
        self._at = end.end() if end else max(self._at, len(self._text) - len("</thinking>"))
        return end is not None

    def _next_mark(self) -> str:
        """The next character that matters; empty where none is there yet."""
        found = (_STRING_MARK if self._in_string else _MARK).search(self._text, self._at)
        if found is None:
            self._at = len(self._text)
            return ""
        mark = found.group()
        if mark == "\\":
            # What it escapes may be still to come.
            self._at = found.start() if found.end() == len(self._text) else found.end() + 1
            return "" if found.end() == len(self._text) else mark
        self._at = found.end()
        return mark

    def _read(self, mark: str) -> Iterator[tuple[str, Any]]:
        if mark == '"':
            self._in_string = self._depth > 0 and not self._in_string
        elif mark in "{[":
            self._depth += 1 if self._depth or mark == "{" else 0
            if self._depth == 1:
                self._begin = self._at
        elif mark in "}]" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._is_over = True
                yield from self._member()
        elif mark == "," and self._depth == 1:
            yield from self._member()
            self._begin = self._at

    def _member(self) -> Iterator[tuple[str, Any]]:
        """The member that ends just before the mark that was read."""
        try:
            yield from json.loads("{" + self._text[self._begin : self._at - 1] + "}").items()
        except ValueError:
            return
