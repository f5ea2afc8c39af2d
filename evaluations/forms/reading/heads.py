"""The headings of a document: which of them stand where, and how surely each is one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from evaluations.forms.reading.rows import Heading, Row

GROUPS = ("feedback", "red_flag")
FEEDBACK = ("notes", "summary", "strengths", "improvements", "ratings", "recommendation", "follow_up_questions")
RED_FLAGS = ("flags", "severities", "justification", "suggestions")
PARTS = (*FEEDBACK, *RED_FLAGS)
_USUAL_NUMBER = {name: number for names in (FEEDBACK, RED_FLAGS) for number, name in enumerate(names, 1)}


@dataclass(frozen=True, slots=True)
class Heads:
    """The known headings of some rows, by index."""

    rows: Sequence[Row]
    at: Mapping[int, Heading]
    places: Sequence[int]
    """The indices of `at`, rising."""
    saying: Sequence[int]
    """The indices of the rows that are neither blank nor rules."""

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        at = {index: row.heading for index, row in enumerate(rows) if row.heading and row.heading.key}
        return cls(rows, at, list(at), [index for index, row in enumerate(rows) if row.says_something])

    def next_saying(self, start: int) -> int | None:
        """The first row from `start` that is neither blank nor a rule."""
        return _from(self.saying, start)

    def next_heading(self, start: int) -> int | None:
        return _from(self.places, start)

    def body(self, index: int, end: int | None = None) -> tuple[Row, ...]:
        """What stands under a heading: the rest of its line, and the lines to `end` without the rule that frames it.

        `end` is where the next known heading is unless said."""
        if end is None:
            following = self.next_heading(index + 1)
            end = len(self.rows) if following is None else following
        inline = self.at[index].inline
        first = (Row(self.rows[index].number, inline),) if inline else ()
        start = index + 1
        if start < end and self.rows[start].is_rule:
            start += 1
        return (*first, *self.rows[start:end])

    def opens_a_part(self, index: int) -> bool:
        """Whether the next thing below is the heading of a part."""
        following = self.next_saying(index + 1)
        head = None if following is None else self.at.get(following)
        return head is not None and head.key in PARTS

    def leads_to_a_part(self, index: int) -> bool:
        """Whether the next heading below is surely that of a part; there may be other words in between."""
        following = self.next_heading(index + 1)
        return following is not None and self.at[following].key in PARTS and self.is_set_off(following)

    def is_set_off(self, index: int) -> bool:
        """Whether more than its words makes the line a heading."""
        head = self.at[index]
        below = self.next_saying(index + 1)
        return bool(
            head.style
            or (index and self.rows[index - 1].is_rule)
            or (head.number is not None and head.number == _USUAL_NUMBER.get(head.key or ""))
            or (not head.inline and below is not None and self.rows[below].is_point)
        )


def _from(indices: Sequence[int], start: int) -> int | None:
    place = bisect_left(indices, start)
    return indices[place] if place < len(indices) else None
