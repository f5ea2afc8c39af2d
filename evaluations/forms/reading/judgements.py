"""Ratings and the recommendation, as a document states them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from evaluations.evidence.claims import Item
from evaluations.evidence.grounding import not_assessed
from evaluations.forms.reading import words
from evaluations.forms.reading.points import Point, point_of
from evaluations.forms.reading.rows import Row
from evaluations.forms.reading.said import Remarks, stated
from evaluations.rules.rubric import Rubric

_RATIONALE = re.compile(r"\A(?:rationale|reason|because|comment|why|notes?)\s*[:–—-]\s*", re.IGNORECASE)


def ratings(found: Iterable[Point], rubric: Rubric, remarks: Remarks) -> tuple[Item, ...]:
    """All competencies in the rubric's order; what the document does not rate is Not assessed."""
    rated: dict[str, Item] = {}
    rationales: dict[str, list[str]] = {}
    last = ""
    for point in found:
        if words.are_table_heads(point.cells):
            continue
        item = _rating(point, rubric, remarks)
        if item is None and point.is_indented and last:
            rationales[last].append(_RATIONALE.sub("", point.text))
        elif item is None or item.competency in rated:
            _unless_the_same(point, item, rated, remarks)
        else:
            last = item.competency
            rated[last], rationales[last] = item, [item.text] if item.text else []
    explained = {name: replace(item, text=" ".join(rationales[name])) for name, item in rated.items()}
    return tuple(explained.get(name) or not_assessed(name) for name in rubric.competency_names)


def _rating(point: Point, rubric: Rubric, remarks: Remarks) -> Item | None:
    """`Ownership: Meets+ (👍) - rationale`, its parts separated by anything, a table's row as well."""
    named = words.competency(point.text, rubric)
    found = words.rating(named[1], rubric) if named else None
    if not named or not found:
        return None
    word, rest, agree = found
    if not agree:
        remarks.say(point.number, f"The word and the mark differ; the word was taken: {point.text}")
    return stated(_RATIONALE.sub("", rest), competency=named[0], rating=word)


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
    text = _text_of(row)
    label, colon, said = text.partition(":")
    is_labelled = colon and (words.field_key(label) == "verdict" or words.heading_key(label) == "recommendation")
    return words.verdict(said if is_labelled else text, rubric)


def _justification(row: Row) -> str:
    text = _text_of(row)
    label, colon, said = text.partition(":")
    is_labelled = colon and said.strip() and words.plain(label) in ("justification", "rationale", "reason", "reasoning")
    return said.lstrip("*_ ") if is_labelled else text


def _text_of(row: Row) -> str:
    point = point_of(row)
    return point.text if point else ""
