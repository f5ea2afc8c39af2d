"""Putting right what was pasted as an answer: a new version of the text, in which every quote is looked for anew."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import present, requests
from evaluations.evidence.claims import Basis
from evaluations.evidence.corrected import ANSWER, Verified, verify
from evaluations.models import Edit, Evaluation, Pass, Wording
from evaluations.present import Present, PresentItem
from evaluations.review import Outdated
from evaluations.review.appending import rubric_of
from evaluations.signing import refuse_signed
from interviews.models import Answer, Correction, Text, User


@transaction.atomic
def correct(answer: Answer, body: str, author: User, *, shown: str) -> None:
    """`body` has been accepted already (interviews/texts); `shown` is the id of the version that it was made from.

    The present text points into the new version from then on: an edit per item that rests on the answer. What was
    still being drafted, or waited beside it, had read the old one: it is given up, and what was being drafted is
    asked for anew. The same text again changes nothing. Raises Refused where it is signed, Outdated where somebody
    was faster.
    """
    refuse_signed(answer.interview)
    evaluation = Evaluation.objects.select_for_update(of=("self",)).with_facts().filter(answer=answer).first()
    held = Answer.objects.select_for_update(of=("self",)).select_related("answer_text").get(pk=answer.pk)
    if str(held.answer_text_id) != shown:
        raise Outdated(_("Somebody corrected this answer since you opened the page; below it is what you wrote."))
    before = held.answer_text
    if body == before.body:
        return
    Correction.objects.create(answer=held, before=before, made_by=author)
    held.answer_text = Text.objects.create(body=body, created_by=author)
    held.save(update_fields=["answer_text"])
    if evaluation and evaluation.draft:
        _give_up_old_drafts(evaluation, held, author)
        evaluation = Evaluation.objects.with_facts().get(pk=evaluation.pk)
        _verify_all(evaluation, _everything(evaluation), before.body, body, author)


def _give_up_old_drafts(evaluation: Evaluation, answer: Answer, author: User) -> None:
    if evaluation.proposal_id:
        requests.abandon(evaluation.proposal_id)
        Evaluation.objects.filter(pk=evaluation.pk).update(proposal=None)
    unfinished = Pass.objects.filter(draft=evaluation.draft_id, state__in=Pass.UNFINISHED)
    if unfinished.exists():
        requests.cancel(evaluation)
        requests.request(answer, author, evaluation.draft.engine if evaluation.draft else "")


def _everything(evaluation: Evaluation) -> Present:
    """What is hidden still (rating_first.py) as well: it is shown one day."""
    hides, evaluation.hides_ratings = evaluation.hides_ratings, False
    try:
        return present.read(evaluation)
    finally:
        evaluation.hides_ratings = hides


def _verify_all(evaluation: Evaluation, state: Present, before: str, after: str, author: User) -> None:
    """In as many statements for five hundred items as for one."""
    assert evaluation.draft is not None, "only what was drafted rests on anything"
    rubric = rubric_of(evaluation)
    without = Basis.STATED if evaluation.draft.is_imported else Basis.UNVERIFIED
    standing = (*state.by_id.values(), *(entry for items in state.removed.values() for entry in items))
    entries = [entry for entry in standing if any(span.text == ANSWER for span in entry.item.evidence)]
    edits = []
    for entry in entries:
        verified = verify(entry.item, before, after, rubric, without=without)
        edits.append(_edit(evaluation, entry, verified, author))
    Edit.objects.bulk_create(edits)
    Wording.objects.bulk_create(edit.wording for edit in edits)
    present.restand(evaluation)
    if any(edit.wording.item.get("claimed_rating") for edit in edits):
        Evaluation.objects.filter(pk=evaluation.pk).update(reviewed_at=None, reviewed_by=None)


def _edit(evaluation: Evaluation, entry: PresentItem, verified: Verified, author: User) -> Edit:
    edit = Edit(
        evaluation=evaluation,
        section=entry.section,
        item=entry.id,
        number=entry.number + 1,
        action=Edit.Action.VERIFIED,
        author=author,
    )
    gone = " … ".join(verified.lost)
    edit.wording = Wording(edit=edit, item=verified.item.to_json(), reason=gone)
    return edit
