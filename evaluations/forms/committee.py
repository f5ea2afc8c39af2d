"""What the committee made of a case, in words: for the forms that people read. The JSON form has it as it comes.

`Committee` has the lists "decisions", "votes", "recusals" and "remarks", each as far as it is open to whoever reads it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from evaluations.forms.wording import day

Committee = Mapping[str, Any]
NO_DECISION = "No decision"


def sections(committee: Committee) -> Iterator[tuple[str, list[str]]]:
    """Headings, each with what stands below it; without those that have nothing."""
    told = (
        ("Decision", [_decision(one) for one in committee["decisions"]]),
        ("Votes", [_vote(one) for one in committee["votes"]]),
        ("Out of this case", [_with(one["member"], one["reason"]) for one in committee["recusals"]]),
        ("Discussion", [f"{one['author']}, {_day(one['at'])}: {one['text']}" for one in committee["remarks"]]),
    )
    return ((heading, lines) for heading, lines in told if lines)


def _decision(one: Mapping[str, Any]) -> str:
    parts = [_with(f"{one['verdict']}, decided by {one['by']} on {_day(one['at'])}", one["reason"])]
    if one["rubric_verdict"] not in (None, one["verdict"]):
        parts.append(f"The rubric says {one['rubric_verdict']}.")
    if one["reopened_at"]:
        reopened = f"Reopened by {one['reopened_by']} on {_day(one['reopened_at'])}"
        parts.append(_with(reopened, one["reopening_reason"]))
    return " — ".join(parts)


def _vote(one: Mapping[str, Any]) -> str:
    marks = [] if one["counts"] else ["changed since"]
    marks += [] if one["independent"] else ["voted after the votes were open"]
    about = ", ".join((_day(one["at"]), *marks))
    return _with(f"{one['member']}: {one['verdict'] or NO_DECISION} ({about})", one["reason"])


def _with(said: str, reason: str | None) -> str:
    return f"{said}: “{reason}”" if reason else said


def _day(at: str) -> str:
    return day(datetime.fromisoformat(at))
