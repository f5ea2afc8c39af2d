"""What the page of a candidate says of signed scorecards: made into HTML once, kept, and shown to all who read it.

Hundreds of claims with their evidence are read and laid out for it, while nothing of it changes until a scorecard is
reopened or another one signed. Nothing in it is for one person: no form, no token, nobody's name but interviewers'.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils import timezone, translation

from evaluations.candidates import Case, Findings, findings
from evaluations.models import CaseBody
from interviews import blind
from interviews.models import Candidate, User
from interviews.prepared import prepared

_PLACE = re.compile(r"<!--(verdicts|before|after) ([0-9a-f-]{36})-->")
_SOURCES = ("evaluations/**/*.py", "interviews/**/*.py", "templates/**/*.html")


def bodies(candidate: Candidate, cases: Iterable[Case], user: User) -> dict[UUID, CaseBody]:
    """By opening, of those cases in which this person reads a scorecard. One query; four more and one to store it where
    one is made."""
    of_whom = _of_whom(candidate)
    wanted = {case.opening.pk: _unmade(case, of_whom) for case in cases if case.signed}
    kept = _kept(user, candidate.pk, *(body.key for body in wanted.values())) if wanted else []
    found = {body.opening_id: body for body in kept if body.key == wanted[body.opening_id].key}
    missing = [case for case in cases if case.opening.pk in wanted.keys() - found.keys()]
    made = [_made(wanted[one.opening.pk], one) for one in findings(missing)] if missing else []
    CaseBody.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=("candidate", "opening", "readers"),
        update_fields=("key", "verdicts", "before", "after", "made_at"),
    )
    return found | {body.opening_id: body for body in made}


def put_in(page: str, bodies: Mapping[UUID, CaseBody]) -> bytes:
    """The page with these in their places, which are comments: what somebody typed is escaped and makes none. They are
    most of the page, and a template would copy them once for each block and include around them."""
    parts = _PLACE.split(page)
    for at in range(1, len(parts), 3):
        body = bodies.get(UUID(parts[at + 1]))
        parts[at : at + 2] = getattr(body, parts[at], ""), ""
    return b"".join(part.encode() for part in parts)


@prepared
def _kept(user: User, candidate: UUID, *keys: UUID) -> QuerySet[CaseBody]:
    return CaseBody.objects.filter(candidate=candidate, key__in=keys)


def _of_whom(candidate: Candidate) -> tuple[str, ...]:
    """What a text about the candidate is masked for, which goes with the name; nothing where it is shown as it is."""
    if not candidate.is_hidden:
        return ()
    with blind.everything_shown():
        return ("hidden", candidate.name)


def _unmade(case: Case, of_whom: tuple[str, ...]) -> CaseBody:
    around = (translation.get_language(), timezone.get_current_timezone_name(), bool(of_whom))
    readers = (around, [seen.interview.pk for seen in case.signed])
    made_of = (
        around,
        of_whom,
        (case.opening.pk, case.opening.title, case.opening.level),
        [
            (seen.signed.pk, seen.interview.interviewer.name, seen.interview.held_on, seen.interview.look_rows)  # type: ignore[attr-defined]
            for seen in case.signed
        ],
        get_script_prefix(),
        _release(),
    )
    return CaseBody(opening_id=case.opening.pk, readers=_digest(readers), key=_digest(made_of))


def _made(body: CaseBody, found: Findings) -> CaseBody:
    context = {"found": found, "opening": found.opening, "rule_based": settings.RULE_BASED_ENGINE}
    body.candidate_id = found.case.signed[0].interview.candidate_id
    body.verdicts = _html("_verdict_rows", {"case": found.case})
    body.before, body.after = _html("_before", context), _html("_after", context)
    return body


def _html(template: str, context: dict[str, Any]) -> str:
    """In ASCII, which is read and sent three times as fast as what has one other character in it."""
    html = render_to_string(f"evaluations/candidate/{template}.html", context)
    return html.encode("ascii", "xmlcharrefreplace").decode()


@cache
def _release() -> UUID:
    """Of the code and templates that run: what another release made is made anew."""
    paths = sorted(path for pattern in _SOURCES for path in settings.BASE_DIR.glob(pattern))
    return _digest((static("marks.svg"), [sha256(path.read_bytes()).digest() for path in paths]))


def _digest(facts: object) -> UUID:
    return UUID(bytes=sha256(repr(facts).encode()).digest()[:16])
