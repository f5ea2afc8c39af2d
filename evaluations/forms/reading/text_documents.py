"""A text document as an evaluation: what it states, in our terms. docs/forms.md tells what is understood."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from evaluations.engines.base import texts
from evaluations.evidence import sentences
from evaluations.evidence.claims import Item, Section
from evaluations.evidence.repeats import repeated, supported
from evaluations.forms.reading import words
from evaluations.forms.reading.free_text import accepted
from evaluations.forms.reading.grammar import Document, documents, parse
from evaluations.forms.reading.judgements import ratings, recommendation
from evaluations.forms.reading.parts import Part
from evaluations.forms.reading.points import Point
from evaluations.forms.reading.red_flags import flags
from evaluations.forms.reading.replies import follow_ups
from evaluations.forms.reading.results import ReadEvaluation, Unreadable
from evaluations.forms.reading.rows import rows_of
from evaluations.forms.reading.said import Remarks, said_in, stated
from evaluations.forms.reading.statements import Statements, statements
from evaluations.rules.rubric import Rubric
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT, TextRefused, decode

_LISTS = {
    Section.NOTES: "notes",
    Section.STRENGTHS: "strengths",
    Section.IMPROVEMENTS: "improvements",
    Section.FOLLOW_UP_QUESTIONS: "follow_up_questions",
    Section.JUSTIFICATION: "justification",
    Section.SUGGESTIONS: "suggestions",
}

_ABOUT_WHAT_WAS_NOT_SAID = (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)
_NOT_BEHIND_THE_ANSWER = (None, "title", "question", "answer", "feedback")


def read_text(data: bytes, rubric: Rubric) -> tuple[ReadEvaluation, ...]:
    """The evaluations of a file, one for each of its documents. Raises Unreadable."""
    try:
        text = decode(data)
    except TextRefused as refused:
        raise Unreadable(str(refused)) from refused
    rows = tuple(rows_of(text.removeprefix("\ufeff")))
    if all(row.is_blank for row in rows):
        raise Unreadable("The file is empty.")
    return tuple(_read(parse(part), rubric) for part in documents(rows))


def _read(document: Document, rubric: Rubric) -> ReadEvaluation:
    remarks = Remarks(list(document.doubtful))
    said = statements(document, rubric, remarks)
    answer = accepted(document.answer, "answer", ANSWER_LIMIT)
    asked = follow_ups(document, remarks)
    sections = _sections(document.parts, said, rubric, remarks)
    return ReadEvaluation(
        date=said.date,
        question=accepted(document.question, "question", QUESTION_LIMIT),
        answer=answer,
        follow_ups=asked,
        level=said.level or _level(sections, remarks),
        sections=_with_evidence(sections, texts(answer, asked)),
        candidate=said.candidate,
        not_understood=tuple(sorted(remarks.lines, key=lambda line: line.number)),
    )


def _with_evidence(
    sections: Mapping[Section, tuple[Item, ...]], said: Mapping[str, str]
) -> dict[Section, tuple[Item, ...]]:
    """What the claims about the answer repeat of it, looked for once for each wording."""
    evidence = cache(lambda wording: repeated(wording, said))
    return {
        section: items
        if section in _ABOUT_WHAT_WAS_NOT_SAID
        else tuple(supported(item, evidence(item.text)) for item in items)
        for section, items in sections.items()
    }


def _sections(
    parts: Sequence[Part], said: Statements, rubric: Rubric, remarks: Remarks
) -> dict[Section, tuple[Item, ...]]:
    _say_what_is_unknown_or_doubled(parts, remarks)

    def of(key: str) -> list[Point]:
        return list(said_in((part for part in parts if part.key == key), remarks))

    are_listed = any(part.key == "flags" and part.says_something for part in parts)
    read = {
        **{section: tuple(stated(point.text) for point in of(key)) for section, key in _LISTS.items()},
        Section.SUMMARY: tuple(_summary(of("summary"))),
        Section.RATINGS: ratings(of("ratings"), rubric, remarks),
        Section.RECOMMENDATION: _recommendation(parts, said, rubric, remarks),
        Section.FLAGS: flags(of("flags"), of("severities"), rubric, remarks, are_listed=are_listed),
    }
    return {section: read[section] for section in Section}


def _say_what_is_unknown_or_doubled(parts: Sequence[Part], remarks: Remarks) -> None:
    seen: set[str] = set()
    for part in parts:
        if part.key in _NOT_BEHIND_THE_ANSWER:
            head = part.heading if part.key != "feedback" else None
            remarks.rows_not_understood([head] if head else [])
            remarks.rows_not_understood(row for row in part.rows if head is None or row.number != head.number)
        elif part.key in seen and part.heading and part.says_something:
            remarks.say(
                part.heading.number, f"This part stands twice; both were read as one: {part.heading.text.strip()}"
            )
        if part.key and part.says_something:
            seen.add(part.key)


def _summary(found: Sequence[Point]) -> Iterator[Item]:
    """Its sentences; each line that is a point of its own ends one."""
    text = "\n\n".join(point.text for point in found)
    for sentence in sentences.split(text):
        yield stated(text[sentence.start : sentence.end])


def _recommendation(parts: Sequence[Part], said: Statements, rubric: Rubric, remarks: Remarks) -> tuple[Item, ...]:
    """The section's verdict, else the one stated at the top."""
    rows = [row for part in parts if part.key == "recommendation" for row in part.rows]
    item = recommendation(rows, rubric, remarks)
    if item is None:
        return (stated("", verdict=said.verdict),) if said.verdict else ()
    if said.verdict and item.verdict not in ("", said.verdict):
        remarks.say(
            0,
            f"The document says {said.verdict} at its top and {item.verdict} as its recommendation; the latter counts.",
        )
    return (stated(item.text, verdict=item.verdict or said.verdict),)


def _level(sections: Mapping[Section, Sequence[Item]], remarks: Remarks) -> str | None:
    """The one level that the evaluation's sentences name."""
    about = (Section.RECOMMENDATION, Section.SUMMARY, Section.STRENGTHS, Section.IMPROVEMENTS, Section.JUSTIFICATION)
    named = words.levels_in_prose("\n".join(item.text for section in about for item in sections[section]))
    if len(named) > 1:
        remarks.say(0, f"The document names more than one level ({', '.join(named)}); none was taken.")
    return named[0] if len(named) == 1 else None
