"""The JSON form, "debrief-evaluation/1": lossless, one object per answer. docs/forms.md describes it.

`reading.json_documents` is its inverse.
"""

from datetime import datetime
from typing import Any

from evaluations.evidence.claims import Item, Section
from evaluations.forms.record import Origin, Record

FORMAT = "debrief-evaluation/1"


def to_json(record: Record) -> dict[str, Any]:
    """Offsets count Unicode code points; `quote` is cut from the text they point into."""
    return {
        "format": FORMAT,
        "id": record.id,
        "date": datetime.strptime(record.date, "%Y%m%d").date().isoformat(),  # noqa: DTZ007
        "question": record.question,
        "answer": record.answer,
        "level": record.level,
        "follow_ups": [{"question": asked.question, "reply": asked.reply} for asked in record.follow_ups],
        "source": {"kind": record.source},
        "engine": {"name": record.engine, "model": record.model},
        "rubric": {"name": record.rubric.name, "version": record.rubric_version},
        **(_origin(record.origin) if record.origin else {}),
        "feedback": _feedback(record),
        "red_flags": {
            "flags": [_flag(record, item) for item in record.items(Section.FLAGS)],
            "justification": _texts(record, Section.JUSTIFICATION),
            "justification_bullets": _claims(record, Section.JUSTIFICATION),
            "suggestions": _texts(record, Section.SUGGESTIONS),
            "suggestion_bullets": _claims(record, Section.SUGGESTIONS),
        },
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "candidate": {"id": origin.candidate_id, "name": origin.candidate},
        "interview": {
            "id": origin.interview_id,
            "opening": origin.opening,
            "interviewer": origin.interviewer,
            "held_on": origin.held_on.isoformat() if origin.held_on else None,
        },
        "reviewed_by": origin.reviewed_by,
    }


def _feedback(record: Record) -> dict[str, Any]:
    return {
        "notes": _claims(record, Section.NOTES),
        "summary": " ".join(_texts(record, Section.SUMMARY)),
        "summary_sentences": _claims(record, Section.SUMMARY),
        "strengths": _claims(record, Section.STRENGTHS),
        "improvements": _claims(record, Section.IMPROVEMENTS),
        "ratings": [_rating(record, item) for item in record.items(Section.RATINGS)],
        "recommendation": _recommendation(record),
        "follow_up_questions": [
            {**_claim(record, item), "asked": item.asked} for item in record.items(Section.FOLLOW_UP_QUESTIONS)
        ],
    }


def _claims(record: Record, section: Section) -> list[dict[str, Any]]:
    return [_claim(record, item) for item in record.items(section)]


def _claim(record: Record, item: Item) -> dict[str, Any]:
    return {"text": item.text, **_support(record, item)}


def _rating(record: Record, item: Item) -> dict[str, Any]:
    claimed = {"claimed_rating": item.claimed_rating} if item.claimed_rating else {}
    return {
        "competency": item.competency,
        "rating": item.rating,
        "rationale": item.text,
        **claimed,
        **_support(record, item),
    }


def _recommendation(record: Record) -> dict[str, Any]:
    item = record.recommendation
    override = item.override if item else ""
    return {
        "verdict": record.verdict,
        "if_flags_confirmed": record.if_flags_confirmed,
        "justification": item.text if item else "",
        "trace": list(record.trace),
        "decisive": list(record.decisive),
        "engine_verdict": (item.verdict if item else "") or None,
        "override": {"verdict": override, "reason": record.override_reason} if override else None,
        "unusable": item.unusable.value if item and item.unusable else None,
        **(_support(record, item) if item else {}),
    }


def _flag(record: Record, item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "detail": item.text,
        "severity": item.severity,
        "status": item.status.value,
        **_support(record, item),
    }


def _support(record: Record, item: Item) -> dict[str, Any]:
    evidence = [
        {
            "text": span.text,
            "start": span.start,
            "end": span.end,
            "quote": record.text(span.text)[span.start : span.end],
        }
        for span in item.evidence
    ]
    return {"id": item.id, "basis": item.basis.value, "evidence": evidence}


def _texts(record: Record, section: Section) -> list[str]:
    return [item.text for item in record.items(section)]
