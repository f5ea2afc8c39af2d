"""Telling from a call why it gave no completion, and when it is worth another."""

import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

from evaluations.engines.openai.calls import Broken, Call
from evaluations.engines.openai.incoming import Completion, EndedEarly, ErrorInside, Incoming, NotACompletion
from evaluations.engines.openai.outcomes import Outcome, Then
from evaluations.engines.openai.rungs import names_form

LONGEST_WAIT = 3_600.0
FIRST_WAIT = 3.0
"""Seconds. Where no time is named, the wait doubles from attempt to attempt."""


@dataclass
class Trouble(Exception):
    """A call that gave no completion. `complaint` is the endpoint's own text, for the ladder only."""

    outcome: Outcome
    complaint: str = ""
    retry_after: float | None = None

    def __str__(self) -> str:
        return self.outcome


_BROKEN = {
    Broken.UNREACHABLE: Outcome.UNREACHABLE,
    Broken.TOO_LATE: Outcome.TOO_LATE,
    Broken.INTERRUPTED: Outcome.INTERRUPTED,
}
_BY_STATUS = {
    401: Outcome.UNAUTHORIZED,
    402: Outcome.QUOTA,
    403: Outcome.FORBIDDEN,
    408: Outcome.SERVER_ERROR,
    413: Outcome.TOO_LONG,
    429: Outcome.RATE_LIMITED,
}
_BY_WORDS = (
    (
        Outcome.TOO_LONG,
        re.compile(r"context.{0,10}(?:length|window|size)|maximum context|too many tokens|prompt is too long", re.I),
    ),
    (Outcome.FILTERED, re.compile(r"content_?\s?(?:filter|policy|management)", re.I)),
    (
        Outcome.UNKNOWN_MODEL,
        re.compile(
            r"model_not_found|(?:invalid|unknown|no such) model|not a valid model|"
            r"model\b.{0,80}(?:not found|not exist|not available)",
            re.I,
        ),
    ),
)
_SPENT = re.compile(r"insufficient_quota|billing_hard_limit|insufficient (?:credit|balance|fund)", re.I)
"""Not the words quota or billing alone: some say so of a limit per minute."""


def completion(call: Call, incoming: Incoming) -> Completion:
    """What the endpoint said in this call; `incoming` was fed its body. Raises Trouble."""
    if call.broken:
        raise Trouble(_BROKEN[call.broken])
    if call.status is None or call.status >= 400:
        raise _of_error(call.status or 500, call.body, call.retry_after)
    try:
        said = incoming.completion()
    except ErrorInside as inside:
        raise _of_error_inside(inside.error, call.retry_after) from inside
    except NotACompletion as error:
        raise Trouble(Outcome.NOT_AN_ENDPOINT) from error
    except EndedEarly as error:
        raise Trouble(Outcome.INTERRUPTED) from error
    if said.refused:
        raise Trouble(Outcome.REFUSED)
    if said.finish == "content_filter":
        raise Trouble(Outcome.FILTERED)
    if said.finish == "length":
        raise Trouble(Outcome.CUT_OFF)
    return said


def wait(trouble: Trouble, attempt: int, chance: Random) -> float | None:
    """Seconds until it is worth trying again; None where it is not.

    Never less than the endpoint asks for, and a little more, so that not all who wait come back at once.
    """
    if trouble.outcome.then is not Then.LATER:
        return None
    if trouble.retry_after is not None:
        return min(trouble.retry_after, LONGEST_WAIT) * chance.uniform(1.0, 1.1)
    return min(FIRST_WAIT * 2.0 ** (attempt - 1), LONGEST_WAIT) * chance.uniform(0.5, 1.5)


def _of_error(status: int, complaint: str, retry_after: float | None) -> Trouble:
    outcome = _BY_STATUS.get(status)
    if outcome is Outcome.RATE_LIMITED and _SPENT.search(complaint):
        outcome = Outcome.QUOTA
    if status >= 500:
        # Some servers fail over a schema instead of refusing it; a web page may have the word for other reasons.
        is_about_form = complaint.lstrip().startswith("{") and names_form(complaint)
        outcome = Outcome.REJECTED if is_about_form else Outcome.SERVER_ERROR
    if outcome is None:
        outcome = next((found for found, words in _BY_WORDS if words.search(complaint)), Outcome.REJECTED)
    if outcome is Outcome.REJECTED and status == 404 and "parameter" not in complaint:
        outcome = Outcome.NOT_AN_ENDPOINT
    return Trouble(outcome, complaint, retry_after)


def _of_error_inside(error: Any, retry_after: float | None) -> Trouble:
    """Gateways put the status of whom they asked into `code`."""
    code = str(error.get("code")) if isinstance(error, dict) else ""
    status = int(code) if re.fullmatch("[45][0-9]{2}", code) else 500
    complaint = json.dumps(error)
    if status == 500 and (known := next((found for found, words in _BY_WORDS if words.search(complaint)), None)):
        return Trouble(known, complaint, retry_after)
    return _of_error(status, complaint, retry_after)
