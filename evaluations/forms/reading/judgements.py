"""Ratings and the recommendation, as a document states them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from evaluations.evidence.claims import Item
from evaluations.forms.reading import words
from evaluations.forms.reading.points import Point, points
from evaluations.forms.reading.rows import Row
from evaluations.forms.reading.said import Remarks, in_the_rubrics_order, stated
from evaluations.rules.rubric import Rubric

_TABLE_HEADS = ("competency", "competencies", "area", "dimension", "skill", "criterion", "criteria")
_RATIONALE = re.compile(r"(?:rationale|reason|because|comment|why|notes?)\s*[:–—-]\s*", re.IGNORECASE)


def ratings(found: Iterable[Point], rubric: Rubric, remarks: Remarks) -> tuple[Item, ...]:
    rated: dict[str, Item] = {}
    last = ""
    for point in found:
        if point.cells and words.plain(point.cells[0]) in _TABLE_HEADS:
            continue
        item = _rating(point, rubric, remarks)
        if item is None and point.is_indented and last:
            rated[last] = replace(rated[last], text=f"{rated[last].text} {_RATIONALE.sub('', point.text, 1)}".strip())
        elif item is None or item.competency in rated:
            _unless_the_same(point, item, rated, remarks)
        else:
            last = item.competency
            rated[last] = item
    return in_the_rubrics_order(rated, rubric)


def _rating(point: Point, rubric: Rubric, remarks: Remarks) -> Item | None:
    """`Ownership: Meets+ (👍) - rationale`, its parts separated by anything, a table's row as well."""
    named = words.competency(point.text, rubric)
    found = words.rating(named[1], rubric) if named else None
    if not named or not found:
        return None
    word, rest, agree = found
    if not agree:
        remarks.say(point.number, f"The word and the mark differ; the word was taken: {point.text}")
    return stated(_RATIONALE.sub("", rest, 1), competency=named[0], rating=word)


def _unless_the_same(point: Point, item: Item | None, rated: dict[str, Item], remarks: Remarks) -> None:
    if item is None:
        remarks.not_understood(point)
    elif rated[item.competency].rating == item.rating and item.text in ("", rated[item.competency].text):
        remarks.say(point.number, f"Said twice, kept once: {point.text}")
    else:
        remarks.say(point.number, f"Rated before, and the first rating was kept: {point.text}")


def recommendation(rows: Iterable[Row], rubric: Rubric, remarks: Remarks) -> Item | None:
    """The first line that is a verdict, and everything else as its justification."""
    verdict = ""
    paragraphs: list[list[str]] = [[]]
    for row in rows:
        if not row.says_something:
            paragraphs.append([])
            continue
        found = _verdict(row, rubric)
        if found is None or (verdict and found[1]):
            paragraphs[-1].append(_justification(row))
            continue
        word, rest, agree = found
        if not agree:
            remarks.say(row.number, f"The word and the mark differ; the word was taken: {row.text.strip()}")
        if verdict:
            again = "Said twice, kept once" if word == verdict else "A second verdict; the first was kept"
            remarks.say(row.number, f"{again}: {row.text.strip()}")
        verdict = verdict or word
        paragraphs.append([rest] if rest else [])
    text = "\n\n".join(dict.fromkeys(" ".join(lines) for lines in paragraphs if lines))
    return stated(text, verdict=verdict) if text or verdict else None


def _verdict(row: Row, rubric: Rubric) -> tuple[str, str, bool] | None:
    text = next((point.text for point in points([row])), "")
    label, colon, said = text.partition(":")
    is_labelled = colon and (words.field_key(label) == "verdict" or words.heading_key(label) == "recommendation")
    return words.verdict(said if is_labelled else text, rubric)


def _justification(row: Row) -> str:
    text = next((point.text for point in points([row])), "")
    label, colon, said = text.partition(":")
    is_labelled = colon and said.strip() and words.plain(label) in ("justification", "rationale", "reason", "reasoning")
    return said.lstrip("*_ ") if is_labelled else text
