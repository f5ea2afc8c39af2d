"""The interview that everything is measured on, and evaluations of its answers."""

from unittest.mock import patch

from django.conf import settings
from django.test import Client

from benchmarks.simulated import ANSWER, QUESTION
from evaluations import requests
from evaluations.models import Evaluation, Pass
from interviews.models import Answer, Candidate, Identity, Interview, Opening, Text, User


def interview() -> Interview:
    """An invented candidate's."""
    interviewer = User.objects.create_user("interviewer@example.org", name="Interviewer")
    opening = Opening.objects.create(title="Engineer", level="Senior", created_by=interviewer)
    candidate = Candidate.objects.create(created_by=interviewer)
    Identity.objects.create(candidate=candidate, name="Candidate")
    return Interview.objects.create(candidate=candidate, opening=opening, interviewer=interviewer)


def evaluation(interview: Interview) -> Evaluation:
    """Of one more answer, its passes rung."""
    asker = interview.interviewer
    number = interview.answers.count() + 1
    answer = Answer.objects.create(
        interview=interview,
        question_text=Text.objects.create(body=QUESTION, created_by=asker),
        # Each is a text of its own, so that nothing remembered about one helps with the next.
        answer_text=Text.objects.create(body=f"{ANSWER}\n\nThat was answer number {number}.", created_by=asker),
        created_by=asker,
    )
    return requests.request(answer, asker)


def silent_passes(interview: Interview, number: int) -> list[int]:
    """Passes that wait, and that no worker was told about yet."""
    with patch.object(requests, "ring"):
        drafts = [evaluation(interview).draft_id for _ in range(number // 2)]
    return list(Pass.objects.filter(draft__in=drafts).values_list("pk", flat=True))


def session_of(user: User) -> str:
    """A Cookie header that signs them in."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
