"""Storing what came of a pass, fenced: nothing is written for a lease that no longer holds."""

import json
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from evaluations import present
from evaluations.engines.base import Reply
from evaluations.evidence.claims import Item, Section
from evaluations.models import Attempt, DraftSection, Evaluation, Pass, RawReply
from evaluations.pipeline.claiming import Claimed
from evaluations.pipeline.leases import LeaseLostError, held

RING_AGAIN = timedelta(seconds=60)
"""A pass that is due and was not rung for this long is rung again (see sweep.py)."""
WITHDRAWN = "What was shown of the draft is withdrawn."
TOLD_BY_REPLY = ("model", "endpoint", "rung", "prompt_version", "request_id", "tokens_in", "tokens_out")


def store_provisional(claimed: Claimed, section: Section, items: tuple[Item, ...]) -> None:
    """Raises LeaseLostError, which also stops an engine whose pass was cancelled."""
    with transaction.atomic():
        if not _held(claimed).select_for_update().exists():
            raise LeaseLostError
        DraftSection.objects.update_or_create(
            work_id=claimed.work,
            name=section,
            defaults={"items": [item.to_json() for item in items], "is_provisional": True},
        )


# First of all locks, as where an answer is deleted.
_LOCK = "SELECT draft_id, taken <> '{}' FROM evaluations_evaluation WHERE id = %s FOR UPDATE"
_STORE = """
WITH done AS (
    UPDATE evaluations_pass
       SET state = 'done', lease = NULL, failure = '', finished_at = statement_timestamp()
     WHERE id = %(pass)s AND state = 'running' AND lease = %(token)s
    RETURNING id
), closed AS (
    UPDATE evaluations_attempt
       SET outcome = 'stored', duration_ms = %(duration_ms)s, model = %(model)s, endpoint = %(endpoint)s,
           rung = %(rung)s, prompt_version = %(prompt_version)s, request_id = %(request_id)s,
           tokens_in = %(tokens_in)s, tokens_out = %(tokens_out)s
      FROM done
     WHERE evaluations_attempt.id = %(attempt)s
    RETURNING evaluations_attempt.id
), kept AS (
    INSERT INTO evaluations_rawreply (attempt_id, body, names) SELECT id, %(raw)s, %(names)s FROM closed
), drafted AS (
    INSERT INTO evaluations_draftsection (work_id, name, items, is_provisional)
    SELECT done.id, section.name, section.items, false
      FROM done, jsonb_to_recordset(%(sections)s::jsonb) AS section (name text, items jsonb)
        ON CONFLICT (work_id, name)
        DO UPDATE SET items = excluded.items, is_provisional = false, arrived_at = excluded.arrived_at
)
SELECT EXISTS (SELECT FROM evaluations_edit WHERE evaluation_id = %(evaluation)s),
       (SELECT jsonb_agg(jsonb_build_array(section.name, section.items, section.is_provisional))
          FROM evaluations_draftsection AS section
          JOIN evaluations_pass AS other ON other.id = section.work_id
         WHERE other.draft_id = %(draft)s AND other.id <> %(pass)s)
  FROM done
"""


def store(claimed: Claimed, sections: dict[Section, tuple[Item, ...]], reply: Reply, duration_ms: int) -> None:
    """The pass is done: these are all of its sections, and this is how it went. Raises LeaseLostError.

    In one transaction with the verdict that follows, of as few exchanges as can be, for the other pass may be storing
    too: they go one after the other, so that the verdict sees both.
    """
    told = {name: getattr(reply, name) for name in TOLD_BY_REPLY}
    stored = {name: [item.to_json() for item in items] for name, items in sections.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK, (claimed.evaluation,))
        locked = cursor.fetchone()
        cursor.execute(
            _STORE,
            {
                "pass": claimed.work,
                "token": claimed.token,
                "attempt": claimed.attempt,
                "evaluation": claimed.evaluation,
                "draft": claimed.draft,
                "duration_ms": duration_ms,
                **told,
                "raw": storable(reply),
                "names": list(claimed.names) if reply.endpoint else [],
                "sections": json.dumps([{"name": name, "items": items} for name, items in stored.items()]),
            },
        )
        beside = cursor.fetchone()
        if locked is None or beside is None:
            raise LeaseLostError
        if locked == (claimed.draft, False):
            _stand(claimed, stored, *beside)
        elif locked == (claimed.draft, True):
            present.restand(Evaluation.objects.with_facts().get(pk=claimed.evaluation))


def _stand(claimed: Claimed, stored: dict[Section, Any], edited: bool, others: str | None) -> None:
    """The verdict that follows, from what is at hand; only people's edits are read again."""
    drafted = [DraftSection(name=name, items=items) for name, items in stored.items()]
    drafted += [
        DraftSection(name=name, items=items, is_provisional=early) for name, items, early in json.loads(others or "[]")
    ]
    edits = present.edits_of(claimed.evaluation) if edited else ()
    state = present.assemble(drafted, edits)
    if state.ratings or edited:
        present.write_standing(claimed.evaluation, state, rubric=claimed.rubric, level=claimed.level, aims=claimed.aims)


def storable(reply: Reply) -> str:
    """The raw reply without the one character that PostgreSQL does not take."""
    return reply.raw.replace("\x00", "�")


def withdraw(claimed: Claimed, message: str, *, retry_after: float | None) -> None:
    """The pass failed, or waits for another attempt; what was shown of it goes. Raises LeaseLostError.

    Call it in a transaction.
    """
    message = take_back(claimed.work, message)
    if retry_after is None:
        changed = _held(claimed).update(state=Pass.State.FAILED, lease=None, failure=message, finished_at=Now())
    else:
        changed = _held(claimed).update(lease=None, failure=message, **_waiting(retry_after))
    if not changed:
        raise LeaseLostError


def take_back(work: int, message: str) -> str:
    """Withdraws what was shown of a pass. The message, which says so where anything was."""
    shown, _ = DraftSection.objects.filter(work=work).delete()
    return f"{message} {WITHDRAWN}" if shown else message


def put_back(claimed: Claimed, message: str, *, seconds: float) -> None:
    """The engine was not asked, so this was no attempt. Raises LeaseLostError."""
    made = F("attempts_made") - 1
    if not _held(claimed).update(lease=None, failure=message, attempts_made=made, **_waiting(seconds)):
        raise LeaseLostError
    Attempt.objects.filter(pk=claimed.attempt).delete()


def _waiting(seconds: float) -> dict[str, Any]:
    due = Now() + timedelta(seconds=seconds)
    return {"state": Pass.State.WAITING, "due_at": due, "rung_at": due - RING_AGAIN}


def close_attempt(
    attempt: int, outcome: Attempt.Outcome, reason: str, *, duration_ms: int, reply: Reply | None
) -> None:
    """Does nothing where the attempt was deleted with its answer."""
    told = {name: getattr(reply, name) for name in TOLD_BY_REPLY} if reply else {}
    mine = Attempt.objects.filter(pk=attempt)
    if mine.update(outcome=outcome, reason=reason, duration_ms=duration_ms, **told) and reply:
        RawReply.objects.create(attempt_id=attempt, body=storable(reply))


def close_abandoned(work: int, but: int = 0) -> None:
    """Attempts at the pass by workers that never came back, `but` the one that is being made."""
    Attempt.objects.filter(work=work, outcome=Attempt.Outcome.RUNNING).exclude(pk=but).update(
        outcome=Attempt.Outcome.SUPERSEDED, reason="The worker stopped before it was done."
    )


def _held(claimed: Claimed) -> "QuerySet[Pass]":
    """The pass while it is ours: update through this, and nothing changed means that it no longer is."""
    return held(claimed.work, claimed.token)
