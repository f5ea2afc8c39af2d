"""Probing questions that nobody asked, for the candidate's next interviewers. Their wording, and nothing else: what was
answered and how it was judged stays hidden until the next interviewer has signed."""

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation, OpeningPolicy, Scorecard
from interviews.models import Answer, FollowUpReply, Interview


def questions(interview: Interview) -> list[str]:
    """From the candidate's other interviews for the opening that are signed, the most critical of each first; none
    unless the opening allows it. What was asked since, anywhere, is asked. Six queries at most."""
    if not OpeningPolicy.objects.filter(opening=interview.opening_id, hands_on_questions=True).exists():
        return []
    others = Interview.objects.filter(candidate=interview.candidate_id, opening=interview.opening_id)
    signed = Scorecard.objects.in_force().filter(interview__in=others).exclude(interview=interview.pk)
    evaluations = list(
        Evaluation.objects.filter(answer__interview__in=signed.values("interview"), draft__isnull=False).order_by(
            "answer__created_at"
        )
    )
    states = present.read_many(evaluations)
    wordings = (
        entry.item.text.strip()
        for evaluation in evaluations
        for entry in states[evaluation.pk].items(Section.FOLLOW_UP_QUESTIONS)
        if not entry.item.asked
    )
    asked = _asked(interview)
    return [wording for wording in dict.fromkeys(wordings) if wording and wording not in asked]


def _asked(interview: Interview) -> set[str]:
    """Everything that the candidate was asked, by anybody."""
    answers = Answer.objects.filter(interview__candidate=interview.candidate_id)
    replies = FollowUpReply.objects.filter(answer__in=answers)
    return {
        *answers.values_list("question_text__body", flat=True),
        *replies.values_list("question_text__body", flat=True),
    }
