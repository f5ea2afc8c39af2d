"""Putting right an answer that was pasted in the wrong place."""

from django.db import transaction

from evaluations.documents.importing import forgetting_document
from evaluations.models import Evaluation, OpeningPolicy, Pass
from evaluations.requests import request
from interviews.models import Answer, Interview, Text, User


@transaction.atomic
def move(answer: Answer, target: Interview, moved_by: User) -> None:
    """The evaluation goes along. Where the other opening judges by another level or rubric, it is drafted anew, beside
    what people have decided, and is to be reviewed again. What a document states is not drafted, and stays as it is."""
    # Locked, so that a move sent twice is drafted anew once.
    evaluations = Evaluation.objects.select_for_update(of=("self",)).select_related("draft", "proposal")
    evaluation = evaluations.filter(answer=answer).first()
    answer.interview = target
    answer.save(update_fields=["interview"])
    if evaluation is None or evaluation.draft is None or evaluation.draft.is_imported:
        return
    version = OpeningPolicy.objects.of(target.opening).version
    newest = evaluation.proposal or evaluation.draft
    if (newest.level, newest.rubric_version_id) != (target.opening.level, version.pk):
        Evaluation.objects.filter(pk=evaluation.pk).update(reviewed_at=None, reviewed_by=None)
        request(answer, moved_by)


@transaction.atomic
def delete(answer: Answer) -> None:
    """The answer, its texts, the document it came from and everything that was drafted or decided about it."""
    texts = {answer.question_text_id, answer.answer_text_id}
    for question, reply in answer.follow_ups.values_list("question_text", "reply_text"):
        texts |= {question, reply}
    for evaluation in Evaluation.objects.select_for_update().filter(answer=answer):
        # From here on no worker stores anything, and none waits for a lock in another order.
        list(Pass.objects.select_for_update().filter(draft__evaluation=evaluation).values_list("pk"))
        for draft in evaluation.drafts.all():
            texts |= {draft.question_text_id, draft.answer_text_id}
        Evaluation.objects.filter(pk=evaluation.pk).update(draft=None, proposal=None)
        with forgetting_document(evaluation):
            evaluation.delete()
    answer.delete()
    Text.objects.filter(pk__in=texts).delete()
