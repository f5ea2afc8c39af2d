"""A draft made again from what was recorded of its passes: offline, and nothing is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evaluations.engines.base import Assignment, FollowUp, Reply, texts
from evaluations.engines.openai import replaying
from evaluations.engines.openai.replaying import NotReplayable
from evaluations.evidence.claims import Item, PassKind, Section
from evaluations.evidence.grounding import ground
from evaluations.models import Attempt, Draft, Pass, RawReply
from evaluations.pipeline.results import TOLD_BY_REPLY
from evaluations.rules.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Replayed:
    sections: dict[Section, tuple[Item, ...]]
    """As they come of the record; their items have ids of their own."""
    differences: tuple[str, ...]
    """What is stored otherwise: sections, facts of the attempt, the record itself. None where it is all the same."""


def replay(work: Pass) -> Replayed:
    """Raises NotReplayable, EngineFailure or InvalidReply where no draft comes of the record, or none is recorded."""
    attempt = work.attempts.filter(outcome=Attempt.Outcome.STORED).order_by("number").last()
    recorded = RawReply.objects.filter(attempt=attempt).first() if attempt else None
    if attempt is None or recorded is None:
        raise NotReplayable("No reply is recorded for this pass.")
    assignment = assignment_of(work.draft, PassKind(work.kind), tuple(recorded.names))
    reply = replaying.replay(assignment, recorded.body)
    said = texts(assignment.answer, assignment.follow_ups)
    sections = ground(reply.sections, said, assignment.rubric)
    return Replayed(sections, tuple(_differences(attempt, recorded, reply, sections)))


def assignment_of(draft: Draft, kind: PassKind, names: tuple[str, ...], *, rubric: Rubric | None = None) -> Assignment:
    """What an engine was given for the draft; by another rubric with what that one knows of its aims."""
    by = rubric or draft.rubric_version.rubric
    aims = draft.aims if rubric is None else [aim for aim in draft.aims if aim in by.competency_names]
    replies = draft.evaluation.answer.follow_ups.select_related("question_text", "reply_text")
    read = replies.filter(number__lt=draft.replies_read)
    return Assignment(
        kind=kind,
        question=draft.question_text.body,
        answer=draft.answer_text.body,
        follow_ups=tuple(FollowUp(one.question_text.body, one.reply_text.body) for one in read),
        level=draft.level,
        rubric=by,
        aims=tuple(aims) or by.competency_names,
        names=names,
    )


def _differences(
    attempt: Attempt, recorded: RawReply, reply: Reply, sections: dict[Section, tuple[Item, ...]]
) -> Iterator[str]:
    stored = {section.name: section.items for section in attempt.work.sections.all()}
    for name, items in sections.items():
        if _without_ids(items) != _without_ids(map(Item.from_json, stored.pop(name, ()))):
            yield name
    yield from stored
    yield from (name for name in TOLD_BY_REPLY if getattr(attempt, name) != getattr(reply, name))
    if reply.raw != recorded.body:
        yield "raw reply"


def _without_ids(items: Iterable[Item]) -> list[Item]:
    return [replace(item, id="") for item in items]
