"""Red flags and their severities, as a document states them: unconfirmed until a person confirms them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evaluations.evidence.claims import Item
from evaluations.forms.reading import words
from evaluations.forms.reading.points import Point
from evaluations.forms.reading.said import Remarks, stated
from evaluations.rules.rubric import Rubric

USUAL = 2
"""The severity of a flag for which neither the document nor the rubric has one; said where it is used."""

_BETWEEN = re.compile(r"\s*(?::|\s[-–—]|—|\|)\s*")
_LABEL_LIMIT = 80
_SEVERITY_AT_END = re.compile(
    r"[\s,;–—\-(\[]*(?:severity\s*[:=]?\s*)?"
    r"(?P<said>(?:[★⭐☆]\ufe0f?\s?){1,5}|[1-5]\s*/\s*5|(?<=severity )[1-5])[\s)\].*]*$",
    re.IGNORECASE,
)
_SEVERITY_LENGTH = 40
_SEVERITY_LINE = re.compile(r"\W*severity(?: rating)?\W*:?\s*", re.IGNORECASE)


def flags(detected: Sequence[Point], severities: Sequence[Point], rubric: Rubric, remarks: Remarks) -> tuple[Item, ...]:
    found = _detected(detected, remarks)
    if not detected:
        found = [stated("", label=_labelled(point)[0]) for point in severities if _labelled(point)[0]]
    names = [words.plain(item.label) for item in found]
    for point in severities:
        _rate(point, found, names, remarks)
    return tuple(item if item.severity else _with_usual_severity(item, rubric, remarks) for item in found)


def _detected(detected: Iterable[Point], remarks: Remarks) -> list[Item]:
    found: list[Item] = []
    for point in detected:
        if words.is_none(point.text) or _is_table_head(point):
            continue
        label = _SEVERITY_LINE.match(point.text)
        severity = words.severity(point.text[label.end() :]) if label else None
        if severity and found and not found[-1].severity:
            found[-1] = replace(found[-1], severity=severity[0])
        elif point.is_indented and found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {point.text}".strip())
        else:
            _add(_flag(point), found, point, remarks)
    return found


def _add(item: Item, found: list[Item], point: Point, remarks: Remarks) -> None:
    if any((item.label, item.text) == (other.label, other.text) for other in found):
        remarks.say(point.number, f"Said twice, kept once: {point.text}")
    else:
        found.append(item)


def _flag(point: Point) -> Item:
    """`Label: detail`, with its severity behind either where it stands there."""
    if point.cells:
        return _flag_of_cells(point.cells)
    label, detail = _cut(point.text)
    label, first = _without_severity(label)
    detail, second = _without_severity(detail)
    return stated(detail, label=_bare(label), severity=first or second)


def _flag_of_cells(cells: Sequence[str]) -> Item:
    severities = {index: found[0] for index, cell in enumerate(cells[1:], 1) if (found := words.severity(cell))}
    rest = [cell for index, cell in enumerate(cells[1:], 1) if index not in severities and cell]
    return stated(" ".join(rest), label=_bare(cells[0]), severity=next(iter(severities.values()), 0))


def _is_table_head(point: Point) -> bool:
    return bool(point.cells) and words.plain(point.cells[0]) in ("flag", "red flag", "red flags", "label", "name")


def _cut(text: str) -> tuple[str, str]:
    bold = re.match(r"(\*\*|__)(.+?)\1\W*", text)
    if bold and bold.end() < len(text):
        return bold[2], text[bold.end(1) + len(bold[2]) + 2 :].lstrip(" :–—-")
    between = _BETWEEN.search(text, 0, _LABEL_LIMIT)
    return (text[: between.start()], text[between.end() :]) if between else (text, "")


def _without_severity(text: str) -> tuple[str, int]:
    start = max(0, len(text) - _SEVERITY_LENGTH)
    match = _SEVERITY_AT_END.search(text, start)
    found = words.severity(match["said"]) if match else None
    return (text[: match.start()], found[0]) if match and found else (text, 0)


def _bare(label: str) -> str:
    return label.replace("**", "").replace("__", "").strip(" *_:`")


def _labelled(point: Point) -> tuple[str, int]:
    """The flag that a severity names, "" for one that stands alone; 0 where there is no severity in the line."""
    if alone := words.severity(point.text):
        return "", alone[0] if not alone[1] else 0
    for between in re.finditer(r":|\s[-–—]\s?|—|\||\(|\s(?=[★⭐☆])", point.text):
        found = words.severity(point.text[between.end() :])
        if found and not found[1].strip(" .)"):
            return _bare(point.text[: between.start()]), found[0]
    return "", 0


def _rate(point: Point, found: list[Item], names: Sequence[str], remarks: Remarks) -> None:
    if words.is_none(point.text) or _is_table_head(point):
        return
    label, severity = _labelled(point)
    index = _meant(label, found, names) if severity else None
    if index is None:
        remarks.not_understood(point)
    elif found[index].severity not in (0, severity):
        remarks.say(point.number, f"Another severity stands with the flag, and was kept: {point.text}")
    else:
        found[index] = replace(found[index], severity=severity)


def _meant(label: str, found: Sequence[Item], names: Sequence[str]) -> int | None:
    """Which flag: the one of that name, the only one whose name holds it; without a name, the next that has none."""
    if not label:
        return next((index for index, item in enumerate(found) if not item.severity), None)
    wanted = words.plain(label)
    same = [index for index, name in enumerate(names) if name == wanted]
    near = [index for index, name in enumerate(names) if name and (wanted in name or name in wanted)]
    return same[0] if same else near[0] if len(near) == 1 else None


def _with_usual_severity(item: Item, rubric: Rubric, remarks: Remarks) -> Item:
    known = {words.plain(kind.label): kind.severity for kind in rubric.flags}
    severity = known.get(words.plain(item.label), USUAL)
    remarks.say(0, f"The document gives the red flag “{item.label}” no severity; {severity} was taken.")
    return replace(item, severity=severity)
