"""What stands behind the answer, cut into the parts of the evaluation at their headings, whatever their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluations.forms.reading.rows import BULLET, NUMBER, Heading, Row

_INSIDE = {("recommendation", "justification"), ("recommendation", "recommendation"), ("flags", "severities")}
"""(Part, heading): an unnumbered line such as "Severity: 2" belongs to the part that it stands in."""
_WITH_BOLD_LINES = ("recommendation", "follow_ups", "flags", "severities", "ratings")
_LONGEST_TITLE = 80
"""In characters, of a part that nobody knows."""


@dataclass(frozen=True, slots=True)
class Part:
    key: str | None
    """As in words.toml; None for a part that nobody knows."""
    heading: Row | None
    rows: tuple[Row, ...]

    @property
    def says_something(self) -> bool:
        return any(row.says_something for row in self.rows)


def parts_of(rows: Sequence[Row]) -> Iterator[Part]:
    """What stands directly under "Red Flag" tells the flags; under "Feedback", nothing known."""
    key: str | None = None
    heading: Row | None = None
    body: list[Row] = []
    says_something = False
    for index, row in enumerate(rows):
        head = _heading_within(key, rows, index, says_something=says_something)
        if head is None:
            body.append(row)
            says_something = says_something or row.says_something
            continue
        if heading or says_something:
            yield Part(key, heading, tuple(body))
        key = "flags" if head.key == "red_flag" else head.key
        heading = row
        body = [Row(row.number, head.inline)] if head.inline else []
        says_something = any(line.says_something for line in body)
    if heading or says_something:
        yield Part(key, heading, tuple(body))


def _heading_within(key: str | None, rows: Sequence[Row], index: int, *, says_something: bool) -> Heading | None:
    """The heading that a line is where it stands in the part `key`, which says something so far or not."""
    head = rows[index].heading
    if head is None:
        begins = says_something and index > 0 and _begins_unknown(rows[index], rows[index - 1])
        return Heading(None, "", None, "") if begins else None
    is_small = head.number is None and not head.style.startswith("#")
    if (key, head.key) in _INSIDE and is_small and says_something and (head.inline or head.key == "justification"):
        return None
    if head.key is None and (key == "follow_ups" or (key in _WITH_BOLD_LINES and is_small)):
        return None
    return head


def _begins_unknown(row: Row, above: Row) -> bool:
    """Whether an unmarked line begins a part that nobody knows: framed by a rule, or a title with its own list."""
    text = row.text.strip()
    if not row.says_something or row.is_indented or text.startswith("|") or BULLET.match(text):
        return False
    return (above.is_rule and len(text) <= _LONGEST_TITLE) or (
        above.is_blank and text.endswith(":") and len(text.split()) <= 8 and not NUMBER.match(text)
    )
