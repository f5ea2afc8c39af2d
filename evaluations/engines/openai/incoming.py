"""A reply's body as it arrives, streamed or whole, and what it says once it has."""

import json
import re
from dataclasses import dataclass
from typing import Any

_FIELD = re.compile("(?:data|event|id|retry)?:")
"""How a stream of events begins; a comment has no name."""
_LONGEST_FIELD = 6
LONGEST_NAME = 200
MOST_TOKENS = 100_000_000
"""Of one reply; who says that there were more says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What the endpoint said. Any of it may be missing; `text` is empty then."""

    text: str = ""
    finish: str = ""
    refused: bool = False
    model: str | None = None
    id: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None


class ErrorInside(Exception):
    """A reply whose status was fine and whose body is an error."""

    def __init__(self, error: Any) -> None:
        super().__init__("error in the body")
        self.error = error


class NotACompletion(Exception):
    """A body that no model's endpoint sends: a web page, for instance."""


class EndedEarly(Exception):
    """The reply stopped before its end."""


class Incoming:
    """Feed it the body in pieces of any size, then ask for the completion."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._line = ""
        self._is_stream: bool | None = None
        self._is_done = False
        self._text: list[str] = []
        self._seen: dict[str, Any] = {}

    def feed(self, piece: str) -> str:
        """What of the model's text this piece brings; of a whole reply, nothing before its end."""
        if not self._is_stream:
            self._body.append(piece)
            if self._is_stream is None:
                self._is_stream = _looks_streamed("".join(self._body))
                piece = "".join(self._body)
        if not self._is_stream:
            return ""
        *lines, self._line = (self._line + piece).split("\n")
        return "".join(self._read_line(line) for line in lines)

    def completion(self) -> Completion:
        """Raises ErrorInside, NotACompletion or EndedEarly."""
        if not self._is_stream:
            return _whole("".join(self._body))
        self._read_line(self._line)
        self._line = ""
        if "error" in self._seen:
            raise ErrorInside(self._seen["error"])
        if not self._is_done and not self._seen.get("finish_reason"):
            raise EndedEarly
        return _completion("".join(self._text), self._seen, self._seen)

    def _read_line(self, line: str) -> str:
        """Empty for all but events that bring text: comments, names and blank lines say nothing."""
        field, _, data = line.strip().partition(":")
        data = data.strip()
        if field != "data" or not data:
            return ""
        if data == "[DONE]":
            self._is_done = True
            return ""
        try:
            return self._read_event(json.loads(data))
        except (ValueError, RecursionError):
            return ""

    def _read_event(self, event: Any) -> str:
        if not isinstance(event, dict):
            return ""
        choice = _first_choice(event)
        delta = _dictionary(choice.get("delta") or choice.get("message"))
        refusal = (self._seen.get("refusal") or "") + _text(delta.get("refusal"))
        self._seen |= {key: event[key] for key in ("model", "id", "usage", "error") if event.get(key)}
        self._seen |= {"finish_reason": choice["finish_reason"]} if choice.get("finish_reason") else {}
        self._seen["refusal"] = refusal
        text = _text(delta.get("content"))
        self._text.append(text)
        return text


def _looks_streamed(body: str) -> bool | None:
    """None while there is too little to tell it by."""
    start = body.lstrip("\ufeff \t\r\n")
    return True if _FIELD.match(start) else False if len(start) > _LONGEST_FIELD else None


def _whole(body: str) -> Completion:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        if not body.strip() or body.lstrip().startswith("{"):
            raise EndedEarly from error
        raise NotACompletion from error
    if not isinstance(document, dict):
        raise NotACompletion
    if document.get("error"):
        raise ErrorInside(document["error"])
    if "choices" not in document:
        raise NotACompletion
    choice = _first_choice(document)
    message = _dictionary(choice.get("message"))
    return _completion(_text(message.get("content")), document, choice | {"refusal": message.get("refusal")})


def _completion(text: str, document: dict[str, Any], choice: dict[str, Any]) -> Completion:
    usage = _dictionary(document.get("usage"))
    return Completion(
        text=text,
        finish=str(choice.get("finish_reason") or ""),
        refused=bool(choice.get("refusal")),
        model=_name(document.get("model")),
        id=_name(document.get("id")),
        tokens_in=_tokens(usage.get("prompt_tokens")),
        tokens_out=_tokens(usage.get("completion_tokens")),
    )


def _first_choice(document: dict[str, Any]) -> dict[str, Any]:
    choices = document.get("choices")
    return _dictionary(choices[0] if isinstance(choices, list) and choices else None)


def _dictionary(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Of a string or, as some endpoints send it, of a list of parts."""
    if isinstance(value, list):
        return "".join(_text(part.get("text")) for part in value if isinstance(part, dict))
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str | None:
    """As it can be kept and shown: an endpoint may send anything."""
    return "".join(filter(str.isprintable, _text(value)))[:LONGEST_NAME] or None


def _tokens(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST_TOKENS else None
