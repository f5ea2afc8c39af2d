"""An invented candidate as several interviewers saw them, with everything an overview may hold."""

from dataclasses import replace
from datetime import UTC, date, datetime

from evaluations.evidence.claims import Section
from evaluations.evidence.quoted import quoted
from evaluations.forms.overview import (
    CaseOverview,
    Drafted,
    Overview,
    Place,
    Rated,
    Row,
    ScorecardState,
    Signed,
    Talk,
)
from evaluations.forms.record import Origin
from evaluations.rules.rubric import NOT_ASSESSED
from evaluations.rules.spread import Spread
from evaluations.rules.verdict import Step
from tests.evaluations.forms.records import ANSWER, RECORD, REPLY
from tests.rules.samples import DEFAULT

TEXTS = {"answer": ANSWER, "follow_ups/0": REPLY}


def place(section: Section, index: int = 0, interviewer: str = "Ines Interviewer") -> Place:
    item = RECORD.items(section)[index]
    return Place(RECORD.id, interviewer, 1, item, tuple(quoted(TEXTS, item.evidence)))


def signed(interviewer: str, rating: str, verdict: str, *, own: str = "") -> Talk:
    """`verdict` is the interviewer's; the rubric says Hire."""
    return Talk(
        id=f"i-{interviewer}",
        interviewer=interviewer,
        held_on=date(2026, 1, 2),
        state=ScorecardState.SIGNED,
        card=Signed(
            signed_at=datetime(2026, 1, 3, 9, 30, tzinfo=UTC),
            rubric=DEFAULT,
            rubric_version=3,
            own_verdict=verdict,
            verdict="Hire",
            reason="" if verdict == "Hire" else "Heard more in the room",
            note="Came back to the till twice.",
            ratings=(
                Rated("Ownership", rating, own, "It was the brother's plan" if own else ""),
                Rated("Culture Fit", NOT_ASSESSED),
            ),
        ),
    )


OWNERSHIP = Row(
    competency="Ownership", is_key=True, ratings=("Strong", "Below"), mean=3.5, spread=Spread("Strong", "Below", 3)
)
UNSEEN = Row(competency="Culture Fit", is_key=False, ratings=(NOT_ASSESSED, NOT_ASSESSED), mean=None, spread=None)
CASE = CaseOverview(
    opening="o1",
    title="Backend Engineer",
    level="Senior",
    rubrics=((DEFAULT.name, 3),),
    talks=(
        signed("Ines Interviewer", "Strong", "Hire"),
        signed("Omar Other", "Meets", "Leaning No Hire", own="Below"),
        Talk(
            id="i-Pia",
            interviewer="Pia Pending",
            state=ScorecardState.PENDING,
            looks=(("Ada Admin", datetime(2026, 1, 2, 8, tzinfo=UTC)),),
        ),
        Talk(id="i-Cleo", interviewer="Cleo Closed", state=ScorecardState.CLOSED),
    ),
    verdict_spread=Spread("Hire", "Leaning No Hire", 2),
    verdict="Leaning Hire",
    trace=(Step("Mean is 3.50: band Hire (from 3.5).", decided=False), Step("Two flags of 3 or more.", decided=True)),
    rows=(OWNERSHIP, UNSEEN),
    unseen_keys=("Execution",),
    disagreements=(OWNERSHIP,),
    flags=(place(Section.FLAGS),),
    strengths=((RECORD.items(Section.STRENGTHS)[0].text, (place(Section.STRENGTHS),)),),
    improvements=((RECORD.items(Section.IMPROVEMENTS)[0].text, (place(Section.IMPROVEMENTS),)),),
    questions=(place(Section.FOLLOW_UP_QUESTIONS, 1),),
    drafts=(
        Drafted(
            evaluation=RECORD.id,
            interviewer="Ines Interviewer",
            answer=1,
            engine="invented",
            model="m-1",
            drafted=12,
            changed=3,
            added=1,
            removed=2,
        ),
    ),
)
ORIGIN = Origin(
    candidate="Mara Example",
    candidate_id="c1",
    interview_id="i-Ines Interviewer",
    interviewer="Ines Interviewer",
    opening="Backend Engineer",
    held_on=date(2026, 1, 2),
    reviewed_by="Ines Interviewer",
)
COMMITTEE = {
    "recusals": [{"member": "Fay Friend", "reason": "We shared a flat"}],
    "debriefed_at": "2026-01-05T10:00:00+00:00",
    "votes": [
        {
            "member": "Cleo Committee",
            "verdict": "Hire",
            "reason": "Steady",
            "at": "2026-01-04T10:00:00+00:00",
            "counts": False,
            "independent": True,
        },
        {
            "member": "Cleo Committee",
            "verdict": None,
            "reason": "",
            "at": "2026-01-06T10:00:00+00:00",
            "counts": True,
            "independent": True,
        },
        {
            "member": "Late Lee",
            "verdict": "No Hire",
            "reason": "The flag",
            "at": "2026-01-06T10:00:00+00:00",
            "counts": True,
            "independent": False,
        },
    ],
    "remarks": [
        {
            "author": "Cleo Committee",
            "text": "Ask about\nthe till.",
            "at": "2026-01-04T11:00:00+00:00",
            "evaluation": None,
            "item": None,
        }
    ],
    "decisions": [
        {
            "number": 1,
            "verdict": "Hire",
            "rubric_verdict": "Leaning Hire",
            "by": "Carl Chair",
            "at": "2026-01-07T10:00:00+00:00",
            "reason": "All agree",
            "reopened_by": "Ada Admin",
            "reopened_at": "2026-01-08T10:00:00+00:00",
            "reopening_reason": "A vote came late",
        },
        {
            "number": 2,
            "verdict": "Leaning Hire",
            "rubric_verdict": "Leaning Hire",
            "by": "Carl Chair",
            "at": "2026-01-09T10:00:00+00:00",
            "reason": "All heard",
            "reopened_by": None,
            "reopened_at": None,
            "reopening_reason": None,
        },
    ],
}
TOLD_OF_COMMITTEE = (
    (
        "Hire, decided by Carl Chair on 7 January 2026: “All agree” — The rubric says Leaning Hire. — "
        "Reopened by Ada Admin on 8 January 2026: “A vote came late”"
    ),
    "Leaning Hire, decided by Carl Chair on 9 January 2026: “All heard”",
    "Cleo Committee: Hire (4 January 2026, changed since): “Steady”",
    "Cleo Committee: No decision (6 January 2026)",
    "Late Lee: No Hire (6 January 2026, voted after the votes were open): “The flag”",
    "Fay Friend: “We shared a flat”",
    "Cleo Committee, 4 January 2026: Ask about the till.",
)
"""What the forms for people say of it, in this order."""
OVERVIEW = Overview(
    id="c1", name="Mara Example", status="active", cases=(CASE,), records=(replace(RECORD, origin=ORIGIN),)
)
