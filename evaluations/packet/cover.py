"""What stands first in a packet with several evaluations: what each says, interview by interview."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from evaluations.packet import wording
from evaluations.packet.content import Content
from evaluations.packet.words import words


def cover(contents: Sequence[Content]) -> list[dict[str, Any]]:
    by_interview = groupby(contents, lambda content: wording.interview(content.record))
    return [{"interview": words(name), "rows": [_row(content) for content in found]} for name, found in by_interview]


def _row(content: Content) -> dict[str, Any]:
    return {
        "number": content.number,
        "leads": content.place,
        "question": words(content.title),
        "flags": wording.flags_in_short(content.record),
        **content.verdict,
    }
