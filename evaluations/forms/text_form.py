"""An evaluation for people who read a terminal."""

import textwrap
from collections.abc import Iterable

from evaluations.evidence.claims import Basis, Item, Section
from evaluations.forms.markdown_form import stars
from evaluations.forms.record import Record

HEADINGS = {
    Section.NOTES: "Notes",
    Section.SUMMARY: "Summary",
    Section.STRENGTHS: "Strengths",
    Section.IMPROVEMENTS: "Areas for improvement",
    Section.FOLLOW_UP_QUESTIONS: "Follow-up questions",
    Section.JUSTIFICATION: "Why",
    Section.SUGGESTIONS: "What stronger evidence would have shown",
}
BASES = {
    Basis.ABSENT: "looked for and not found",
    Basis.UNVERIFIED: "no evidence found",
    Basis.STATED: "stated by the document",
    Basis.PERSON: "entered by a person",
}


def to_text(record: Record, width: int = 88) -> str:
    drafted_by = f"drafted by the {record.engine} engine, {record.level}, {record.rubric.name} v{record.rubric_version}"
    lines = [f"{record.final_verdict}   ({drafted_by})", *_wrapped(record.trace, "  ", width)]
    if record.if_flags_confirmed != record.verdict:
        lines.append(f"  If the red flags are confirmed: {record.if_flags_confirmed}.")
    if record.recommendation:
        lines += ["", *textwrap.wrap(record.recommendation.text, width)]
    lines += [*_section(record, Section.NOTES, width), "", HEADINGS[Section.SUMMARY]]
    lines += textwrap.wrap(" ".join(item.text for item in record.items(Section.SUMMARY)), width)
    for section in (Section.STRENGTHS, Section.IMPROVEMENTS):
        lines += _section(record, section, width, evidence=True)
    lines += [*_ratings(record, width), *_section(record, Section.FOLLOW_UP_QUESTIONS, width), *_flags(record, width)]
    for section in (Section.JUSTIFICATION, Section.SUGGESTIONS):
        lines += _section(record, section, width)
    return "\n".join(lines) + "\n"


def _section(record: Record, section: Section, width: int, *, evidence: bool = False) -> Iterable[str]:
    items = record.items(section)
    if not items:
        return
    yield from ("", HEADINGS[section])
    for item in items:
        yield from _wrapped([item.text], "- ", width)
        if evidence:
            yield from _support(record, item, width)


def _ratings(record: Record, width: int) -> Iterable[str]:
    yield from ("", "Ratings")
    for item in record.items(Section.RATINGS):
        yield f"  {item.competency:<24}{item.rating}"
        yield from _wrapped([item.text], "      ", width)
        yield from _support(record, item, width)


def _flags(record: Record, width: int) -> Iterable[str]:
    yield from ("", "Red flags")
    if not record.items(Section.FLAGS):
        yield "  None."
    for item in record.items(Section.FLAGS):
        yield f"  {stars(item.severity)} {item.label} ({item.status})"
        yield from _wrapped([item.text], "      ", width)
        yield from _support(record, item, width)


def _support(record: Record, item: Item, width: int) -> Iterable[str]:
    if item.basis in BASES:
        yield f"      [{BASES[item.basis]}]"
    for span in item.evidence:
        quote = " ".join(record.text(span.text)[span.start : span.end].split())
        yield from _wrapped([f"“{quote}”"], "      ", width)


def _wrapped(texts: Iterable[str], indent: str, width: int) -> Iterable[str]:
    for text in texts:
        yield from textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=" " * len(indent))
