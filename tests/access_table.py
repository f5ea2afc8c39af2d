"""Who may do what at which address; tests/test_access.py holds the product to it, and fails for an address without a
row. Whoever sat in reads, only the interviewer judges, the rest of the panel knows that an interview takes place and no
more until they signed theirs, the committee reads what is signed, and admins read everything and judge nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Who(StrEnum):
    """Seen from one interview."""

    NOBODY = "nobody who signed in"
    STRANGER = "an interviewer of another opening"
    PANEL = "another interviewer of the panel, who has not signed"
    PEER = "another interviewer of the panel, who has signed their own"
    SHADOW = "a shadow"
    COMMITTEE = "a committee member"
    CHAIR = "a committee member who chairs the opening"
    INTERVIEWER = "its interviewer"
    ADMIN = "an admin"


People = frozenset[Who]

EVERYBODY: People = frozenset(Who) - {Who.NOBODY}
"""Who signed in."""
NO_ONE: People = frozenset()
INTERVIEWING = EVERYBODY - {Who.COMMITTEE, Who.CHAIR}
SEEING = EVERYBODY - {Who.STRANGER}
"""That it takes place, and the candidate."""
PRESENT: People = frozenset({Who.INTERVIEWER, Who.SHADOW})
"""Who reads what was judged while it is not signed; an admin only by looking, which is put on record."""
OWN: People = frozenset({Who.INTERVIEWER})
COMMITTEE: People = frozenset({Who.COMMITTEE, Who.CHAIR})
SIGNED: People = frozenset({Who.COMMITTEE, Who.CHAIR, Who.PEER, Who.ADMIN})
"""Who was not there, and reads what is signed."""
LISTENING = PRESENT | {Who.ADMIN, Who.COMMITTEE, Who.CHAIR}
"""Who reads what was said, and that somebody commented."""
ADMINS: People = frozenset({Who.ADMIN})
CHAIRS: People = frozenset({Who.INTERVIEWER, Who.CHAIR, Who.ADMIN})
"""Of the opening, which its interviewer chairs too here; admins may do what chairs may."""
GIVING: People = frozenset({Who.INTERVIEWER, Who.ADMIN})
"""Who hands the interview over."""
DECIDING: People = frozenset({Who.CHAIR, Who.ADMIN})
"""Who chairs, or stands in for a chair, and did not interview the candidate."""
CHAIRS_ANY = CHAIRS | {Who.STRANGER}
"""Of some opening: the stranger chairs their own."""
ON_OPENING = SEEING - {Who.SHADOW}
COLLEAGUES = ON_OPENING - COMMITTEE
"""Who may set the candidate's record right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whoever is in none of the groups finds nothing there (404), or is told so in words (403)."""

    read: People | None = None
    """By GET and HEAD; None where these methods are refused (405)."""
    write: People | None = None
    """By POST, as long as what they send can be done."""
    once_signed: People = NO_ONE
    """Who reads as well once the scorecard is signed."""
    written_once_signed: People = NO_ONE
    """Who writes as well by then."""
    told: People = NO_ONE
    is_public: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    """What the address says besides the key; an `item` is the first one of that section."""
    posted: Mapping[str, str] = field(default_factory=dict)


def shown(read: People, once_signed: People = NO_ONE, told: People = NO_ONE, **given: str) -> Access:
    return Access(read=read, once_signed=once_signed, told=told, given=given)


def form(people: People, told: People = NO_ONE) -> Access:
    """A page with a form of its own."""
    return Access(read=people, write=people, told=told)


def done(**given: str) -> Access:
    """What only the interviewer does, by a button or a form on another page."""
    return Access(write=OWN, given=given)


QUESTION = "00000000-0000-4000-8000-000000000001"
"""In the bank."""
JUDGED = shown(PRESENT, once_signed=SIGNED)
DECISION = Access(read=SIGNED, once_signed=OWN, told=SEEING)
"""Of whoever votes or stands in for a chair; of interviewers who signed."""

TABLE: Mapping[str, Access] = {
    "evaluations:home": shown(EVERYBODY),
    "evaluations:search": shown(EVERYBODY),
    "evaluations:paste": form(OWN),
    "evaluations:paste_keep": done(),
    "evaluations:paste_repair": done(),
    "evaluations:paste_questions": shown(OWN),
    "evaluations:scorecard": Access(read=PRESENT, once_signed=SIGNED, write=OWN),
    "evaluations:scorecard_state": shown(SEEING),
    "evaluations:scorecard_sign": form(OWN),
    "evaluations:scorecard_reopen": form(OWN),
    "evaluations:scorecard_version": shown(NO_ONE, once_signed=PRESENT | SIGNED, version="1"),
    "evaluations:comments": Access(read=LISTENING, write=frozenset({Who.SHADOW})),
    "evaluations:look": Access(write=ADMINS),
    "evaluations:hand_over": form(GIVING),
    "evaluations:questions_handed_on": shown(OWN),
    "evaluations:stop_reminders": Access(read=EVERYBODY, write=EVERYBODY, is_public=True),
    "evaluations:rubrics": Access(read=EVERYBODY, write=ADMINS),
    "evaluations:rubric_version": shown(EVERYBODY),
    "evaluations:rubric_file": shown(EVERYBODY),
    "evaluations:rubric_differences": shown(EVERYBODY),
    "evaluations:rubric_edit": Access(write=ADMINS),
    "evaluations:rubric_restore": Access(write=ADMINS),
    "evaluations:rubric_draft": form(ADMINS),
    "evaluations:rubric_publish": form(ADMINS),
    "evaluations:rubric_discard": Access(write=ADMINS),
    "evaluations:try_rubric": form(ADMINS),
    "evaluations:what_if_ask": Access(write=ADMINS),
    "evaluations:what_if": shown(ADMINS),
    "evaluations:what_if_cancel": Access(write=ADMINS),
    "evaluations:compare": shown(ON_OPENING),
    "evaluations:vote": Access(read=SEEING, write=COMMITTEE, told=SEEING),
    "evaluations:recuse": Access(write=COMMITTEE, told=SEEING),
    "evaluations:debrief": Access(write=DECIDING, told=SEEING),
    "evaluations:remark": Access(
        read=SEEING, write=COMMITTEE | {Who.PEER, Who.ADMIN}, written_once_signed=OWN, told=SEEING
    ),
    "evaluations:decide": Access(write=DECIDING, told=SEEING),
    "evaluations:reopen_decision": Access(write=DECIDING, told=SEEING),
    "evaluations:decision": DECISION,
    "evaluations:decision_basis": DECISION,
    "evaluations:opening_policy": Access(read=ON_OPENING, write=CHAIRS, told=ON_OPENING),
    "evaluations:settings": Access(read=ADMINS, write=ADMINS, posted={"setting": "told", "seen": "0"}),
    "evaluations:bank": shown(EVERYBODY),
    "evaluations:bank_new": form(CHAIRS_ANY, told=EVERYBODY - CHAIRS_ANY),
    "evaluations:bank_question": Access(
        read=CHAIRS_ANY, write=CHAIRS_ANY, told=EVERYBODY - CHAIRS_ANY, posted={"seen": "1"}
    ),
    "evaluations:told": shown(EVERYBODY),
    "evaluations:engines": Access(read=ADMINS, write=ADMINS, posted={"engine": "builtin"}),
    "evaluations:engine_check": shown(ADMINS),
    "evaluations:import": form(INTERVIEWING, told=COMMITTEE),
    "evaluations:import_batch": form(OWN),
    "evaluations:answer": JUDGED,
    "evaluations:answer_state": shown(LISTENING, once_signed=SIGNED),
    "evaluations:move": form(OWN),
    "evaluations:delete": form(OWN),
    "evaluations:evaluation": JUDGED,
    "evaluations:evaluation_packet": JUDGED,
    "evaluations:interview_packet": shown(LISTENING),
    "evaluations:candidate_packet": shown(SEEING),
    "evaluations:download": shown(PRESENT, once_signed=SIGNED, form="markdown"),
    "evaluations:download_interview": shown(SEEING, form="markdown"),
    "evaluations:download_candidate": shown(SEEING, form="markdown"),
    "evaluations:original": JUDGED,
    "evaluations:progress": JUDGED,
    "evaluations:section": shown(PRESENT, once_signed=SIGNED, name="notes"),
    "evaluations:rate": done(item="ratings"),
    "evaluations:flag": Access(write=OWN, given={"item": "flags"}, posted={"status": "confirmed", "severity": "1"}),
    "evaluations:override": done(item="recommendation"),
    "evaluations:new_item": Access(read=OWN, write=OWN, given={"name": "notes"}),
    "evaluations:item": Access(read=OWN, write=OWN, given={"item": "notes"}),
    "evaluations:item_shown": shown(PRESENT, once_signed=SIGNED, item="notes"),
    "evaluations:remove": done(item="notes"),
    "evaluations:put_back": done(item="notes"),
    "evaluations:move_item": done(item="notes"),
    "evaluations:undo": done(item="notes"),
    "evaluations:evidence": Access(read=OWN, write=OWN, given={"item": "notes"}),
    "evaluations:detach": done(item="notes"),
    "evaluations:history": shown(PRESENT, once_signed=SIGNED, item="notes"),
    "evaluations:own_ratings": done(),
    "evaluations:correct": form(OWN),
    "evaluations:review": done(),
    "evaluations:reply": form(OWN),
    "evaluations:again": form(OWN),
    "evaluations:again_close": done(),
    "evaluations:again_choose": Access(write=OWN, given={"name": "notes"}, posted={"choice": "kept"}),
    "evaluations:cancel": done(),
    "evaluations:retry": done(kind="feedback"),
    "interviews:sign_in": Access(read=EVERYBODY, write=EVERYBODY, is_public=True),
    "interviews:oidc_begin": Access(read=EVERYBODY, is_public=True),
    "interviews:oidc_done": Access(read=EVERYBODY, is_public=True),
    "interviews:sign_out": Access(write=EVERYBODY),
    "interviews:me": form(EVERYBODY),
    "interviews:password_change": form(EVERYBODY),
    "interviews:password_forgotten": Access(read=EVERYBODY, write=EVERYBODY, is_public=True),
    "interviews:password_sent": Access(read=EVERYBODY, is_public=True),
    "interviews:password_new": Access(read=EVERYBODY, write=EVERYBODY, is_public=True),
    "interviews:people": shown(ADMINS),
    "interviews:invite": form(ADMINS),
    "interviews:person": form(ADMINS),
    "interviews:person_active": form(ADMINS),
    "interviews:person_password": Access(write=ADMINS),
    "interviews:invitation_resend": Access(write=ADMINS),
    "interviews:invitation_withdraw": Access(write=ADMINS),
    "interviews:join": Access(read=EVERYBODY, write=EVERYBODY, is_public=True),
    "interviews:candidates": shown(EVERYBODY),
    "interviews:candidate": shown(SEEING),
    "interviews:candidate_status": form(COLLEAGUES, told=COMMITTEE),
    "interviews:candidate_rename": form(COLLEAGUES, told=COMMITTEE),
    "interviews:openings": shown(EVERYBODY),
    "interviews:opening_new": form(INTERVIEWING, told=COMMITTEE),
    "interviews:opening": shown(ON_OPENING),
    "interviews:opening_edit": form(CHAIRS, told=ON_OPENING),
    "interviews:opening_archive": Access(write=CHAIRS, told=ON_OPENING, posted={"archived": "yes"}),
    "interviews:opening_kit": Access(read=ON_OPENING, write=CHAIRS, told=ON_OPENING, posted={"add": QUESTION}),
    "interviews:interview_new": form(INTERVIEWING, told=COMMITTEE),
    "interviews:interview_known": shown(INTERVIEWING, told=COMMITTEE),
    "interviews:interview": shown(SEEING),
}
