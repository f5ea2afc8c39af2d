"""What the forms that people read say in their own words."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from evaluations.evidence.claims import SEVERITIES, Basis
from evaluations.forms.overview import CaseOverview, Drafted, Place, Row, ScorecardState, Talk

BASES = {
    Basis.QUOTED: "",
    Basis.ABSENT: "looked for, not found",
    Basis.PERSON: "entered by a person",
    Basis.STATED: "stated by the document",
    Basis.UNVERIFIED: "no evidence",
}
_TENTH = Decimal("0.1")


def day(when: date) -> str:
    """ "2 January 2026"."""
    return f"{when.day} {when:%B %Y}"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 answer", "2 answers"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def drafted_by(engine: str, model: str | None) -> str:
    """As it goes on from "Drafted by"."""
    if engine == "imported":
        return "an imported document"
    if model:
        return f"the model {model}, through the engine {engine}"
    return "rules, not by a model (the built-in engine)" if engine == "builtin" else f"the engine {engine}"


def severity(number: int) -> str:
    """ "2 of 5, mild"."""
    return f"{number} of 5, {SEVERITIES.get(number, '')}"


def answer(of: Place | Drafted) -> str:
    """ "Ines Interviewer, answer 2"."""
    return f"{of.interviewer}, answer {of.answer}"


def scorecard(talk: Talk) -> str:
    if talk.card:
        return f"Signed {day(talk.card.signed_at)}"
    if talk.state is ScorecardState.PENDING:
        return "Pending: not signed yet"
    return "Signed. What it says opens to you once you have signed your own."


def verdict_spread(case: CaseOverview) -> str:
    """Empty where there is nothing to compare."""
    apart = case.verdict_spread
    if apart is None or len(case.signed) < 2:
        return ""
    if apart.steps:
        return f"The verdicts lie {counted(apart.steps, 'step')} apart, from {apart.worst} to {apart.best}."
    return f"All verdicts on the scale say {apart.best}."


def mean(row: Row) -> str:
    """To a tenth, half up as on the pages; a dash where there is none."""
    return "–" if row.mean is None else str(Decimal(row.mean).quantize(_TENTH, ROUND_HALF_UP))


def steps(row: Row) -> str:
    return str(row.spread.steps) if row.spread else "–"


def unseen(case: CaseOverview) -> str:
    """Empty where there is evidence for every key competency."""
    names = ", ".join(case.unseen_keys)
    return f"Nobody has evidence for {names}, which is key at this level." if names else ""


def votes(case: CaseOverview) -> list[str]:
    """Of those that are open to who asked; the ones that were changed say so."""
    return [
        f"{one['member']}: {one['verdict'] or 'No decision'}. {one['reason']}"
        + ("" if one["counts"] else " (changed later)")
        + ("" if one["independent"] else " (voted after the votes were open)")
        for one in (case.committee or {}).get("votes", ())
    ] + [
        f"{one['member']} stays out of it" + (f": {one['reason']}" if one["reason"] else ".")
        for one in (case.committee or {}).get("recusals", ())
    ]


def remarks(case: CaseOverview) -> list[str]:
    return [f"{one['author']}: {one['text']}" for one in (case.committee or {}).get("remarks", ())]


def decisions(case: CaseOverview) -> list[str]:
    """The one that was reopened says so."""
    return [
        f"{one['verdict']}, {one['by']}, {day(date.fromisoformat(one['at'][:10]))}. {one['reason']}"
        + (
            f" Otherwise than the rubric, which gave {one['rubric_verdict']}."
            if one["rubric_verdict"] not in (None, one["verdict"])
            else ""
        )
        + (f" Reopened by {one['reopened_by']}: {one['reopening_reason']}" if one["reopened_at"] else "")
        for one in (case.committee or {}).get("decisions", ())
    ]
