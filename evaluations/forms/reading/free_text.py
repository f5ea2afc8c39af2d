"""Questions, answers and replies: accepted as those that are pasted, without what our own form escaped in them."""

from collections.abc import Sequence

from evaluations.forms.escaping import unescaped
from evaluations.forms.reading.results import Unreadable
from evaluations.forms.reading.rows import Row, joined
from interviews.texts import TextRefused, accept


def accepted(rows: Sequence[Row], what: str, limit: int, *, is_heading: bool = False) -> str:
    """`is_heading`: it stands in a heading, where nothing needs to be escaped. Raises Unreadable where a pasted text
    would be refused."""
    text = joined(rows).strip()
    try:
        return accept(text if is_heading else unescaped(text), what=what, limit=limit)
    except TextRefused as refused:
        place = f" (from line {rows[0].number})" if rows else ""
        raise Unreadable(f"{refused}{place}") from refused
