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
    looks = (f"{who}, an admin, looked before it was signed: {day(at)}" for who, at in talk.looks)
    return ". ".join((_state(talk), *looks))


def _state(talk: Talk) -> str:
    if talk.card:
        return f"Signed {day(talk.card.signed_at)}"
    if talk.state is ScorecardState.PENDING:
        return "Pending: not signed yet"
    return "Signed. What it says opens to you once you have signed your own."


def by_rubric(case: CaseOverview) -> str:
    """Empty where the rules say nothing about all of them together."""
    return f"What the rubric makes of all signed scorecards: {case.verdict}." if case.verdict else ""


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
