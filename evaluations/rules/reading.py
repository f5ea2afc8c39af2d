"""A rubric read from a file that a person wrote: it loads, or every problem says on which line and what to write."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evaluations.rules import rubric as parts
from evaluations.rules.fitting import Misfits, Path, near
from evaluations.rules.rubric import Rubric

_EXAMPLES = {
    "absence_supports": 'absence_supports = ["Below"]',
    "answer_share": 'answer_share = "0.5"',
    "at_best": 'at_best = "No Hire"',
    "at_least": 'at_least = "3.5"',
    "bands": '[[bands]] with at_least = "3.5" and verdict = "Hire" under it',
    "caps": '[[caps]] with kind = "any_rating", rating = "Below" and at_best = "No Hire" under it',
    "combine": 'combine = "mean" or combine = "lowest"',
    "competencies": '[[competencies]] with name = "Ownership" under it',
    "competency": 'competency = "Ownership"',
    "count": "count = 2",
    "enough": '[enough] with answer_share = "0.5" under it',
    "expectations": '[competencies.expectations] with Senior = "What it expects" under it',
    "flags": '[[flags]] with label = "Vagueness" and severity = 2 under it',
    "forbidden_grounds": 'forbidden_grounds = ["accent", "age"]',
    "guidance": 'guidance = "In your own words."',
    "key_at": 'key_at = ["Senior", "Staff"]',
    "kind": 'kind = "any_rating"',
    "knockouts": '[[knockouts]] with kind = "any_rating", rating = "Concern" and at_best = "No Hire" under it',
    "label": 'label = "Vagueness"',
    "level": 'level = "Senior"',
    "mark": 'mark = "star"',
    "meaning": 'meaning = "In a sentence."',
    "name": 'name = "A name"',
    "points": "points = 3",
    "rating": 'rating = "Below"',
    "ratings": '[[ratings]] with word = "Meets", points = 3 and mark = "ok-hand" under it',
    "scorecard": '[scorecard] with combine = "mean" under it',
    "scorecard_share": 'scorecard_share = "0.5"',
    "severity": "severity = 3",
    "under": 'under = "Meets+"',
    "verdict": 'verdict = "Hire"',
    "verdicts": '[[verdicts]] with word = "Hire" and mark = "thumb-up" under it',
    "word": 'word = "Meets"',
}
"""By key, how it is written."""
_KINDS: dict[str, type[BaseModel]] = {
    "any_rating": parts.AnyRating,
    "rated_under": parts.RatedUnder,
    "confirmed_flags": parts.ConfirmedFlags,
    "key_not_assessed": parts.KeyNotAssessed,
}
_KEYS: dict[str, type[BaseModel]] = {
    "competencies": parts.Competency,
    "ratings": parts.Rating,
    "verdicts": parts.Verdict,
    "bands": parts.Band,
    "flags": parts.FlagKind,
    "enough": parts.Enough,
    "scorecard": parts.Scorecard,
}
"""What each part is made of."""
_SHOULD_BE = {
    "string_type": "words between double quotes",
    "tuple_type": "a list",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "model_type": "a table of its own",
    "model_attributes_type": "a table of its own",
    "dict_type": "a table of its own",
}
"""By the kind of complaint."""
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    """From 1."""
    text: str
    path: Path = ()
    """Empty where the file is no TOML."""

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}"


class Unreadable(ValueError):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def read(source: str) -> Rubric:
    """Raises Unreadable with all problems that can be told at once, in the order of the lines."""
    try:
        return Rubric.from_toml(source)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([_not_toml(source, str(error))]) from None
    except ValidationError as error:
        lines = _Lines(source)
        found = [Problem(lines.of(path), f"{text} {_instead(path)}".rstrip(), path) for path, text in complaints(error)]
        raise Unreadable(sorted(found, key=_line)) from None


def _line(problem: Problem) -> int:
    return problem.line


def _not_toml(source: str, message: str) -> Problem:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else source.count("\n") + 1
    what = _AT_LINE.sub("", message)
    text = (
        f"{what}. A line is key = value; words stand between double quotes, several of them in "
        '["one", "two"], and text over several lines between three double quotes.'
    )
    return Problem(line, text)


def complaints(error: ValidationError) -> Iterator[tuple[Path, str]]:
    """Which fields are wrong, and what is, in plain words."""
    for detail in error.errors():
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, Misfits):
            yield from ((misfit.path, misfit.text) for misfit in cause.found)
        else:
            path = _path(detail["loc"])
            yield path, _in_words(path, detail)


def _path(place: tuple[str | int, ...]) -> Path:
    """Without the kind, which stands behind the place of a rule and is no key."""
    is_rule = len(place) > 2 and place[0] in ("knockouts", "caps")
    return place[:2] + place[3:] if is_rule else place


def _in_words(path: Path, detail: ErrorDetails) -> str:
    key = _key(path)
    match detail["type"]:
        case "extra_forbidden":
            if len(path) > 1 and key in Rubric.model_fields:
                return f"“{key}” belongs at the top of the file, before the first line in square brackets."
            known = _known(path, detail["loc"])
            return f"There is no key “{key}” here.{near(key, known)} Known are {', '.join(known)}."
        case "missing":
            return f"“{key}” is missing."
        case "union_tag_not_found":
            return f"“kind” is missing, one of {', '.join(_KINDS)}."
        case "union_tag_invalid":
            kind = str(detail["input"].get("kind", ""))
            return f"There is no kind of rule “{kind}”.{near(kind, _KINDS)} Known are {', '.join(_KINDS)}."
        case _:
            wanted = _SHOULD_BE.get(detail["type"]) or detail["msg"].removeprefix("Input should be ")
            return f"This should be {wanted}."


def _key(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def _instead(path: Path) -> str:
    """How the field is written."""
    example = _EXAMPLES.get(_key(path))
    return f"Write {example}." if example else ""


def _known(path: Path, place: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that there are where the last one of the path stands."""
    if len(path) == 1:
        model: type[BaseModel] = Rubric
    elif path[0] in ("knockouts", "caps"):
        model = _KINDS[str(place[2])]
    else:
        model = _KEYS[str(path[0])]
    return tuple(model.model_fields)


class _Lines:
    """On which line of a file something begins.

    Told by the parser itself: it is read up to each line, and a field begins after the last line up to which the file
    can be read without it.
    """

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")

    def of(self, path: Path) -> int:
        """Of the field, or of what it is missing in."""
        while path and not _holds(self._read(len(self._lines))[1], path):
            path = path[:-1]
        if not path:
            return 1
        first = bisect_left(range(len(self._lines) + 1), 1, key=lambda count: int(_holds(self._read(count)[1], path)))
        return self._read(first - 1)[0] + 1

    def _read(self, count: int) -> tuple[int, dict[str, Any]]:
        """Of at most so many lines as many as can be read, and what they say."""
        for shorter in range(count, 0, -1):
            try:
                return shorter, tomllib.loads("\n".join(self._lines[:shorter]))
            except tomllib.TOMLDecodeError:
                continue
        return 0, {}


def _holds(data: Any, path: Path) -> bool:
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return False
    return True
