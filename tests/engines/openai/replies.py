"""What an obliging model would say about the invented answer."""

import json
from typing import Any

from evaluations.engines.base import Assignment
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.evidence.claims import PassKind
from tests.engines.builtin.answers import QUESTION, SOLID
from tests.rules.samples import DEFAULT

QUOTE = "I took responsibility for the fix"
RESULT = "the failure rate went from 8% to 0.2%"
NEVER_SAID = "I single-handedly saved the company from ruin"


def assignment(kind: PassKind = PassKind.FEEDBACK, answer: str = SOLID, **more: Any) -> Assignment:
    fields = {"question": QUESTION, "level": "Senior", "rubric": DEFAULT, "aims": DEFAULT.competency_names}
    return Assignment(kind=kind, answer=answer, **{**fields, **more})


def feedback(quote: str = QUOTE, **changed: Any) -> dict[str, Any]:
    point = {"quotes": [quote], "text": "Took the fix on themselves"}
    return {
        "notes": [point, {"quotes": [RESULT], "text": "failures 8% -> 0.2%"}],
        "summary": [{"quotes": [quote], "text": f"The candidate did step {number}."} for number in range(1, 5)],
        "strengths": [point],
        "improvements": [{"quotes": [], "absent": True, "text": "No word on how the upgrade was approved"}],
        "ratings": [
            {"competency": name, "quotes": [quote], "absent": False, "rationale": "Took it on.", "rating": "Meets+"}
            for name in DEFAULT.competency_names
        ],
        "recommendation": {"quotes": [quote], "unusable": None, "justification": "Solid work.", "verdict": "Hire"},
        "follow_up_questions": ["Who decided?", "What did it cost?", "What came after?"],
        **changed,
    }


def red_flags(quote: str = QUOTE, **changed: Any) -> dict[str, Any]:
    flag = {"quotes": [quote], "absent": False, "detail": "Speaks alone", "label": "Vagueness", "severity": 2}
    return {
        "flags": [flag],
        "justification": [{"quotes": [quote], "absent": False, "text": "Little about the others"}],
        "suggestions": ["A number", "A name of a decision"],
        **changed,
    }


FEEDBACK = json.dumps(feedback())
RED_FLAGS = json.dumps(red_flags())


def endpoint(base_url: str, **more: Any) -> Endpoint:
    return Endpoint(**{"name": "scripted", "base_url": base_url, "model": "scripted-1", "deadline": 10.0, **more})
