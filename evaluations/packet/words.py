"""Texts as the templates take them: runs of known kinds, never markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from evaluations.evidence.marking import MarkedText
from evaluations.evidence.quoted import Quoted
from evaluations.packet.printable import LONGEST, direction, language, runs

_PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")


def words(text: str, longest: int = LONGEST) -> dict[str, Any]:
    """One paragraph; line ends within it stay. Words from `longest` characters on may break."""
    return {**_script(text), "runs": [{"kind": run.kind, "text": run.text} for run in runs(text.strip(), longest)]}


def sentence(quoted: Quoted) -> dict[str, Any]:
    """With the part of it that is evidence marked."""
    before, after = _plain(quoted.before), _plain(quoted.after)
    return {**_script(quoted.quote), "runs": [*before, *_plain(quoted.quote, evidence=True), *after]}


def said(text: MarkedText, body: str, place_of: Callable[[int], str], leads: Mapping[str, str]) -> dict[str, Any]:
    """What the candidate said, paragraph by paragraph, with the evidence marked and numbered.

    The number of a sentence stands at its end, at the place that `place_of` names; it leads to the first claim that
    rests on the sentence, whose place `leads` gives by the claim's id.
    """
    return {**_script(body), "paragraphs": list(_paragraphs(_marked(text, place_of, leads)))}


def _script(text: str) -> dict[str, str]:
    return {"dir": direction(text), "lang": language(text)}


def _marked(text: MarkedText, place_of: Callable[[int], str], leads: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for sentence in text.sentences:
        yield from _plain(sentence.lead)
        for piece in sentence.pieces:
            yield from _plain(piece.text, evidence=piece.is_evidence, aside=sentence.speaks_to_model)
        if sentence.items or sentence.speaks_to_model:
            leads_to = leads[sentence.items[0].id] if sentence.items else None
            yield {
                "kind": "number",
                "text": str(sentence.number),
                "place": place_of(sentence.number),
                "leads": leads_to,
            }
    yield from _plain(text.tail)


def _plain(text: str, **how: bool) -> Iterator[dict[str, Any]]:
    for run in runs(text):
        yield {"kind": run.kind, "text": run.text, **how}


def _paragraphs(all_runs: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    paragraph: list[dict[str, Any]] = []
    for run in all_runs:
        first, *others = _PARAGRAPH_END.split(run["text"])
        paragraph.append({**run, "text": first})
        for other in others:
            yield paragraph
            paragraph = [{**run, "text": other}]
    yield paragraph
