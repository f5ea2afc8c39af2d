"""Rubric drafts for tests, and what their form posts."""

from typing import Any

from evaluations import publishing
from evaluations.models import RubricDraft
from interviews.models import User
from tests.evaluations.cases import publish_rubric

Posted = dict[str, str | list[str]]


def begun(by: User) -> RubricDraft:
    """Of the default rubric."""
    return publishing.begin(publish_rubric(), by)


def changed(draft: RubricDraft, by: User, **parts: Any) -> RubricDraft:
    """Saved with some parts in place of its own."""
    publishing.save(draft, draft.content | parts, "An invented reason.", revision=draft.revision, by=by)
    draft.refresh_from_db()
    return draft


def with_cap(draft: RubricDraft, by: User, at_best: str) -> RubricDraft:
    """With another verdict for any Below."""
    caps = draft.content["caps"]
    return changed(draft, by, caps=[caps[0] | {"at_best": at_best}, *caps[1:]])


def form(draft: RubricDraft, **instead: str | list[str]) -> Posted:
    """What the editor posts when it is opened and saved; fields by their names with "__" for dots."""
    content = draft.content
    posted: Posted = {
        "revision": str(draft.revision),
        "do": "save",
        "name": content["name"],
        "absence_supports": content["absence_supports"],
        "forbidden_grounds": "\r\n".join(content["forbidden_grounds"]),
        "guidance": content["guidance"],
        "reason": draft.reason,
    }
    for part in ("enough", "scorecard"):
        posted |= {f"{part}.{key}": value for key, value in content[part].items()}
    for part in ("competencies", "ratings", "verdicts", "knockouts", "bands", "caps", "flags"):
        for place, row in enumerate(content[part]):
            posted |= _row(f"{part}.{place}", row)
    return posted | {name.replace("__", "."): value for name, value in instead.items()}


def _row(name: str, row: dict[str, Any]) -> Posted:
    fields: Posted = {f"{name}.was": row.get("name", row.get("word", ""))} if {"name", "word"} & set(row) else {}
    for key, value in row.items():
        if isinstance(value, dict):
            fields |= {f"{name}.{key}.{level}": words for level, words in value.items()}
        else:
            fields[f"{name}.{key}"] = value if isinstance(value, list) else str(value)
    return fields
