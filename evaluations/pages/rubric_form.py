"""The editor's form: a rubric as fields named by their paths ("caps.2.at_best"), and what was typed as a rubric again.

What was typed is kept whatever it is. A row says in `was` what it was called when it was shown: where that changed,
every rule that names it follows.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from django.http import QueryDict

from evaluations.rules.rubric import LEVELS

MARKS = ("star", "thumb-up", "ok-hand", "thinking", "raised-brow", "cross")
LISTS: dict[str, dict[str, Any]] = {
    "competencies": {"name": "", "meaning": "", "expectations": {}, "key_at": []},
    "ratings": {"word": "", "points": "", "mark": "star"},
    "verdicts": {"word": "", "mark": "star"},
    "knockouts": {},
    "bands": {"at_least": "", "verdict": ""},
    "caps": {},
    "flags": {"label": "", "meaning": "", "severity": 2},
}
"""The lists of a rubric, and what a new row of each begins with."""
RULES: dict[str, dict[str, Any]] = {
    "any_rating": {"rating": "", "at_best": ""},
    "rated_under": {"competency": "", "under": "", "level": LEVELS[0], "at_best": ""},
    "confirmed_flags": {"severity": 3, "count": 1, "at_best": ""},
    "key_not_assessed": {"at_best": ""},
}
"""What a new rule of each kind begins with."""
_CALLED = {"competencies": "name", "ratings": "word", "verdicts": "word"}


def typed(posted: QueryDict) -> dict[str, Any]:
    """The rubric that the form says, not checked in any way."""
    content: dict[str, Any] = {
        "name": _said(posted, "name"),
        "absence_supports": _chosen(posted, "absence_supports"),
        "forbidden_grounds": [line for line in map(str.strip, _said(posted, "forbidden_grounds").split("\n")) if line],
        "guidance": _said(posted, "guidance"),
        "enough": {key: _said(posted, f"enough.{key}") for key in ("answer_share", "scorecard_share")},
        "scorecard": {"combine": _said(posted, "scorecard.combine")},
    }
    for part in LISTS:
        content[part] = [_row(posted, f"{part}.{place}") for place in _places(posted, part)]
    return _renamed(content)


def _places(posted: QueryDict, part: str) -> list[int]:
    names = (name.split(".") for name in posted if name.startswith(f"{part}."))
    return sorted({int(name[1]) for name in names if name[1].isascii() and name[1].isdigit()})


def _row(posted: QueryDict, row: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in posted:
        key = name.removeprefix(f"{row}.")
        if key == name:
            continue
        if key == "key_at":
            found[key] = _chosen(posted, name)
        elif key.startswith("expectations."):
            words = _said(posted, name)
            found.setdefault("expectations", {}).update({key.removeprefix("expectations."): words} if words else {})
        else:
            found[key] = _said(posted, name)
    return found


def _said(posted: QueryDict, name: str) -> str:
    """Without what no database keeps, and the line ends that only forms have."""
    return str(posted.get(name, "")).replace("\x00", "").replace("\r\n", "\n").strip()


def _chosen(posted: QueryDict, name: str) -> list[str]:
    return [str(value).replace("\x00", "").strip() for value in posted.getlist(name)]


def _renamed(content: dict[str, Any]) -> dict[str, Any]:
    """What names a row by what it was called names it by what it is called now."""
    renames = {part: _renames(content[part], key) for part, key in _CALLED.items()}
    ratings, verdicts = renames["ratings"], renames["verdicts"]
    content["absence_supports"] = [ratings.get(word, word) for word in content["absence_supports"]]
    follows = {"competency": renames["competencies"], "rating": ratings, "under": ratings, "at_best": verdicts}
    for rule in (*content["knockouts"], *content["caps"]):
        rule.update({key: names[rule[key]] for key, names in follows.items() if rule.get(key) in names})
    for band in content["bands"]:
        band["verdict"] = verdicts.get(band.get("verdict", ""), band.get("verdict", ""))
    return content


def _renames(rows: Iterable[dict[str, Any]], key: str) -> dict[str, str]:
    pairs = [(row.pop("was", ""), row.get(key, "")) for row in rows]
    return {was: now for was, now in pairs if was and now and was != now}


def changed(content: dict[str, Any], action: str) -> str:
    """Does to the rows what a button asked for: "add caps any_rating", "remove caps 2", "up caps 2", "down caps 2".

    The row to go on at, as "caps-2"; empty where nothing was asked for that can be done.
    """
    verb, _, rest = action.partition(" ")
    part, _, which = rest.partition(" ")
    rows = content.get(part) if part in LISTS else None
    if rows is None:
        return ""
    if verb == "add" and (which in RULES) == (part in ("knockouts", "caps")):
        rows.append({"kind": which, **RULES[which]} if which in RULES else deepcopy(LISTS[part]))
        return f"{part}-{len(rows) - 1}"
    place = int(which) if which.isascii() and which.isdigit() and len(which) < 6 else -1
    move = _MOVES.get(verb)
    if move is None or not 0 <= place < len(rows):
        return ""
    return f"{part}-{move(rows, place)}"


def _remove(rows: list[Any], place: int) -> int:
    del rows[place]
    return max(0, min(place, len(rows) - 1))


def _swap(rows: list[Any], place: int, other: int) -> int:
    if not 0 <= other < len(rows):
        return place
    rows[place], rows[other] = rows[other], rows[place]
    return other


_MOVES: dict[str, Callable[[list[Any], int], int]] = {
    "remove": _remove,
    "up": lambda rows, place: _swap(rows, place, place - 1),
    "down": lambda rows, place: _swap(rows, place, place + 1),
}
