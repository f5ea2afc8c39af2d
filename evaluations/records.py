"""Stored evaluations as records, from which every form of them is written."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from evaluations import present
from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Section
from evaluations.forms.record import Origin, Record, Removed
from evaluations.models import Draft, Evaluation, model_of
from evaluations.present import Present
from interviews.models import fetch_replies

AT_ONCE = 100
"""How many are held in memory at a time; each such batch takes four queries."""


def of(evaluations: "QuerySet[Evaluation]") -> Iterator[Record]:
    """In the order of their answers, interview by interview; those without a draft are left out."""
    ordered = evaluations.filter(draft__isnull=False).order_by("answer__interview", "answer__created_at")
    ids = list(ordered.values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        yield from _batch(ids[first : first + AT_ONCE])


def _batch(ids: list[UUID]) -> Iterator[Record]:
    found = Evaluation.objects.with_facts().annotate(model=model_of("draft")).in_bulk(ids)
    fetch_replies(evaluation.answer for evaluation in found.values())
    states = present.read_many(found.values())
    for pk in ids:
        evaluation = found[pk]
        assert evaluation.draft is not None, "those without a draft were left out"
        replies = evaluation.answer.follow_ups.all()
        asked = tuple(FollowUp(reply.question_text.body, reply.reply_text.body) for reply in replies)
        yield _record(evaluation, evaluation.draft, asked, states[pk], evaluation.model)  # type: ignore[attr-defined]


def _record(
    evaluation: Evaluation,
    draft: Draft,
    asked: tuple[FollowUp, ...],
    state: Present,
    model: str | None,
) -> Record:
    interview = evaluation.answer.interview
    overridden = state.recommendation.decision if state.recommendation else None
    questions = {one.question for one in asked}
    changed = [one for one in state.by_id.values() if one.is_changed]
    return Record(
        id=str(evaluation.pk),
        date=timezone.localdate(draft.requested_at).strftime("%Y%m%d"),
        question=draft.question_text.body,
        answer=evaluation.answer.answer_text.body,
        follow_ups=asked[: state.replies_read(draft)],
        level=draft.level,
        source=evaluation.source,
        engine=draft.engine,
        model=model,
        rubric=draft.rubric_version.rubric,
        rubric_version=draft.rubric_version.number,
        sections={
            name: tuple(replace(one.item, asked=one.item.asked or one.item.text in questions) for one in items)
            if name is Section.FOLLOW_UP_QUESTIONS
            else tuple(one.item for one in items)
            for name, items in state.sections.items()
        },
        verdict=evaluation.verdict,
        if_flags_confirmed=evaluation.verdict_if_confirmed,
        trace=tuple(sentence for sentence, _ in evaluation.trace),
        decisive=tuple(sentence for sentence, decided in evaluation.trace if decided),
        override_reason=overridden.wording.reason if overridden else "",
        changed={one.id: one.touched.author.name for one in changed if one.touched},
        drafted={one.id: one.draft for one in changed if one.draft},
        added={one.id: one.addition.author.name for one in state.by_id.values() if one.addition},
        removed=tuple(
            Removed(name, one.draft, one.touched.author.name)
            for name, items in state.removed.items()
            for one in items
            if one.draft and one.touched
        ),
        origin=Origin(
            candidate=interview.candidate.name,
            candidate_id=str(interview.candidate_id),
            interview_id=str(interview.pk),
            interviewer=interview.interviewer.name,
            opening=interview.opening.title,
            held_on=interview.held_on,
            reviewed_by=evaluation.reviewed_by.name if evaluation.reviewed_by else None,
        ),
    )
