"""Claiming a pass: one statement decides who works on it, puts an attempt on record and reads what is to be worked on.

In the words of the database, because this is the hot path of every worker: either all of it happens or none, in one
exchange (docs/performance.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import PassKind
from evaluations.models import RubricVersion
from evaluations.pipeline.leases import LEASE, MOST_ATTEMPTS
from evaluations.rules.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Claimed:
    """A pass that is ours until its lease ends, and everything that an engine may know of it; as `_CLAIM` gives it."""

    token: UUID
    kind: PassKind
    work: int
    """The pass."""
    attempts_made: int
    """This one included."""
    attempt: int
    number: int
    """Of the attempt, counted from the pass's first."""
    evaluation: UUID
    draft: UUID
    engine: str
    level: str
    aims: Sequence[str]
    rubric_version: UUID
    question: str
    answer: str
    asked: Sequence[str]
    replied: Sequence[str]
    """The follow-up questions and the replies to them, in their order."""
    names: Sequence[str]
    """What the candidate is called; none once they are erased."""

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        return tuple(map(FollowUp, self.asked, self.replied))

    @property
    def rubric(self) -> Rubric:
        return RubricVersion.objects.rubric(self.rubric_version)


# The condition is `leases.claimable`; a test compares the two.
_CLAIM = """
WITH claimed AS (
    UPDATE evaluations_pass
       SET state = 'running', lease = %(token)s, lease_until = statement_timestamp() + make_interval(secs => %(lease)s),
           attempts_made = attempts_made + 1, started_at = statement_timestamp()
     WHERE id = %(pass)s AND attempts_made < %(most)s
       AND (state = 'waiting' AND due_at <= statement_timestamp()
            OR state = 'running' AND lease_until < statement_timestamp())
    RETURNING id, kind, draft_id, attempts_made
), begun AS (
    INSERT INTO evaluations_attempt (work_id, number, outcome, reason, engine)
    SELECT claimed.id, 1 + (SELECT count(*) FROM evaluations_attempt WHERE work_id = claimed.id), 'running', '',
           draft.engine
      FROM claimed JOIN evaluations_draft AS draft ON draft.id = claimed.draft_id
    RETURNING id, number
), replies AS (
    SELECT reply.number, reply.question_text_id, reply.reply_text_id
      FROM claimed
      JOIN evaluations_draft AS draft ON draft.id = claimed.draft_id
      JOIN evaluations_evaluation AS evaluation ON evaluation.id = draft.evaluation_id
      JOIN interviews_followupreply AS reply ON reply.answer_id = evaluation.answer_id
     WHERE reply.number < draft.replies_read
)
SELECT claimed.kind, claimed.id, claimed.attempts_made, begun.id, begun.number,
       draft.evaluation_id, draft.id, draft.engine, draft.level, draft.aims, draft.rubric_version_id,
       question.body, answer.body,
       ARRAY(SELECT asked.body FROM replies JOIN interviews_text AS asked ON asked.id = replies.question_text_id
              ORDER BY replies.number),
       ARRAY(SELECT reply.body FROM replies JOIN interviews_text AS reply ON reply.id = replies.reply_text_id
              ORDER BY replies.number),
       ARRAY(SELECT identity.name
               FROM evaluations_evaluation AS evaluation
               JOIN interviews_answer AS given ON given.id = evaluation.answer_id
               JOIN interviews_interview AS interview ON interview.id = given.interview_id
               JOIN interviews_identity AS identity ON identity.candidate_id = interview.candidate_id
              WHERE evaluation.id = draft.evaluation_id)
  FROM claimed
 CROSS JOIN begun
  JOIN evaluations_draft AS draft ON draft.id = claimed.draft_id
  JOIN interviews_text AS question ON question.id = draft.question_text_id
  JOIN interviews_text AS answer ON answer.id = draft.answer_text_id
"""


def claim(pass_id: int) -> Claimed | None:
    """None where there is nothing to do: the pass is done, cancelled, not due, or in other hands."""
    token = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"pass": pass_id, "token": token, "lease": LEASE.total_seconds(), "most": MOST_ATTEMPTS})
        row = cursor.fetchone()
    if row is None:
        return None
    return Claimed(token, PassKind(row[0]), *row[1:])
