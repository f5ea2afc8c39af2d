"""A rubric as the TOML file that it can be read from.

Where there was a file before, what stayed the same stays as it was written there, its comments with it. What changed is
written anew, in the place where it stood.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.items import AoT, Item, Table

from evaluations.rules.rubric import Rubric

_SCALARS = ("name", "absence_supports", "forbidden_grounds", "guidance")
_TABLES = ("competencies", "ratings", "verdicts", "knockouts", "enough", "scorecard", "bands", "caps", "flags")
_BLANK_LINES = re.compile(r"\n{3,}")
_CALLED = ("name", "word", "label", "verdict")
"""What tells the tables of a list apart: the first of these that they have."""


def written(rubric: Rubric, like: str = "") -> str:
    """`like` is a rubric's file, or empty."""
    kept = _changed(rubric, like)
    ways = (_BLANK_LINES.sub("\n\n", kept), kept, _changed(rubric, ""))
    return next(way for way in ways if Rubric.from_toml(way) == rubric)


def _changed(rubric: Rubric, like: str) -> str:
    document = tomlkit.parse(like)
    before = Rubric.from_toml(like) if like else None
    for key in (*_SCALARS, *_TABLES):
        value = getattr(rubric, key)
        if before is not None and value == getattr(before, key):
            continue
        if value == Rubric.model_fields[key].get_default():
            document.pop(key, None)
        elif key in _SCALARS:
            document[key] = _item(value)
        elif isinstance(value, BaseModel):
            document[key] = _table(value)
        else:
            document[key] = _listed(value, getattr(before, key, ()), document.get(key))
    return tomlkit.dumps(document).rstrip("\n") + "\n"


def _listed(parts: Sequence[BaseModel], before: Sequence[BaseModel], tables: Any) -> AoT:
    """Of each part the table that it had, where it had one."""
    had = list(zip(before, tables, strict=True)) if isinstance(tables, AoT) else []
    listed = tomlkit.aot()
    for part in parts:
        found = next((pair for pair in had if pair[0] == part), None) or next(
            (pair for pair in had if _called(pair[0]) == _called(part) != ""), None
        )
        if found:
            had.remove(found)
        listed.append(found[1] if found and found[0] == part else _table(part, found[1] if found else None))
    return listed


def _called(part: BaseModel) -> str:
    return next((str(getattr(part, key)) for key in _CALLED if hasattr(part, key)), "")


def _table(part: BaseModel, table: Table | None = None) -> Table:
    wanted = part.model_dump(mode="json", exclude_defaults=True)
    if table is None:
        table = tomlkit.table()
        for key, value in wanted.items():
            table.append(key, _item(value))
        return table
    for key in [key for key in table if key not in wanted]:
        table.remove(key)
    for key, value in wanted.items():
        if table.get(key) != value:
            table[key] = _item(value)
    return table


def _item(value: Any) -> Item:
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    if isinstance(value, Mapping):
        table = tomlkit.table()
        for key, inner in value.items():
            table.append(key, _item(inner))
        return table
    item: Item = tomlkit.item(list(value) if isinstance(value, tuple) else value)
    return item
