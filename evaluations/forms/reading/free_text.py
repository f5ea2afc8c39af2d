"""Questions, answers and replies: mended and accepted as those that are pasted."""

from collections.abc import Sequence

from evaluations.forms.reading.results import Unreadable
from evaluations.forms.reading.rows import Row, joined
from interviews.texts import TextRefused, accept, repair


def accepted(rows: Sequence[Row], what: str, limit: int) -> str:
    """Raises Unreadable where a pasted text would be refused."""
    try:
        return accept(repair(joined(rows)).text, what=what, limit=limit)
    except TextRefused as refused:
        place = f" (from line {rows[0].number})" if rows else ""
        raise Unreadable(f"{refused}{place}") from refused
