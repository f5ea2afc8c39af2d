"""How the questions of the bank fare: how often each was asked, and how often what it aims at ended up Not assessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from evaluations.rules.rubric import NOT_ASSESSED

# From the questions to their answers to the signed scorecards, each step by an index.
_SQL = """
SELECT answer.question_id, aim.name, count(*),
       count(*) FILTER (WHERE judged.entry -> 2 ->> aim.name = %s)
FROM interviews_answer answer
JOIN evaluations_evaluation evaluation ON evaluation.answer_id = answer.id
JOIN evaluations_scorecard scorecard ON scorecard.interview_id = answer.interview_id
     AND scorecard.signed_at IS NOT NULL AND scorecard.superseded_at IS NULL
CROSS JOIN LATERAL jsonb_array_elements(scorecard.answers) AS judged(entry)
CROSS JOIN LATERAL unnest(answer.aims) AS aim(name)
WHERE answer.question_id = ANY(%s) AND judged.entry ->> 0 = evaluation.id::text
      AND jsonb_exists(judged.entry -> 2, aim.name)
GROUP BY answer.question_id, aim.name
ORDER BY aim.name
"""


@dataclass(frozen=True, slots=True)
class Aimed:
    """At a competency, in answers of signed scorecards."""

    competency: str
    judged: int
    not_assessed: int


def aimed_by(questions: Iterable[UUID]) -> dict[UUID, list[Aimed]]:
    """By question; those in no signed scorecard are left out. One query."""
    found: dict[UUID, list[Aimed]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [NOT_ASSESSED, list(questions)])
        for question, competency, judged, not_assessed in cursor.fetchall():
            found[question].append(Aimed(competency, judged, not_assessed))
    return dict(found)
