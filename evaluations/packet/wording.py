"""What a packet says in its own words."""

from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.forms import wording as forms
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
STATUSES = {FlagStatus.UNCONFIRMED: "To decide", FlagStatus.CONFIRMED: "Confirmed", FlagStatus.DISMISSED: "Dismissed"}
CONFIDENTIAL = "Confidential. For the people who interview and decide; not for the candidate."


def basis(section: Section, found: Basis) -> str:
    """Questions and suggestions claim nothing about the answer, so that they rest on nothing but who made them."""
    claims_nothing = section in (Section.FOLLOW_UP_QUESTIONS, Section.SUGGESTIONS)
    return "" if claims_nothing and found is not Basis.PERSON else forms.BASES[found]


def drafted_by(record: Record) -> str:
    how = "Stated" if record.engine == "imported" else "Drafted"
    return f"{how} by {forms.drafted_by(record.engine, record.model)}"


def reviewed(record: Record) -> str:
    by = record.origin.reviewed_by if record.origin else None
    return f"Reviewed by {by}" if by else "Not reviewed: a draft"


def interview(record: Record) -> str:
    """Where the answer was given: "Backend Engineer · Ines Interviewer · 2 January 2026"."""
    if record.origin is None:
        return ""
    held_on = [forms.day(record.origin.held_on)] if record.origin.held_on else []
    return " · ".join((record.origin.opening, record.origin.interviewer, *held_on))


def changes(record: Record) -> str:
    """ "2 changed, 1 added by Ines Interviewer"."""
    names = {*record.changed.values(), *record.added.values(), *(one.by for one in record.removed)}
    counts = ((len(record.changed), "changed"), (len(record.added), "added"), (len(record.removed), "removed"))
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{told} by {', '.join(sorted(names))}" if told else "Nothing"


def removed(record: Record, section: Section) -> str:
    """What of the section's draft people took out; flags by their names. Empty where nothing was."""
    found = [one for one in record.removed if one.section == section]
    if not found:
        return ""
    by = ", ".join(sorted({one.by for one in found}))
    labels = [one.item.label for one in found if one.item.label]
    return f"{forms.counted(len(found), 'item')} of the draft removed by {by}" + (
        f": {', '.join(labels)}" if labels else ""
    )


def flags_in_short(record: Record) -> str:
    """ "1 confirmed, 2 to decide"."""
    statuses = [item.status for item in record.items(Section.FLAGS)]
    counts = [(statuses.count(status), word.lower()) for status, word in STATUSES.items()]
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "None"
