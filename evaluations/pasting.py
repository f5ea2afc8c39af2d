"""From a pasted question and answer to an answer on record with its evaluation requested: all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from evaluations import signing
from evaluations.models import Evaluation
from evaluations.requests import request
from interviews.models import Answer, Interview, PasteDraft, Question, Text, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was submitted; the texts have been accepted already (interviews/texts.py)."""

    id: UUID
    """Chosen when the form was shown, so that sending it twice makes one answer."""
    question: str
    answer: str
    bank_question: Question | None
    engine: str = ""
    """Blank for the opening's own."""


@transaction.atomic
def submit(pasted: Pasted, interview: Interview, author: User) -> Evaluation:
    """Submitting the same form again gives the same evaluation, also where its answer was moved meanwhile.

    Raises review.Refused where the interview's scorecard is signed.
    """
    Interview.objects.lock(interview.pk)
    if evaluation := Evaluation.objects.editable_by(author).filter(answer=pasted.id).first():
        return evaluation
    signing.refuse_signed(interview)
    bank_question = pasted.bank_question
    if bank_question and bank_question.wording != pasted.question:
        bank_question = None  # it was reworded: a question of its own, which aims at everything
    answer = Answer.objects.create(
        id=pasted.id,
        interview=interview,
        question=bank_question,
        aims=bank_question.aims if bank_question else [],
        question_text=Text.objects.create(body=pasted.question, created_by=author),
        answer_text=Text.objects.create(body=pasted.answer, created_by=author),
        created_by=author,
    )
    PasteDraft.objects.filter(user=author, interview=interview).delete()
    return request(answer, author, pasted.engine)
