"""The red flags pass."""

from collections.abc import Iterator
from typing import Any

from evaluations.engines.base import Assignment
from evaluations.engines.builtin.fragments import closed, fragment, inline
from evaluations.engines.builtin.gaps import Gap, gaps
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Reading, Remark
from evaluations.evidence.claims import Claim, Section
from evaluations.rules.rubric import FlagKind

_TABLE = load("flags.toml")
MOST_QUOTES = 3
REPEATED = 3
"""From so many sentences on, a flag weighs one step more."""
MOST_SUGGESTIONS = 3
MOST_BULLETS = 3


def red_flags(assignment: Assignment, reading: Reading) -> Iterator[tuple[Section, tuple[Claim, ...]]]:
    """All sections; no flag at all is a fine result."""
    open_points = gaps(reading, assignment.level)
    found = flags(assignment.rubric.flags, reading, open_points)
    yield Section.FLAGS, found
    yield Section.JUSTIFICATION, justification(found)
    yield Section.SUGGESTIONS, suggestions(found, open_points)


def flags(kinds: tuple[FlagKind, ...], reading: Reading, open_points: tuple[Gap, ...]) -> tuple[Claim, ...]:
    """At most one of a kind, the gravest first."""
    found: dict[str, Claim] = {}
    catalogue = {kind.label.casefold(): kind for kind in kinds}
    for rule in _TABLE["flags"]:
        kind = catalogue.get(rule["label"].casefold())
        if kind and kind.label not in found and (claim := _flag(rule, kind, reading, open_points)):
            found[kind.label] = claim
    return tuple(sorted(found.values(), key=lambda claim: -claim.severity))


def _flag(rule: dict[str, Any], kind: FlagKind, reading: Reading, open_points: tuple[Gap, ...]) -> Claim | None:
    remarks = _remarks(rule, reading, open_points)
    if remarks is None:
        return None
    severity = kind.severity + rule.get("shift", 0) + (len(remarks) >= REPEATED and "signals" in rule)
    return Claim(
        text=rule["detail"].format(fragment=fragment(remarks[0]) if remarks else ""),
        quotes=tuple(remark.text for remark in remarks[:MOST_QUOTES]),
        absent=not remarks,
        label=kind.label,
        severity=min(5, max(1, severity)),
    )


def _remarks(rule: dict[str, Any], reading: Reading, open_points: tuple[Gap, ...]) -> tuple[Remark, ...] | None:
    """What the flag rests on; None where it is not raised."""
    if "gap" in rule:
        return next((gap.remarks for gap in open_points if gap.name == rule["gap"]), None)
    told = [remark for remark in reading.giving(*rule["signals"]) if not remark.gives(*rule.get("admitted", ()))]
    remarks = tuple(sorted(told, key=lambda remark: -remark.count(*rule["signals"])))
    raised = len(remarks) >= rule.get("at_least", 1) and not reading.giving(*rule.get("unless", ()))
    return remarks if raised else None


def justification(found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    if not found:
        return (Claim(text="Looked for the red flags of the rubric that words can show, and found none.", absent=True),)
    return tuple(
        Claim(text=closed(f"{claim.label}: {inline(claim.text)}"), quotes=claim.quotes, absent=claim.absent)
        for claim in found[:MOST_BULLETS]
    )


def suggestions(found: tuple[Claim, ...], open_points: tuple[Gap, ...]) -> tuple[Claim, ...]:
    """What stronger evidence would have shown; at the flags first, then at the gaps."""
    by_flag = [text for claim in found if (text := _suggested("suggestions", claim.label))]
    by_gap = [text for gap in open_points if (text := _suggested("suggestions_by_gap", gap.name))]
    return tuple(Claim(text=text) for text in (*by_flag, *by_gap)[:MOST_SUGGESTIONS])


def _suggested(table: str, name: str) -> str:
    return str(_TABLE[table].get(name, ""))
