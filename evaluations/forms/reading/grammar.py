"""How a document is put together:

    document = [title] statements question answer [follow-ups] feedback red-flags
    feedback, red-flags = [group heading] { part heading, lines }

The question and the answer are free text, so they end where the document goes on, not where a line of theirs happens to
look like a heading: see `feedback_start`. Everything behind the answer is cut at its headings, in whatever order and
under whichever group they stand.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluations.forms.reading.results import Line, Unreadable
from evaluations.forms.reading.rows import BULLET, NUMBER, Heading, Row, heading

GROUPS = ("feedback", "red_flag")
_FEEDBACK = ("notes", "summary", "strengths", "improvements", "ratings", "recommendation", "follow_up_questions")
_RED_FLAGS = ("flags", "severities", "justification", "suggestions")
PARTS = (*_FEEDBACK, *_RED_FLAGS)
_USUAL_NUMBER = {name: number for names in (_FEEDBACK, _RED_FLAGS) for number, name in enumerate(names, 1)}
_INSIDE = {("recommendation", "justification"), ("recommendation", "recommendation"), ("flags", "severities")}
"""(Part, heading): an unnumbered line such as "Severity: 2" belongs to the part that it stands in."""
_MANY = 3
"""Parts that make an evaluation."""
_WITH_BOLD_LINES = ("recommendation", "follow_ups", "flags", "severities", "ratings")


@dataclass(frozen=True, slots=True)
class Part:
    key: str | None
    """As in words.toml; None for a part that nobody knows."""
    heading: Row | None
    rows: tuple[Row, ...]


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


@dataclass(frozen=True, slots=True)
class _Heads:
    """The known headings of some rows, by index."""

    rows: Sequence[Row]
    saying: Sequence[int]
    """The indices of the rows that are neither blank nor rules."""
    at: dict[int, Heading]

    def first(self, key: str, start: int = 0) -> int | None:
        return next((index for index, head in self.at.items() if index >= start and head.key == key), None)

    def next_saying(self, start: int) -> int | None:
        """The first row from `start` that is neither blank nor a rule."""
        place = bisect_left(self.saying, start)
        return self.saying[place] if place < len(self.saying) else None

    def end(self, index: int) -> int:
        """Where the next known heading after `index` is."""
        return next((later for later in self.at if later > index), len(self.rows))

    def body(self, index: int, end: int) -> tuple[Row, ...]:
        """What stands under a heading: the rest of its line, and the lines to `end` without the rule that frames it."""
        inline = self.at[index].inline
        first = (Row(self.rows[index].number, inline),) if inline else ()
        start = index + 1
        if start < end and self.rows[start].is_rule:
            start += 1
        return (*first, *self.rows[start:end])

    def opens_a_part(self, index: int) -> bool:
        """Whether the next thing below is the heading of a part."""
        following = self.next_saying(index + 1)
        return following in self.at and self.at[following].key in PARTS

    def is_set_off(self, index: int) -> bool:
        """Whether more than its words makes the line a heading."""
        head, above = self.at[index], self.rows[index - 1]
        below = self.next_saying(index + 1)
        return bool(
            head.style
            or above.is_rule
            or (head.number is not None and head.number == _USUAL_NUMBER.get(head.key or ""))
            or (not head.inline and below is not None and is_point(self.rows[below]))
        )


def is_point(row: Row) -> bool:
    text = row.text.strip()
    return bool(BULLET.match(text) or NUMBER.match(text))


def documents(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each document of a file: one begins at a title, where the one before it is whole."""
    heads = _heads(rows)
    last_answer = max((index for index, head in heads.at.items() if head.key == "answer"), default=0)
    start, is_answered, named = 0, False, set[str]()
    for index, row in enumerate(rows):
        key = heads.at[index].key if index in heads.at else None
        if len(named) >= _MANY and index < last_answer and is_title(row):
            yield rows[start:index]
            start, is_answered, named = index, False, set()
        elif key == "answer":
            is_answered = True
        elif is_answered and key in GROUPS and heads.opens_a_part(index):
            named.update(PARTS)
        elif is_answered and key in PARTS and heads.is_set_off(index):
            named.add(key)
    yield rows[start:]


def _heads(rows: Sequence[Row]) -> _Heads:
    found = ((index, heading(row)) for index, row in enumerate(rows))
    saying = [index for index, row in enumerate(rows) if row.says_something]
    return _Heads(rows, saying, {index: head for index, head in found if head and head.key})


def parse(rows: Sequence[Row]) -> Document:
    """Raises Unreadable for a document without a question or an answer."""
    heads = _heads(rows)
    question = heads.first("question")
    answer = heads.first("answer", (question or 0) + 1)
    first = rows[heads.next_saying(0) or 0].number
    if question is None or answer is None:
        missing = "question" if question is None else "answer"
        raise Unreadable(f"The document from line {first} has no {missing}: no heading “{missing.capitalize()}”.")
    end = feedback_start(heads, answer)
    follow_ups = _follow_ups_start(heads, answer, end)
    rules = _separators(heads, question, end)
    title = heads.next_saying(0)
    if title is None or title >= question or not is_title(rows[title]):
        title = None
    return Document(
        title=None if title is None else rows[title],
        statements=tuple(rows[0 if title is None else title + 1 : question]),
        question=_without_separator(heads.body(question, answer), rules),
        answer=_without_separator(heads.body(answer, follow_ups), rules),
        follow_ups=_without_separator(heads.body(follow_ups, end), rules) if follow_ups < end else (),
        parts=tuple(_parts(rows[end:])),
        doubtful=tuple(_doubtful(heads, answer, follow_ups)),
    )


def is_title(row: Row) -> bool:
    head = heading(row)
    return head is not None and (head.key == "title" or (head.key in (None, *GROUPS) and head.style == "#"))


def feedback_start(heads: _Heads, answer: int) -> int:
    """Where the answer and its follow-ups end.

    An answer may hold lines that look like the headings behind it, even a whole evaluation that somebody pasted. So we
    look from the end: the last group heading that opens a part is the document's own, and so is what stands before it
    as long as it names parts that have not come yet, or says the same again. What is left stays in the answer.
    """
    behind = [index for index in heads.at if index > answer and heads.at[index].key in (*GROUPS, *PARTS)]
    anchor = _anchor(heads, behind, answer)
    if anchor is None:
        return len(heads.rows)
    start = surely = anchor
    later = {heads.at[index].key: index for index in behind if index >= anchor}
    for index in reversed([index for index in behind if index < anchor and heads.is_set_off(index)]):
        key = heads.at[index].key
        if key in later and not _says_again(heads, index, later[key], start):
            return surely
        start = index
        surely = surely if key in later else index
        later[key] = index
    return start


def _anchor(heads: _Heads, behind: Sequence[int], answer: int) -> int | None:
    """A heading that is surely not the answer's."""
    for group in GROUPS:
        opening = [index for index in behind if heads.at[index].key == group and heads.opens_a_part(index)]
        if opening:
            return opening[-1]
    parts = [index for index in behind if heads.at[index].key in PARTS and heads.is_set_off(index)]
    if parts:
        return parts[0]
    style = heads.at[answer].style
    groups = [index for index in behind if heads.at[index].key in GROUPS and heads.at[index].style == style]
    return groups[-1] if groups else None


def _says_again(heads: _Heads, one: int, other: int, start: int) -> bool:
    """Whether a heading only repeats what is read from `start` on: a part word for word, or a group that opens it."""
    if heads.at[one].key in GROUPS:
        return heads.opens_a_part(one) and heads.next_saying(one + 1) == start

    def under(index: int) -> list[str]:
        return [row.text.strip() for row in heads.body(index, heads.end(index)) if row.says_something]

    return under(one) == under(other)


def _follow_ups_start(heads: _Heads, answer: int, end: int) -> int:
    """The last such heading before `end`; `end` where there is none."""
    marked = [index for index in heads.at if answer < index < end and heads.at[index].key == "follow_ups"]
    style = heads.at[answer].style
    return next((index for index in reversed(marked) if heads.at[index].style == style), end)


def _separators(heads: _Heads, question: int, end: int) -> set[str]:
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


def _doubtful(heads: _Heads, answer: int, end: int) -> Iterator[Line]:
    style = heads.at[answer].style
    for index, head in heads.at.items():
        likely = head.style == style if style else heads.rows[index - 1].is_rule or heads.opens_a_part(index)
        if answer < index < end and likely:
            text = heads.rows[index].text.strip()
            yield Line(
                number=heads.rows[index].number, text=f"Kept in the answer, though it looks like a heading: {text}"
            )


def _parts(rows: Sequence[Row]) -> Iterator[Part]:
    """Cut at every heading. What stands directly under "Red Flag" tells the flags; under "Feedback", nothing known."""
    key: str | None = None
    head_row: Row | None = None
    body: list[Row] = []
    for index, row in enumerate(rows):
        head = _heading_between(rows, index, key, body)
        if head is None:
            if body or row.says_something:
                body.append(row)
            continue
        if head_row or body:
            yield Part(key, head_row, tuple(body))
        key = "flags" if head.key == "red_flag" else head.key
        head_row = row
        body = [Row(row.number, head.inline)] if head.inline else []
    if head_row or body:
        yield Part(key, head_row, tuple(body))


def _heading_between(rows: Sequence[Row], index: int, key: str | None, body: Sequence[Row]) -> Heading | None:
    """The heading that a line is in what follows the answer, where the part `key` has `body` so far."""
    row = rows[index]
    head = heading(row)
    if head is None:
        return Heading(None, "", None, "") if _begins_unknown(rows, index, body) else None
    small = head.number is None and not head.style.startswith("#")
    said = any(line.says_something for line in body)
    if (key, head.key) in _INSIDE and small and said and (head.inline or head.key == "justification"):
        return None
    if head.key is None and (key == "follow_ups" or (key in _WITH_BOLD_LINES and small)):
        return None
    return head


def _begins_unknown(rows: Sequence[Row], index: int, body: Sequence[Row]) -> bool:
    """Whether an unmarked line begins a part that nobody knows: framed by a rule, or a title with its own list."""
    row, above = rows[index], rows[index - 1] if index else None
    text = row.text.strip()
    if above is None or not any(line.says_something for line in body):
        return False
    if not row.says_something or row.is_indented or text.startswith("|") or BULLET.match(text):
        return False
    return (above.is_rule and len(text) <= 80) or (
        above.is_blank and text.endswith(":") and len(text.split()) <= 8 and not NUMBER.match(text)
    )
