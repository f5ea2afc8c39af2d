"""The JSON form, "debrief-evaluation/1": lossless, one object per answer. docs/forms.md describes it."""

from typing import Any

from evaluations.evidence.claims import Item, Section
from evaluations.forms.record import Record

FORMAT = "debrief-evaluation/1"


def to_json(record: Record) -> dict[str, Any]:
    """Offsets count Unicode code points; `quote` is cut from the text they point into."""
    return {
        "format": FORMAT,
        "id": record.id,
        "question": record.question,
        "answer": record.answer,
        "level": record.level,
        "follow_ups": [{"question": asked.question, "reply": asked.reply} for asked in record.follow_ups],
        "source": {"kind": record.source},
        "engine": {"name": record.engine, "model": record.model},
        "rubric": {"name": record.rubric.name, "version": record.rubric_version},
        "feedback": _feedback(record),
        "red_flags": {
            "flags": [_flag(record, item) for item in record.items(Section.FLAGS)],
            "justification": _texts(record, Section.JUSTIFICATION),
            "suggestions": _texts(record, Section.SUGGESTIONS),
        },
    }


def _feedback(record: Record) -> dict[str, Any]:
    def claims(section: Section) -> list[dict[str, Any]]:
        return [{"text": item.text, **_support(record, item)} for item in record.items(section)]

    return {
        "notes": claims(Section.NOTES),
        "summary": " ".join(_texts(record, Section.SUMMARY)),
        "summary_sentences": claims(Section.SUMMARY),
        "strengths": claims(Section.STRENGTHS),
        "improvements": claims(Section.IMPROVEMENTS),
        "ratings": [_rating(record, item) for item in record.items(Section.RATINGS)],
        "recommendation": _recommendation(record),
        "follow_up_questions": [
            {"text": item.text, "asked": item.asked} for item in record.items(Section.FOLLOW_UP_QUESTIONS)
        ],
    }


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
    return {"basis": item.basis.value, "evidence": evidence}


def _texts(record: Record, section: Section) -> list[str]:
    return [item.text for item in record.items(section)]
