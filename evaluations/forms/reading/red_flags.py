"""Red flags and their severities, as a document states them: unconfirmed until a person confirms them."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evaluations.evidence.claims import Item
from evaluations.forms.reading import words
from evaluations.forms.reading.points import Point
from evaluations.forms.reading.said import Remarks, stated
from evaluations.rules.rubric import Rubric

USUAL = 2
"""The severity of a flag for which neither the document nor the rubric has one; said where it is used."""

_BETWEEN = re.compile(r"\s*(?::|\s[-–—]|—|\|)\s*")
_LABEL_LIMIT = 80
_BOLD = re.compile(r"(\*\*|__)(?P<label>(?:(?!:\1).)+?)\1(?=\s*[:–—|(-])|(\*\*|__)(?P<other>.+?)\3(?=\s*\S)", re.DOTALL)
_SEVERITY_AT_END = re.compile(
    r"[\s,;–—\-(\[]*(?:severity\s*[:=]?\s*)?"
    r"(?P<said>(?:[★⭐☆]\ufe0f?\s?){1,5}|[1-5]\s*/\s*5|(?<=severity )[1-5])[\s)\].*]*$",
    re.IGNORECASE,
)
_SEVERITY_LENGTH = 40
"""In characters, of the longest way to write one."""
_SEVERITY_LINE = re.compile(r"\W{0,9}severity(?: rating)?\W*:?\s*", re.IGNORECASE)
_BEFORE_SEVERITY = re.compile(r":|\s[-–—]\s?|—|\||\(|\s(?=[★⭐☆])")
_MOST_WORDS = 12
"""Of a label that is compared in part."""


@dataclass(slots=True)
class _Flag:
    label: str
    details: list[str] = field(default_factory=list)
    severity: int = 0

    @property
    def item(self) -> Item:
        return stated(" ".join(filter(None, self.details)), label=self.label, severity=self.severity)


def flags(
    detected: Sequence[Point], severities: Sequence[Point], rubric: Rubric, remarks: Remarks, *, are_listed: bool
) -> tuple[Item, ...]:
    """`are_listed`: whether the document has a part for the flags; without one, its severities name them."""
    severe = [point for point in severities if not words.are_table_heads(point.cells)]
    found = (
        _detected(detected, remarks)
        if are_listed
        else [_Flag(label) for point in severe if (label := _labelled(point)[0])]
    )
    named = _Named(found)
    for point in severe:
        label, severity = _labelled(point)
        flag = named.meant(label) if severity else None
        if flag is None:
            remarks.not_understood(point)
        elif flag.severity not in (0, severity):
            remarks.say(point.number, f"Another severity stands with the flag, and was kept: {point.text}")
        else:
            flag.severity = severity
    usual = {words.plain(kind.label): kind.severity for kind in rubric.flags}
    for flag in found:
        if not flag.severity:
            flag.severity = usual.get(words.plain(flag.label), USUAL)
            remarks.say(0, f"The document gives the red flag “{flag.label}” no severity; {flag.severity} was taken.")
    return tuple(flag.item for flag in found)


def _detected(detected: Iterable[Point], remarks: Remarks) -> list[_Flag]:
    found: list[_Flag] = []
    for point in detected:
        if words.are_table_heads(point.cells):
            continue
        label = _SEVERITY_LINE.match(point.text)
        severity = words.severity(point.text[label.end() :]) if label else None
        if severity and found and not found[-1].severity:
            found[-1].severity = severity[0]
            found[-1].details.append(severity[1])
        elif point.is_indented and found:
            found[-1].details.append(point.text)
        elif (flag := _flag(point)).label:
            found.append(flag)
        else:
            remarks.not_understood(point)
    return found


def _flag(point: Point) -> _Flag:
    """`Label: detail`, with its severity behind either where it stands there."""
    if point.cells:
        return _flag_of_cells(point.cells)
    label, detail = _cut(point.text)
    label, first = _without_severity(label)
    detail, second = (detail, 0) if first else _without_severity(detail)
    return _Flag(_bare(label), [detail], first or second)


def _flag_of_cells(cells: Sequence[str]) -> _Flag:
    severities = ((index, words.severity(cell)) for index, cell in enumerate(cells[1:], 1))
    place, severity = next(((index, found[0]) for index, found in severities if found and not found[1]), (0, 0))
    details = [cell for index, cell in enumerate(cells) if index not in (0, place)]
    return _Flag(_bare(cells[0]), details, severity)


def _cut(text: str) -> tuple[str, str]:
    if bold := _BOLD.match(text):
        return bold["label"] or bold["other"], text[bold.end() :].lstrip(" :–—-|")
    between = _BETWEEN.search(text, 0, _LABEL_LIMIT)
    return (text[: between.start()], text[between.end() :]) if between else (text, "")


def _without_severity(text: str) -> tuple[str, int]:
    start = max(0, len(text) - _SEVERITY_LENGTH)
    match = _SEVERITY_AT_END.search(text, start)
    found = words.severity(match["said"]) if match else None
    return (text[: match.start()], found[0]) if match and found else (text, 0)


def _bare(label: str) -> str:
    return label.strip(" *_:`")


def _labelled(point: Point) -> tuple[str, int]:
    """The flag that a severity names, "" for one that stands alone; 0 where there is no severity in the line."""
    if alone := words.severity(point.text):
        return "", alone[0] if not alone[1] else 0
    start = max(0, len(point.text) - _SEVERITY_LENGTH)
    for between in _BEFORE_SEVERITY.finditer(point.text, start):
        found = words.severity(point.text[between.end() :])
        if found and not found[1].strip(" .)"):
            return _bare(point.text[: between.start()]), found[0]
    return "", 0


class _Named:
    """Flags by their names, and by the words of their names."""

    def __init__(self, flags: Iterable[_Flag]) -> None:
        self._same: dict[str, deque[_Flag]] = {}
        self._holding: dict[str, list[str]] = {}
        """By some words, the first two names that hold them."""
        self._unrated = deque(flags)
        for flag in self._unrated:
            self._same.setdefault(words.plain(flag.label), deque()).append(flag)
        for name in self._same:
            for some in _stretches(name):
                holding = self._holding.setdefault(some, [])
                if len(holding) < 2:
                    holding.append(name)

    def meant(self, label: str) -> _Flag | None:
        """The flag of that name, or the only one whose name holds it or is held by it; without a name, the next that
        has no severity. Of several flags of a name, one after the other."""
        if not label:
            while self._unrated and self._unrated[0].severity:
                self._unrated.popleft()
            return self._unrated[0] if self._unrated else None
        wanted = words.plain(label)
        near = {*self._holding.get(wanted, ()), *(some for some in _stretches(wanted) if some in self._same)}
        name = wanted if wanted in self._same else next(iter(near)) if len(near) == 1 else None
        if name is None:
            return None
        same = self._same[name]
        while len(same) > 1 and same[0].severity:
            same.popleft()
        return same[0]


def _stretches(name: str) -> set[str]:
    """The words of a label that follow each other, in every length."""
    found = name.split()[:_MOST_WORDS]
    return {" ".join(found[start:end]) for start in range(len(found)) for end in range(start + 1, len(found) + 1)}
