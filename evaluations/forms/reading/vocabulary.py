"""The words of the documents: headings with their variants, ratings, verdicts, marks, stars and "none".

Compared after `plain`: case, punctuation, and what stands in brackets do not matter. docs/forms.md shows these tables
to people who prepare files.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED

T = TypeVar("T")


class Kind(StrEnum):
    """What a heading begins. The sections' values are those of `claims.Section`, but for the severities."""

    TITLE = "title"
    DATE = "date"
    LEVEL = "level"
    RATING = "rating"
    QUESTION = "question"
    ANSWER = "answer"
    FOLLOW_UPS = "follow_ups"
    FEEDBACK = "feedback"
    RED_FLAG = "red_flag"
    NOTES = "notes"
    SUMMARY = "summary"
    STRENGTHS = "strengths"
    IMPROVEMENTS = "improvements"
    RATINGS = "ratings"
    RECOMMENDATION = "recommendation"
    FOLLOW_UP_QUESTIONS = "follow_up_questions"
    FLAGS = "flags"
    SEVERITIES = "severities"
    JUSTIFICATION = "justification"
    SUGGESTIONS = "suggestions"


PARTS = (Kind.FEEDBACK, Kind.RED_FLAG)
"""Hold sections, whichever of them."""
SECTIONS = (
    *(Kind.NOTES, Kind.SUMMARY, Kind.STRENGTHS, Kind.IMPROVEMENTS, Kind.RATINGS, Kind.RECOMMENDATION),
    *(Kind.FOLLOW_UP_QUESTIONS, Kind.FLAGS, Kind.SEVERITIES, Kind.JUSTIFICATION, Kind.SUGGESTIONS),
)

HEADINGS: dict[Kind, str] = {
    Kind.TITLE: "evaluation | red flag evaluation | interview evaluation | answer evaluation | candidate evaluation"
    " | behavioural evaluation | behavioral evaluation | evaluation report",
    Kind.DATE: "date | interview date | evaluation date",
    Kind.LEVEL: "level | target level | role level | candidate level | level of the role",
    Kind.RATING: "rating | overall rating | final rating | verdict | overall verdict | overall | decision",
    Kind.QUESTION: "question | interview question | question asked | the question | q",
    Kind.ANSWER: "answer | candidate answer | candidates answer | the answer | response | candidate response"
    " | candidates response | a",
    Kind.FOLLOW_UPS: "follow ups | follow up | followups | follow up replies | follow up answers"
    " | follow up questions and answers",
    Kind.FEEDBACK: "feedback | interview feedback | interviewer feedback | interviewers feedback | feedback report",
    Kind.RED_FLAG: "red flag | red flags | red flag report | red flag analysis | red flag review",
    Kind.NOTES: "real time raw notes | raw notes | real time notes | interviewer notes | scratch notes | notes"
    " | interview notes | interviewers notes",
    Kind.SUMMARY: "formal interview summary | interview summary | formal summary | summary",
    Kind.STRENGTHS: "strengths | strength | key strengths | candidate strengths",
    Kind.IMPROVEMENTS: "areas for improvement | area for improvement | areas of improvement | areas to improve"
    " | improvement areas | improvements | weaknesses | areas for growth | growth areas | development areas",
    Kind.RATINGS: "competency ratings | competency rating | ratings | competencies | competency scores | rubric ratings"
    " | ratings by competency",
    Kind.RECOMMENDATION: "final overall recommendation | overall recommendation | final recommendation | recommendation"
    " | hiring recommendation | final verdict",
    Kind.FOLLOW_UP_QUESTIONS: "probing follow up questions | follow up questions | probing questions"
    " | probing followup questions | followup questions",
    Kind.FLAGS: "red flag detection | detection | detected red flags | red flags detected | red flag detections",
    Kind.SEVERITIES: "red flag severity rating | red flag severity | red flag severity ratings | severity rating"
    " | severity ratings | severity | severities",
    Kind.JUSTIFICATION: "short justification | justification | brief justification | red flag justification",
    Kind.SUGGESTIONS: "improvement suggestions | suggestions | suggestions for improvement | suggested improvements",
}

NONE = (
    "none | no red flags | no red flags detected | no red flags identified | no red flags found | no red flag"
    " | no flags | n a | nothing | none detected | none identified | none found | nil"
)
"""A section that says so has no items."""

MARKS = {
    "star": "🌟 :star2: :glowing_star:",
    "thumb-up": "👍 :+1: :thumbsup: :thumbs_up:",
    "ok-hand": "👌 :ok_hand:",
    "thinking": "🤔 :thinking: :thinking_face:",
    "raised-brow": "🤨 :raised_eyebrow: :face_with_raised_eyebrow:",
    "cross": "❌ :x: :cross_mark:",
}
"""By the name of the mark in a rubric; the first is the one we write."""

RATINGS = {
    "Strong": "exceeds | exceeds expectations | strong meets",
    "Meets+": "meets plus | meet+ | meet plus",
    "Meets": "meet | meets expectations | meets bar | meets the bar",
    "Below": "below expectations | below bar | below the bar",
    "Concern": "concerns | concerning",
    NOT_ASSESSED: "not rated | not applicable | n a | not observed | no evidence | unrated",
}
"""Other ways to write a rating, where the rubric has it."""
VERDICTS = {
    "Strong Hire": "strongly hire | definite hire",
    "Leaning Hire": "lean hire | leaning to hire | leaning towards hire | weak hire",
    "Leaning No Hire": "lean no hire | leaning to no hire | leaning towards no hire | weak no hire",
    "No Hire": "not hire | do not hire | strong no hire",
    INSUFFICIENT_EVIDENCE: "not enough evidence | too little evidence",
}
SEVERITIES = {1: "very minor", 2: "mild | mild concern", 3: "moderate", 4: "major", 5: "critical"}
FILLED, EMPTY = "★⭐🌟✭✦", "☆✩✰"


def plain(text: str) -> str:
    """What two ways to write the same words have in common; a plus stays, since Meets+ is not Meets."""
    text = re.sub(r"\([^()]*\)", " ", text.casefold())
    text = re.sub(r"['’‘`]", "", text).replace("&", " and ")
    return " ".join(re.sub(r"[^\w+]|_", " ", text).split())


def variants(table: Mapping[T, str], key: T) -> list[str]:
    return [variant.strip() for variant in table.get(key, "").split("|") if variant.strip()]


KINDS = {variant: kind for kind in HEADINGS for variant in variants(HEADINGS, kind)}
