"""Storing what was read: texts, answers, evaluations, their drafts and where they came from, in a few statements.

There are as many statements for many evaluations as for one. Nothing is left to a worker: both passes are done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone

from evaluations import present
from evaluations.documents.understanding import Understood
from evaluations.evidence.claims import SECTIONS, Item, PassKind, Section
from evaluations.models import Attempt, Draft, DraftSection, Edit, Evaluation, Pass, Wording
from interviews.models import Answer, FollowUpReply, Interview, Text, User


@dataclass(frozen=True, slots=True)
class ToStore:
    id: UUID
    understood: Understood
    interview: Interview


def store(wanted: Sequence[ToStore], author: User, importer: User) -> None:
    """In the caller's transaction. `author` asked the questions, `importer` answers for what the documents decided.

    Raises IntegrityError where an evaluation with one of the ids exists."""
    evaluations = [_evaluation(one, author) for one in wanted]
    answers = [evaluation.answer for evaluation in evaluations]
    drafts = [evaluation.draft for evaluation in evaluations if evaluation.draft]
    replies = [reply for one, answer in zip(wanted, answers, strict=True) for reply in _replies(one, answer)]
    said = [text for answer in answers for text in (answer.question_text, answer.answer_text)]
    Text.objects.bulk_create([*said, *(text for reply in replies for text in (reply.question_text, reply.reply_text))])
    Answer.objects.bulk_create(answers)
    FollowUpReply.objects.bulk_create(replies)
    # An evaluation and its draft name each other: PostgreSQL looks at the end of the transaction.
    Evaluation.objects.bulk_create(evaluations)
    Draft.objects.bulk_create(drafts)
    works = Pass.objects.bulk_create(
        Pass(draft=draft, kind=kind, state=Pass.State.DONE, finished_at=Now()) for draft in drafts for kind in PassKind
    )
    reads = [one.understood.read for one in wanted for _ in PassKind]
    DraftSection.objects.bulk_create(
        DraftSection(work=work, name=name, items=[_drafted(item).to_json() for item in read.sections.get(name, ())])
        for work, read in zip(works, reads, strict=True)
        for name in SECTIONS[PassKind(work.kind)]
    )
    edits = [edit for one in wanted if (edit := _override(one, importer))]
    Edit.objects.bulk_create(edits)
    Wording.objects.bulk_create(edit.wording for edit in edits)
    # What drafted it elsewhere, where the document says so.
    Attempt.objects.bulk_create(
        Attempt(work=work, number=1, outcome=Attempt.Outcome.STORED, engine=work.draft.engine, model=read.model[:200])
        for work, read in zip(works, reads, strict=True)
        if read.model
    )


def _evaluation(one: ToStore, author: User) -> Evaluation:
    """With its answer and its draft, none of them stored."""
    understood, read, bank_question = one.understood, one.understood.read, one.understood.bank_question
    answer = Answer(
        interview=one.interview,
        question=bank_question,
        aims=bank_question.aims if bank_question else [],
        question_text=Text(body=read.question, created_by=author),
        answer_text=Text(body=read.answer, created_by=author),
        created_by=author,
    )
    rubric = understood.version.rubric
    standing = present.columns(understood.state, rubric=rubric, level=understood.level, aims=understood.aims)
    evaluation = Evaluation(id=one.id, answer=answer, source=read.source, **standing)
    evaluation.draft = Draft(
        evaluation=evaluation,
        engine=read.engine[:100],
        level=understood.level,
        aims=understood.aims,
        rubric_version=understood.version,
        question_text=answer.question_text,
        answer_text=answer.answer_text,
        replies_read=len(read.follow_ups),
        requested_by=author,
        # At noon, so that it is the same day in nearly every time zone.
        requested_at=datetime.combine(read.date, time(12), UTC) if read.date else timezone.now(),
    )
    return evaluation


def _drafted(item: Item) -> Item:
    """A person's verdict is no part of a draft."""
    return replace(item, override="")


def _override(one: ToStore, importer: User) -> Edit | None:
    """A person's verdict that the document tells of, with the reason for it."""
    item = next((item for item in one.understood.read.sections.get(Section.RECOMMENDATION, ()) if item.override), None)
    if item is None:
        return None
    edit = Edit(
        evaluation_id=one.id,
        section=Section.RECOMMENDATION,
        item=item.id,
        number=2,
        action=Edit.Action.CHANGED,
        author=importer,
    )
    edit.wording = Wording(edit=edit, item=item.to_json(), reason=one.understood.read.override_reason)
    return edit


def _replies(one: ToStore, answer: Answer) -> list[FollowUpReply]:
    author = answer.created_by
    return [
        FollowUpReply(
            answer=answer,
            number=number,
            question_text=Text(body=asked.question, created_by=author),
            reply_text=Text(body=asked.reply, created_by=author),
            created_by=author,
        )
        for number, asked in enumerate(one.understood.read.follow_ups)
    ]
