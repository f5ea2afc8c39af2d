"""The committee's part of a candidate's JSON form (docs/forms.md)."""

from typing import Any

from evaluations.deliberations.case import Deliberated


def to_json(case: Deliberated) -> dict[str, Any]:
    """As far as this person sees it; what is said to one interviewer alone is left out."""
    return {
        "recusals": [
            {"member": one.name, "reason": one.reason if case.member.sees_decision else ""} for one in case.recusals
        ],
        "debriefed_at": case.deliberation.debriefed_at.isoformat() if case.deliberation.debriefed_at else None,
        "votes": [
            {
                "member": vote.name,
                "verdict": vote.verdict or None,
                "reason": vote.reason,
                "at": vote.at.isoformat(),
                "counts": vote == ballot.last,
                "independent": ballot.is_independent,
            }
            for ballot in case.shown_ballots
            for vote in ballot.votes
        ],
        "remarks": [
            {
                "author": one.name,
                "text": one.text,
                "at": one.at.isoformat(),
                "evaluation": str(one.evaluation) if one.evaluation else None,
                "item": one.item or None,
            }
            for one in case.readable_remarks
            if not one.addressee
        ],
        "decisions": [
            {
                "number": one.number,
                "verdict": one.verdict,
                "rubric_verdict": one.rubric_verdict or None,
                "by": one.by,
                "at": one.at.isoformat(),
                "reason": one.reason,
                "reopened_by": one.reopened_by or None,
                "reopened_at": one.reopened_at.isoformat() if one.reopened_at else None,
                "reopening_reason": one.reopening_reason or None,
            }
            for one in case.decisions
            if case.member.sees_decision
        ],
    }
