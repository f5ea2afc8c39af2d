"""Reads the documents that people keep: bytes → outline (grammar) → items (bodies), with what was not understood."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from evaluations.engines.base import FollowUp
from evaluations.engines.base import texts as said_texts
from evaluations.evidence.claims import Basis, Item, Section
from evaluations.evidence.repeats import supported
from evaluations.forms.escaping import unescaped
from evaluations.forms.reading import bodies, scales
from evaluations.forms.reading.bodies import Notes
from evaluations.forms.reading.grammar import Numbered, Outline, documents, outline
from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable
from evaluations.forms.reading.vocabulary import PARTS, SECTIONS, Kind, plain
from evaluations.rules.rubric import LEVELS, Rubric
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT, TextRefused, accept, decode, mend_characters

_LEVELS = {"Junior-Mid": r"junior[\s/–-]*mid(?:dle)?", "Senior": "senior", "Staff": "staff"}
_IN_PROSE = {
    level: re.compile(rf"\b(?:{words})[\s-]+level\b|\blevel(?:\s+of|:)?\s+(?:{words})\b", re.I)
    for level, words in _LEVELS.items()
}
_DATE = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})")
_QUESTION = re.compile(r"\s{0,3}#{3,6}\s+(?P<text>.*\S)\s*")
_IN_SECTIONS = {
    Kind.NOTES: Section.NOTES,
    Kind.STRENGTHS: Section.STRENGTHS,
    Kind.IMPROVEMENTS: Section.IMPROVEMENTS,
    Kind.FOLLOW_UP_QUESTIONS: Section.FOLLOW_UP_QUESTIONS,
    Kind.JUSTIFICATION: Section.JUSTIFICATION,
    Kind.SUGGESTIONS: Section.SUGGESTIONS,
}
_SILENT = (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)
"""They claim nothing about what was said."""


def read_text(data: bytes, rubric: Rubric) -> tuple[ReadEvaluation, ...]:
    """Raises Unreadable."""
    try:
        text = decode(data)
    except TextRefused as refused:
        raise Unreadable(str(refused)) from refused
    mended = mend_characters(text.removeprefix("\ufeff"))
    if not mended.strip():
        raise Unreadable("The file is empty.")
    return tuple(_document(outline(lines), rubric) for lines in documents(mended))


def _document(parts: Outline, rubric: Rubric) -> ReadEvaluation:
    if not parts.sections and not parts.answer:
        raise Unreadable("No evaluation was found in it: neither an answer nor a section such as “Strengths”.")
    question = _accepted(parts.question, "question", QUESTION_LIMIT)
    answer = _accepted(parts.answer, "answer", ANSWER_LIMIT)
    notes = Notes()
    follow_ups = tuple(_follow_ups(parts.follow_ups, notes))
    by_kind = _by_kind(parts, notes)
    sections = _items(by_kind, rubric, notes)
    verdict = _verdict(parts, by_kind, rubric, notes)
    sections[Section.RECOMMENDATION] = verdict
    said = said_texts(answer, follow_ups)
    for line in parts.strays:
        notes.add(line.number, line.text.strip())
    if parts.is_ambiguous:
        notes.add(0, "Feedback seems to begin more than once. What comes before the last time was read as the answer.")
    return ReadEvaluation(
        date=_date(parts),
        question=question,
        answer=answer,
        follow_ups=follow_ups,
        level=_level(parts, sections),
        sections={
            name: tuple(items if name in _SILENT else (supported(item, said) for item in items))
            for name, items in sections.items()
        },
        not_understood=tuple(Line(number=number, text=text) for number, text in sorted(notes.lines)),
    )


def _accepted(lines: Sequence[Numbered], what: str, limit: int) -> str:
    text = unescaped("\n".join(line.text for line in lines)).strip("\n")
    try:
        return accept(text, what=what, limit=limit)
    except TextRefused as refused:
        place = f"Line {lines[0].number}: " if lines else ""
        raise Unreadable(f"{place}{refused}") from refused


def _follow_ups(lines: Sequence[Numbered], notes: Notes) -> Iterator[FollowUp]:
    asked: str = ""
    reply: list[Numbered] = []
    for line in [*lines, Numbered(0, "### end")]:
        match = _QUESTION.fullmatch(line.text)
        if match is None:
            reply.append(line)
            continue
        said = unescaped("\n".join(part.text for part in reply)).strip()
        if asked and said:
            yield FollowUp(asked, said)
        elif asked or said:
            notes.add(reply[0].number if reply else line.number, asked or said)
        asked, reply = match["text"], []


def _by_kind(parts: Outline, notes: Notes) -> dict[Kind, list[Numbered]]:
    """The bodies of sections, those of one kind together; what is below a part's own heading counts as flags there."""
    found: defaultdict[Kind, list[Numbered]] = defaultdict(list)
    seen: set[Kind] = set()
    for head, body in parts.sections:
        if head.kind in SECTIONS or (head.kind is Kind.RED_FLAG and any(not line.is_blank for line in body)):
            kind = Kind.FLAGS if head.kind is Kind.RED_FLAG else head.kind
            if kind in seen:
                notes.add(head.line.number, f"{head.line.text.strip()} (once more; both were read)")
            seen.add(kind)
            found[kind] += body
        elif head.kind not in PARTS or any(not line.is_blank for line in body):
            for line in body:
                if not line.is_blank:
                    notes.add(line.number, line.text.strip())
    return dict(found)


def _items(by_kind: dict[Kind, list[Numbered]], rubric: Rubric, notes: Notes) -> dict[Section, list[Item]]:
    sections: dict[Section, list[Item]] = {
        section: bodies.texts(by_kind.get(kind, ())) for kind, section in _IN_SECTIONS.items()
    }
    sections[Section.SUMMARY] = bodies.sentences(by_kind.get(Kind.SUMMARY, ()))
    sections[Section.RATINGS] = bodies.ratings(by_kind.get(Kind.RATINGS, ()), rubric, notes)
    severities = by_kind.get(Kind.SEVERITIES, ())
    sections[Section.FLAGS] = bodies.flags(by_kind.get(Kind.FLAGS, ()), severities, rubric, notes)
    return sections


def _verdict(parts: Outline, by_kind: dict[Kind, list[Numbered]], rubric: Rubric, notes: Notes) -> list[Item]:
    """The recommendation's verdict; where it has none, that of the line "Rating"."""
    verdict, justification = bodies.recommendation(by_kind.get(Kind.RECOMMENDATION, ()), rubric, notes)
    top = parts.values.get(Kind.RATING)
    stated = scales.verdicts(rubric).leading(top.value) if top else None
    if top and (stated is None or (verdict and stated.word != verdict)):
        notes.add(top.line.number, top.line.text.strip())
    verdict = verdict or (stated.word if stated else "")
    return [Item(text=justification, basis=Basis.STATED, verdict=verdict)] if verdict or justification else []


def _level(parts: Outline, sections: dict[Section, list[Item]]) -> str | None:
    """As a line of its own says, else as the judgement's prose does, where it names one level only."""
    if (own := parts.values.get(Kind.LEVEL)) and (named := [one for one in LEVELS if plain(one) == plain(own.value)]):
        return named[0]
    prose = "\n".join(item.text for items in sections.values() for item in items)
    found = [level for level, pattern in _IN_PROSE.items() if pattern.search(prose)]
    return found[0] if len(found) == 1 else None


def _date(parts: Outline) -> date | None:
    own = parts.values.get(Kind.DATE)
    places = [own.value if own else "", parts.title.line.text if parts.title else ""]
    for match in filter(None, map(_DATE.search, places)):
        try:
            return datetime.strptime("".join(match.groups()), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
