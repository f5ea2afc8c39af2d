"""What a packet says in its own words."""

from datetime import date

from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.forms.record import Record

HEADINGS = {
    Section.NOTES: "Notes",
    Section.SUMMARY: "Summary",
    Section.STRENGTHS: "Strengths",
    Section.IMPROVEMENTS: "Areas for improvement",
    Section.RATINGS: "Ratings",
    Section.RECOMMENDATION: "Recommendation",
    Section.FOLLOW_UP_QUESTIONS: "Follow-up questions",
    Section.FLAGS: "Red flags",
    Section.JUSTIFICATION: "Why these flags",
    Section.SUGGESTIONS: "What stronger evidence would have shown",
}
NONE = {Section.FLAGS: "No red flag was found."}
"""What an empty section says, where that is not "None."."""
HINTS = {
    Section.NOTES: "Scratch notes, as taken.",
    Section.SUGGESTIONS: "For the committee; never sent to the candidate.",
}
SHORT = {
    Section.NOTES: "Note",
    Section.SUMMARY: "Summary",
    Section.STRENGTHS: "Strength",
    Section.IMPROVEMENTS: "Improvement",
    Section.RECOMMENDATION: "Recommendation",
    Section.FOLLOW_UP_QUESTIONS: "Question",
    Section.JUSTIFICATION: "Why",
    Section.SUGGESTIONS: "Stronger evidence",
}
"""What the list of evidence calls a claim of the section; a rating is called by its competency, a flag by its label."""
BASES = {
    Basis.QUOTED: "",
    Basis.ABSENT: "looked for, not found",
    Basis.PERSON: "entered by a person",
    Basis.STATED: "stated by the document",
    Basis.UNVERIFIED: "no evidence",
}
STATUSES = {FlagStatus.UNCONFIRMED: "To decide", FlagStatus.CONFIRMED: "Confirmed", FlagStatus.DISMISSED: "Dismissed"}
CONFIDENTIAL = "Confidential. For the people who interview and decide; not for the candidate."


def basis(section: Section, found: Basis) -> str:
    """Questions and suggestions claim nothing about the answer, so nothing was looked for in it."""
    claims_nothing = section in (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)
    return "" if claims_nothing and found in (Basis.ABSENT, Basis.UNVERIFIED) else BASES[found]


def drafted_by(record: Record) -> str:
    if record.engine == "imported":
        return "Stated by an imported document"
    if record.model:
        return f"Drafted by the model {record.model}, through the engine {record.engine}"
    if record.engine == "builtin":
        return "Drafted by rules, not by a model (the built-in engine)"
    return f"Drafted by the engine {record.engine}"


def reviewed(record: Record) -> str:
    by = record.origin.reviewed_by if record.origin else None
    return f"Reviewed by {by}" if by else "Not reviewed: a draft"


def interview(record: Record) -> str:
    """Where the answer was given: "Backend Engineer · Ines Interviewer · 2 January 2026"."""
    if record.origin is None:
        return ""
    held_on = [day(record.origin.held_on)] if record.origin.held_on else []
    return " · ".join((record.origin.opening, record.origin.interviewer, *held_on))


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 answer", "2 answers"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def flags_in_short(record: Record) -> str:
    """ "1 confirmed, 2 to decide"."""
    statuses = [item.status for item in record.items(Section.FLAGS)]
    counts = [(statuses.count(status), word.lower()) for status, word in STATUSES.items()]
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "None"


def day(when: date) -> str:
    """ "2 January 2026"."""
    return f"{when.day} {when:%B %Y}"
