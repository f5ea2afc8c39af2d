"""The JSON schema of a reply, in the subset that every endpoint takes.

All keys required, nothing else allowed, and no keyword that bounds a value: some endpoints refuse them, others ignore
them. Bounds are told in descriptions and required by `documents`.
"""

import json
from functools import cache
from typing import Any

from evaluations.engines.openai.documents import DOCUMENTS, labels, rating_words, verdict_words
from evaluations.evidence.claims import PassKind
from evaluations.rules.rubric import Rubric

_KEPT = ("type", "description", "enum")


def schema(kind: PassKind, rubric: Rubric) -> dict[str, Any]:
    whole = _generated(kind)
    return _portable(whole, whole.get("$defs", {}), _words(rubric))


@cache
def _generated(kind: PassKind) -> dict[str, Any]:
    return DOCUMENTS[kind].model_json_schema()


def written(kind: PassKind, rubric: Rubric) -> str:
    """For a prompt."""
    return json.dumps(schema(kind, rubric), ensure_ascii=False)


@cache
def wording(kind: PassKind) -> str:
    """What it says whatever the rubric."""
    whole = _generated(kind)
    return json.dumps(_portable(whole, whole.get("$defs", {}), {}))


def _words(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What may stand under a key, where the rubric says so."""
    words = {
        "competency": rubric.competency_names,
        "rating": rating_words(rubric),
        "verdict": verdict_words(rubric),
        "label": labels(rubric),
    }
    return {key: listed for key, listed in words.items() if listed}


def _portable(node: dict[str, Any], parts: dict[str, Any], words: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    if "$ref" in node:
        return _portable(parts[node["$ref"].rpartition("/")[2]], parts, words)
    made: dict[str, Any] = {key: node[key] for key in _KEPT if key in node}
    if "anyOf" in node:
        made["anyOf"] = [_portable(choice, parts, words) for choice in node["anyOf"]]
    if "items" in node:
        made["items"] = _portable(node["items"], parts, words)
    if "properties" in node:
        properties = {key: _portable(part, parts, words) for key, part in node["properties"].items()}
        for key in properties.keys() & words.keys():
            properties[key]["enum"] = list(words[key])
        made |= {"properties": properties, "required": list(properties), "additionalProperties": False}
    return made
