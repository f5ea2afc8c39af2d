"""Asking for an evaluation, trying a pass again, cancelling."""

from functools import partial

from django.db import transaction
from django.db.models.functions import Now

from evaluations import present
from evaluations.evidence.claims import PassKind
from evaluations.models import Draft, DraftSection, Evaluation, OpeningPolicy, Pass
from evaluations.tasks import ring
from interviews.models import Answer, User


@transaction.atomic
def request(answer: Answer, requested_by: User, engine: str = "") -> Evaluation:
    """The evaluation of the answer with a new draft of two passes; the workers hear of it once it is committed.

    Where people have decided something, or a document states it, the new draft arrives beside that (redrafting.py).
    Without an `engine` the opening's drafts, or else the installation's.
    """
    Evaluation.objects.get_or_create(answer=answer)
    evaluation = Evaluation.objects.select_for_update().get(answer=answer)
    draft = _new_draft(evaluation, requested_by, engine)
    states = evaluation.draft is not None and evaluation.draft.is_imported
    if states or evaluation.edits.exists():
        evaluation.proposal = draft
        evaluation.save(update_fields=["proposal"])
        return evaluation
    evaluation.draft, evaluation.proposal, evaluation.taken = draft, None, {}
    evaluation.save(update_fields=["draft", "proposal", "taken"])
    present.restand(evaluation)
    return evaluation


def _new_draft(evaluation: Evaluation, requested_by: User, engine: str) -> Draft:
    answer = evaluation.answer
    opening = answer.interview.opening
    version = OpeningPolicy.objects.of(opening).version
    draft = Draft.objects.create(
        evaluation=evaluation,
        number=evaluation.drafts.count() + 1,
        engine=engine or OpeningPolicy.objects.engine_of(opening),
        level=opening.level,
        aims=version.aims_among(answer.aims),
        rubric_version=version,
        question_text=answer.question_text,
        answer_text=answer.answer_text,
        replies_read=answer.follow_ups.count(),
        requested_by=requested_by,
    )
    passes = Pass.objects.bulk_create(Pass(draft=draft, kind=kind) for kind in PassKind)
    transaction.on_commit(partial(ring, [work.pk for work in passes]))
    return draft


@transaction.atomic
def retry(evaluation: Evaluation, kind: PassKind) -> bool:
    """Try a failed or cancelled pass again. False where there is none."""
    stopped = Pass.objects.filter(
        draft=evaluation.draft_id, kind=kind, state__in=(Pass.State.FAILED, Pass.State.CANCELLED)
    )
    ids = list(stopped.select_for_update().values_list("pk", flat=True))
    Pass.objects.filter(pk__in=ids).update(
        state=Pass.State.WAITING, attempts_made=0, failure="", due_at=Now(), rung_at=Now(), finished_at=None
    )
    transaction.on_commit(partial(ring, ids))
    return bool(ids)


@transaction.atomic
def cancel(evaluation: Evaluation) -> None:
    """Stop what is still being drafted; what a worker makes of it from now on is refused."""
    unfinished = Pass.objects.filter(draft=evaluation.draft_id, state__in=Pass.UNFINISHED)
    ids = list(unfinished.select_for_update().values_list("pk", flat=True))
    Pass.objects.filter(pk__in=ids).update(state=Pass.State.CANCELLED, lease=None, finished_at=Now())
    DraftSection.objects.filter(work__in=ids).delete()
