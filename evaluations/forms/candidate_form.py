"""The JSON form of a candidate, "debrief-candidate/1": what the candidate page says, then every evaluation in its own
form. docs/forms.md describes it.

What the page adds follows from the evaluations and the scorecards, so `reading` takes the evaluations and no more.
"""

from collections.abc import Iterable
from typing import Any

from evaluations.evidence.quoted import Quoted
from evaluations.forms import json_form
from evaluations.forms.overview import CaseOverview, Drafted, Overview, Place, Row, Signed, Talk
from evaluations.rules.spread import Spread

FORMAT = "debrief-candidate/1"


def to_json(overview: Overview) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "candidate": {"id": overview.id, "name": overview.name, "status": overview.status},
        "cases": [_case(case) for case in overview.cases],
        "evaluations": [json_form.to_json(record) for record in overview.records],
    }


def _case(case: CaseOverview) -> dict[str, Any]:
    return {
        "opening": case.opening,
        "title": case.title,
        "level": case.level,
        "rubrics": [{"name": name, "version": version} for name, version in case.rubrics],
        "interviews": [_talk(talk) for talk in case.talks],
        "comparable": case.is_comparable,
        "verdict_spread": _spread(case.verdict_spread),
        "rubric_verdict": _by_rubric(case) if case.verdict else None,
        "matrix": [_row(case, row) for row in case.rows],
        "unseen_key_competencies": list(case.unseen_keys),
        "disagreements": [{"competency": row.competency, **(_spread(row.spread) or {})} for row in case.disagreements],
        "confirmed_flags": [_flag(place) for place in case.flags],
        "strengths": _merged(case.strengths),
        "improvements": _merged(case.improvements),
        "open_questions": [{"text": place.item.text, "place": _place(place)} for place in case.questions],
        "drafts": [_drafted(draft) for draft in case.drafts],
        **({} if case.committee is None else {"committee": dict(case.committee)}),
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "id": talk.id,
        "interviewer": talk.interviewer,
        "held_on": talk.held_on.isoformat() if talk.held_on else None,
        "scorecard": {"state": talk.state.value, **(_signed(talk.card) if talk.card else {})},
        "looked_before_signing": [{"admin": who, "at": at.isoformat()} for who, at in talk.looks],
    }


def _by_rubric(case: CaseOverview) -> dict[str, Any]:
    return {
        "verdict": case.verdict,
        "trace": [step.text for step in case.trace],
        "decisive": [step.text for step in case.trace if step.decided],
    }


def _signed(card: Signed) -> dict[str, Any]:
    return {
        "signed_at": card.signed_at.isoformat(),
        "rubric": {"name": card.rubric.name, "version": card.rubric_version},
        "own_verdict": card.own_verdict,
        "rubric_verdict": card.verdict,
        "reason": card.reason,
        "note": card.note,
        "ratings": [
            {
                "competency": rated.competency,
                "combined": rated.combined,
                "own": rated.own or None,
                "reason": rated.reason,
            }
            for rated in card.ratings
        ],
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    return {"steps": spread.steps, "best": spread.best, "worst": spread.worst} if spread else None


def _row(case: CaseOverview, row: Row) -> dict[str, Any]:
    return {
        "competency": row.competency,
        "key": row.is_key,
        "ratings": [
            {"interview": talk.id, "rating": rating} for (talk, _), rating in zip(case.signed, row.ratings, strict=True)
        ],
        "mean": row.mean,
        "spread": _spread(row.spread),
    }


def _flag(place: Place) -> dict[str, Any]:
    item = place.item
    return {"label": item.label, "detail": item.text, "severity": item.severity, "place": _place(place)}


def _merged(said: Iterable[tuple[str, Iterable[Place]]]) -> list[dict[str, Any]]:
    return [{"text": text, "places": [_place(place) for place in places]} for text, places in said]


def _place(place: Place) -> dict[str, Any]:
    return {
        "evaluation": place.evaluation,
        "item": place.item.id,
        "interviewer": place.interviewer,
        "answer": place.answer,
        "basis": place.item.basis.value,
        "sentences": [_sentence(quote) for quote in place.quotes],
    }


def _sentence(quote: Quoted) -> dict[str, Any]:
    return {"number": quote.number, "before": quote.before, "quote": quote.quote, "after": quote.after}


def _drafted(draft: Drafted) -> dict[str, Any]:
    return {
        "evaluation": draft.evaluation,
        "interviewer": draft.interviewer,
        "answer": draft.answer,
        "engine": {"name": draft.engine, "model": draft.model},
        "items": {
            "drafted": draft.drafted,
            "changed": draft.changed,
            "added": draft.added,
            "removed": draft.removed,
        },
    }
