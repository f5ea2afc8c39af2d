"""How a document is put together:

    document = [title] statements question answer [follow-ups] feedback red-flags
    feedback, red-flags = [group heading] { part heading, lines }

The question and the answer are free text, so they end where the document goes on, not where a line of theirs happens to
look like a heading: see `_evaluation_start`. Everything behind the answer is cut at its headings, in whatever order and
under whichever group they stand (`parts`). Each part is read by its own rules: `points`, `judgements`, `red_flags`,
`replies`; what stands before the question by `statements`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluations.forms.reading.heads import GROUPS, PARTS, RED_FLAGS, Heads
from evaluations.forms.reading.parts import Part, parts_of
from evaluations.forms.reading.results import Line, Unreadable
from evaluations.forms.reading.rows import Row

_MANY = 3
"""Parts that make an evaluation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: Row | None
    statements: tuple[Row, ...]
    """What stands before the question."""
    question: tuple[Row, ...]
    answer: tuple[Row, ...]
    follow_ups: tuple[Row, ...]
    parts: tuple[Part, ...]
    doubtful: tuple[Line, ...]
    """Lines that could have been read otherwise."""


def documents(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each document of a file: one begins at a title, where the one before it is whole."""
    heads = Heads.of(rows)
    last_answer = max((index for index, head in heads.at.items() if head.key == "answer"), default=0)
    start, is_answered, named = 0, False, set[str]()
    for index, row in enumerate(rows):
        key = heads.at[index].key if index in heads.at else None
        if len(named) >= _MANY and index < last_answer and _is_title(row):
            yield rows[start:index]
            start, is_answered, named = index, False, set()
        elif key == "answer":
            is_answered = True
        elif is_answered and key in GROUPS and heads.opens_a_part(index):
            named.update(PARTS)
        elif is_answered and key in PARTS and heads.is_set_off(index):
            named.add(key)
    yield rows[start:]


def parse(rows: Sequence[Row]) -> Document:
    """Raises Unreadable for a document without a question or an answer."""
    heads = Heads.of(rows)
    title = heads.next_saying(0)
    question, answer = _question_and_answer(heads, rows[title or 0].number)
    end = _evaluation_start(heads, answer)
    follow_ups = _follow_ups_start(heads, answer, end)
    rules = _separators(heads, question, end)
    if title is None or title >= question or not _is_title(rows[title]):
        title = None
    return Document(
        title=None if title is None else rows[title],
        statements=tuple(rows[0 if title is None else title + 1 : question]),
        question=_without_separator(heads.body(question, answer), rules),
        answer=_without_separator(heads.body(answer, follow_ups), rules),
        follow_ups=_without_separator(heads.body(follow_ups, end), rules) if follow_ups < end else (),
        parts=tuple(parts_of(rows[end:])),
        doubtful=tuple(_doubtful(heads, answer, follow_ups)),
    )


def _is_title(row: Row) -> bool:
    head = row.heading
    return head is not None and (head.key == "title" or (head.key in (None, *GROUPS) and head.style == "#"))


def _question_and_answer(heads: Heads, first_line: int) -> tuple[int, int]:
    """Where they begin. A question may have a line that looks like "Answer" too, so the one counts that is written as
    the heading "Question" is."""
    question = next((index for index, head in heads.at.items() if head.key == "question"), None)
    if question is None:
        raise Unreadable(f"The document from line {first_line} has no question: no heading “Question”.")
    answers = [index for index, head in heads.at.items() if head.key == "answer" and index > question]
    if not answers:
        raise Unreadable(f"The document from line {first_line} has no answer: no heading “Answer”.")
    style = heads.at[question].style
    return question, next((index for index in answers if heads.at[index].style == style), answers[0])


def _evaluation_start(heads: Heads, answer: int) -> int:
    """Where the answer and its follow-ups end.

    An answer may hold lines that look like the headings behind it, even a whole evaluation that somebody pasted or made
    up. So where an evaluation seems to begin more than once, the last time counts (`_anchor`); what stands before it
    belongs to it only as long as it names parts that have not come yet, or says the same again. Before "Feedback" only
    red flags under a heading of their own may stand. What is left stays in the answer.
    """
    behind = [index for index in heads.at if index > answer and heads.at[index].key in (*GROUPS, *PARTS)]
    anchor = _anchor(heads, behind, answer)
    if anchor is None:
        return len(heads.rows)
    is_feedback = heads.at[anchor].key == "feedback"
    start = likely = surely = anchor
    later = {heads.at[index].key: index for index in behind if index >= anchor}
    for index in reversed([index for index in behind if index < anchor and heads.is_set_off(index)]):
        key = heads.at[index].key
        is_said_again = key in later and _says_again(heads, index, later[key], start)
        if not is_said_again and (key in later or not _may_come_before(heads, index, anchor)):
            return surely
        start, later[key] = index, index
        if key in GROUPS or not is_feedback:
            likely = index
            surely = surely if is_said_again else index
    return likely


def _may_come_before(heads: Heads, index: int, anchor: int) -> bool:
    head, anchored = heads.at[index], heads.at[anchor]
    return (
        anchored.key != "feedback" or head.key in RED_FLAGS or (head.key == "red_flag" and head.style == anchored.style)
    )


def _anchor(heads: Heads, behind: Sequence[int], answer: int) -> int | None:
    """A heading that is surely not the answer's: the last "Feedback", else the last "Red Flag", else of the parts."""
    style = heads.at[answer].style
    for group in GROUPS:
        of_group = [index for index in behind if heads.at[index].key == group]
        opening = [
            index
            for index in of_group
            if heads.opens_a_part(index) or (heads.at[index].style == style != "" and heads.leads_to_a_part(index))
        ]
        if opening:
            return opening[-1]
    parts = [index for index in behind if heads.at[index].key in PARTS and heads.is_set_off(index)]
    if parts:
        return _last_beginning(heads, parts)
    groups = [index for index in behind if heads.at[index].key in GROUPS and heads.at[index].style == style]
    return groups[-1] if groups else None


def _last_beginning(heads: Heads, parts: Sequence[int]) -> int:
    """Where the part with which an evaluation begins comes for the last time, with enough behind it."""
    behind: set[str | None] = set()
    for index in reversed(parts):
        behind.add(heads.at[index].key)
        if heads.at[index].key == heads.at[parts[0]].key and len(behind) >= _MANY:
            return index
    return parts[0]


def _says_again(heads: Heads, one: int, other: int, start: int) -> bool:
    """Whether a heading only repeats what is read from `start` on: a part word for word, or a group that opens it."""
    if heads.at[one].key in GROUPS:
        return heads.opens_a_part(one) and heads.next_saying(one + 1) == start

    def under(index: int) -> list[str]:
        return [row.text.strip() for row in heads.body(index) if row.says_something]

    return under(one) == under(other)


def _follow_ups_start(heads: Heads, answer: int, end: int) -> int:
    """The last such heading before `end`; `end` where there is none."""
    marked = [index for index in heads.at if answer < index < end and heads.at[index].key == "follow_ups"]
    style = heads.at[answer].style
    return next((index for index in reversed(marked) if heads.at[index].style == style), end)


def _separators(heads: Heads, question: int, end: int) -> set[str]:
    """The rules that this document draws above its headings."""
    rows = heads.rows
    drawn = (index for index, row in enumerate(rows) if row.is_rule and not question < index < end)
    above = (index for index in drawn if heads.next_saying(index) in heads.at)
    return {rows[index].text.strip() for index in above}


def _without_separator(rows: Sequence[Row], separators: set[str]) -> tuple[Row, ...]:
    """Free text without the rule that belongs to the heading behind it."""
    end = len(rows)
    while end and (rows[end - 1].is_blank or rows[end - 1].text.strip() in separators):
        end -= 1
    return tuple(rows[:end])


def _doubtful(heads: Heads, answer: int, end: int) -> Iterator[Line]:
    """What in it is written as the document's headings are, and the first line that looks like an evaluation."""
    style = heads.at[answer].style
    is_said = False
    for index in (index for index in heads.at if answer < index < end):
        head, row = heads.at[index], heads.rows[index]
        is_judged = head.key in (*GROUPS, *PARTS)
        is_alike = head.style == style if style else heads.rows[index - 1].is_rule or heads.opens_a_part(index)
        if is_alike or (is_judged and not is_said and heads.is_set_off(index)):
            is_said = is_said or is_judged
            text = f"Kept in the answer, though it looks like a heading: {row.text.strip()}"
            yield Line(number=row.number, text=text)
