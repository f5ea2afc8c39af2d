"""The outline of a document that people keep: which of its lines belong to which part.

    document  = title, {line}, question, answer, [follow-ups], {part | section}
    part      = heading "Feedback" or "Red Flag"; what stands below it are sections, whichever
    section   = heading (vocabulary.HEADINGS), lines up to the next heading
    heading   = ["#" ...] ["**"] [number] words ["(...)"] ["**"] [":"] [value]

Rule lines mean nothing. In the question and the answer only a heading as the document itself writes its headings ends
them; and where feedback seems to begin more than once, an answer may hold what looks like it: the last one counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evaluations.forms.reading.vocabulary import KINDS, PARTS, SECTIONS, Kind, plain

_RULE = re.compile(r"\s*([=\-_*~─—])(?:\s?\1){2,}\s*")
_HEADING = re.compile(
    r"\s{0,3}(?P<hashes>#{1,6})?\s*(?P<bold>\*\*|__)?\s*(?:section\s+)?(?:\d{1,2}\s*[.):]\s*)?(?P<words>.+?)\s*", re.I
)
_NUMBERED = re.compile(r"\s*\d{1,2}\s*[.)]\s+\S")
_LONGEST_HEADING = 90
_JUDGED = (*PARTS, *SECTIONS)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with its number in the file, from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() or _RULE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Heading:
    line: Numbered
    kind: Kind
    value: str
    """What stands on the same line behind it."""
    style: str
    """How it is written: its hashes, bold, or neither."""


@dataclass
class Outline:
    title: Heading | None = None
    values: dict[Kind, Heading] = field(default_factory=dict)
    """Date, level and rating, where a line of their own states them."""
    question: list[Numbered] = field(default_factory=list)
    answer: list[Numbered] = field(default_factory=list)
    follow_ups: list[Numbered] = field(default_factory=list)
    sections: list[tuple[Heading, list[Numbered]]] = field(default_factory=list)
    strays: list[Numbered] = field(default_factory=list)
    """Lines that belong to nothing."""
    is_ambiguous: bool = False


def heading(line: Numbered) -> Heading | None:
    match = _HEADING.fullmatch(line.text)
    if match is None or line.is_blank:
        return None
    style = match["hashes"] or match["bold"] or ""
    words = re.sub(r"\*\*|__", "", match["words"])
    if len(words) <= _LONGEST_HEADING and (kind := KINDS.get(plain(words))):
        return Heading(line, kind, "", style)
    before, colon, after = words.partition(":")
    kind = KINDS.get(plain(before)) if colon and len(before) <= _LONGEST_HEADING else None
    return Heading(line, kind, after.strip(), style) if kind and not line.text.lstrip().startswith(("-", "•")) else None


def documents(text: str) -> Iterator[list[Numbered]]:
    """The file's documents, each beginning with its title."""
    lines = [Numbered(number, line) for number, line in enumerate(text.split("\n"), 1)]
    titles = [index for index, line in enumerate(lines) if _is_title(line)]
    starts = [
        index for number, index in enumerate(titles) if number == 0 or _is_whole(lines[titles[number - 1] : index])
    ]
    if not starts:
        yield lines
        return
    for first, after_last in zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True):
        yield lines[first:after_last]


def _is_title(line: Numbered) -> bool:
    found = heading(line)
    return found is not None and found.kind is Kind.TITLE and found.style in ("#", "##")


def _is_whole(lines: Sequence[Numbered]) -> bool:
    """What has an answer and its feedback is a document; else the next title may stand within the answer."""
    kinds = [found.kind for line in lines if (found := heading(line))]
    return Kind.ANSWER in kinds and any(kind in _JUDGED for kind in kinds[kinds.index(Kind.ANSWER) :])


def outline(lines: Sequence[Numbered]) -> Outline:
    result = Outline()
    headings = [found for line in lines if (found := heading(line))]
    question = next((found for found in headings if found.kind is Kind.QUESTION), None)
    after = [found for found in headings if question is None or found.line.number > question.line.number]
    answers = [found for found in after if found.kind is Kind.ANSWER]
    # The one that is written as the question's heading is: a question may have a line that looks like it too.
    answer = next((found for found in answers if question and found.style == question.style), next(iter(answers), None))
    start = _feedback(lines, headings, answer, result)
    follow_ups = _follow_ups(after, answer, start)
    place = ""
    for line in lines:
        found = heading(line)
        if start is not None and line.number >= start:
            _judged(line, found, result)
        elif question and line.number == question.line.number:
            place = "question"
            _keep(result.question, question)
        elif answer and line.number == answer.line.number:
            place = "answer"
            _keep(result.answer, answer)
        elif follow_ups and line.number == follow_ups:
            place = "follow_ups"
        elif place:
            getattr(result, place).append(line)
        else:
            _head(line, found, result)
    return result


def _keep(lines: list[Numbered], found: Heading) -> None:
    if found.value:
        lines.append(Numbered(found.line.number, found.value))


def _feedback(
    lines: Sequence[Numbered], headings: Sequence[Heading], answer: Heading | None, result: Outline
) -> int | None:
    """The number of the line with which the judgement begins."""
    floor = answer.line.number if answer else 0
    after = [found for found in headings if found.line.number > floor]
    begins = [found for found in after if found.kind is Kind.FEEDBACK and (not answer or found.style == answer.style)]
    sound = [found for found in begins if _leads_to_section(lines, found)] or begins
    if sound:
        result.is_ambiguous = len(begins) > 1
        return sound[-1].line.number
    sections = [found for found in after if found.kind in _JUDGED]
    return sections[0].line.number if sections else None


def _leads_to_section(lines: Sequence[Numbered], found: Heading) -> bool:
    following = (line for line in lines if line.number > found.line.number and not line.is_blank)
    next_heading = heading(next(following, Numbered(0, "")))
    return next_heading is not None and next_heading.kind in _JUDGED


def _follow_ups(after: Sequence[Heading], answer: Heading | None, start: int | None) -> int | None:
    if answer is None:
        return None
    return next(
        (
            found.line.number
            for found in reversed(after)
            if found.kind is Kind.FOLLOW_UPS
            and found.style == answer.style
            and found.line.number > answer.line.number
            and (start is None or found.line.number < start)
        ),
        None,
    )


def _judged(line: Numbered, found: Heading | None, result: Outline) -> None:
    if found and found.kind in _JUDGED:
        body: list[Numbered] = []
        _keep(body, found)
        result.sections.append((found, body))
    elif line.is_blank and not line.text.strip("\t ="):
        if result.sections and not line.text.strip():
            result.sections[-1][1].append(line)
    elif _RULE.fullmatch(line.text):
        pass
    elif line.text.lstrip().startswith("#") and not found:
        # A section that nobody knows: it ends the one before, and its lines are told.
        result.sections.append((Heading(line, Kind.TITLE, "", "#"), [line]))
    elif result.sections:
        result.sections[-1][1].append(line)
    else:
        result.strays.append(line)


def _head(line: Numbered, found: Heading | None, result: Outline) -> None:
    if found and found.kind is Kind.TITLE and result.title is None:
        result.title = found
    elif found and found.kind in (Kind.DATE, Kind.LEVEL, Kind.RATING) and found.value:
        result.values.setdefault(found.kind, found)
    elif not line.is_blank:
        result.strays.append(line)
