"""Storing what came of a pass, fenced: nothing is written for a lease that no longer holds."""

import json
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from evaluations import present
from evaluations.engines.base import Reply
from evaluations.evidence.claims import Item, Section
from evaluations.models import Attempt, DraftSection, Evaluation, Pass, RawReply
from evaluations.pipeline.leases import LeaseLostError, held

RING_AGAIN = timedelta(seconds=60)
"""A pass that is due and was not rung for this long is rung again (see sweep.py)."""
TOLD_BY_REPLY = ("model", "endpoint", "rung", "prompt_version", "request_id", "tokens_in", "tokens_out")


def store_provisional(work: Pass, token: UUID, section: Section, items: tuple[Item, ...]) -> None:
    """Raises LeaseLostError, which also stops an engine whose pass was cancelled."""
    with transaction.atomic():
        _require(work, token)
        DraftSection.objects.update_or_create(
            work=work, name=section, defaults={"items": [item.to_json() for item in items], "is_provisional": True}
        )


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
    INSERT INTO evaluations_rawreply (attempt_id, body) SELECT id, %(raw)s FROM closed
)
INSERT INTO evaluations_draftsection (work_id, name, items, is_provisional)
SELECT done.id, section.name, section.items, false
  FROM done, jsonb_to_recordset(%(sections)s::jsonb) AS section (name text, items jsonb)
    ON CONFLICT (work_id, name)
    DO UPDATE SET items = excluded.items, is_provisional = false, arrived_at = excluded.arrived_at
"""


def store(
    attempt: Attempt, token: UUID, sections: dict[Section, tuple[Item, ...]], reply: Reply, duration_ms: int
) -> None:
    """The pass is done: these are all of its sections, and this is how it went. Raises LeaseLostError.

    Call it in a transaction. What is stored goes in one statement, for the other pass may be waiting meanwhile.
    """
    work = attempt.work
    # The other pass may be storing too: one after the other, so that the verdict sees both. First of all locks, as
    # where an answer is deleted.
    evaluation = Evaluation.objects.select_for_update().filter(pk=work.draft.evaluation_id).first()
    told = {name: getattr(reply, name) for name in TOLD_BY_REPLY}
    items = [{"name": name, "items": [item.to_json() for item in found]} for name, found in sections.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            {
                "pass": work.pk,
                "token": token,
                "attempt": attempt.pk,
                "duration_ms": duration_ms,
                **told,
                "raw": storable(reply),
                "sections": json.dumps(items),
            },
        )
        if evaluation is None or not cursor.rowcount:
            raise LeaseLostError
    if evaluation.draft_id == work.draft_id:
        evaluation.draft = work.draft
        present.write_standing(evaluation, present.read(evaluation))


def storable(reply: Reply) -> str:
    """The raw reply without the one character that PostgreSQL does not take."""
    return reply.raw.replace("\x00", "�")


def withdraw(work: Pass, token: UUID, message: str, *, retry_after: float | None) -> None:
    """The pass failed, or waits for another attempt; what was shown of it goes. Raises LeaseLostError."""
    if retry_after is None:
        changed = held(work.pk, token).update(state=Pass.State.FAILED, lease=None, failure=message, finished_at=Now())
    else:
        due = Now() + timedelta(seconds=retry_after)
        changed = held(work.pk, token).update(
            state=Pass.State.WAITING, lease=None, failure=message, due_at=due, rung_at=due - RING_AGAIN
        )
    if not changed:
        raise LeaseLostError
    work.sections.all().delete()


def put_back(work: Pass, token: UUID, message: str, *, seconds: float) -> None:
    """The engine was not asked, so this was no attempt. Raises LeaseLostError."""
    due = Now() + timedelta(seconds=seconds)
    if not held(work.pk, token).update(
        state=Pass.State.WAITING,
        lease=None,
        failure=message,
        due_at=due,
        rung_at=due - RING_AGAIN,
        attempts_made=F("attempts_made") - 1,
    ):
        raise LeaseLostError


def close_attempt(
    attempt: Attempt, outcome: Attempt.Outcome, reason: str, *, duration_ms: int, reply: Reply | None
) -> None:
    """Does nothing where the attempt was deleted with its answer."""
    told = {name: getattr(reply, name) for name in TOLD_BY_REPLY} if reply else {}
    mine = Attempt.objects.filter(pk=attempt.pk)
    if mine.update(outcome=outcome, reason=reason, duration_ms=duration_ms, **told) and reply:
        RawReply.objects.create(attempt=attempt, body=storable(reply))


def close_abandoned(work: Pass, but: Attempt | None = None) -> None:
    """Attempts of workers that never came back, `but` the one that is being made."""
    others = work.attempts.exclude(pk=but.pk) if but else work.attempts.all()
    others.filter(outcome=Attempt.Outcome.RUNNING).update(
        outcome=Attempt.Outcome.SUPERSEDED, reason="The worker stopped before it was done."
    )


def _require(work: Pass, token: UUID) -> None:
    if not held(work.pk, token).select_for_update().exists():
        raise LeaseLostError
