"""Finding the JSON object in what a model wrote around it."""

import json
import re
from collections.abc import Collection
from typing import Any

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"\{\s*\"")
MOST_TRIED = 200


def find_object(text: str, keys: Collection[str]) -> dict[str, Any] | None:
    """The first balanced JSON object that has one of these keys, outside of what the model thought aloud."""
    spoken = _THOUGHT.sub("", text)
    decoder = json.JSONDecoder()
    position, tried = 0, 0
    while tried < MOST_TRIED and (opening := _OPENING.search(spoken, position)):
        tried += 1
        try:
            found, position = decoder.raw_decode(spoken, opening.start())
        except (ValueError, RecursionError):
            position = opening.start() + 1
            continue
        if isinstance(found, dict) and not found.keys().isdisjoint(keys):
            return found
    return None
