"""Records for tests, invented: every argument by name, everything that a test does not care about filled in."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from django.utils import timezone

from interviews import openings
from interviews.models import (
    Answer,
    Candidate,
    FollowUpReply,
    Interview,
    Level,
    Opening,
    PanelMember,
    Question,
    Role,
    Shadow,
    Text,
    User,
)
from interviews.starting import add_candidate

PASSWORD = "correct horse battery"
_numbers = count(1)


def user(
    *, role: str = Role.INTERVIEWER, name: str = "Ines Interviewer", email: str = "", password: str = "", **fields: str
) -> User:
    """Cannot sign in by password unless one is given; hashing is slow. Tests use `client.force_login`."""
    email = email or f"person{next(_numbers)}@debrief.example"
    return User.objects.create_user(email, password or None, name=name, role=role, **fields)


def opening(
    *,
    title: str = "Backend Engineer",
    level: str = Level.JUNIOR_MID,
    created_by: User | None = None,
    panel: Iterable[User] = (),
) -> Opening:
    return openings.create(title=title, level=level, creator=created_by or user(), panel=panel)


def chair(opening: Opening, **fields: str) -> User:
    """A committee member who chairs it beside whoever set it up."""
    seated = user(role=Role.COMMITTEE, **fields)
    PanelMember.objects.create(opening=opening, user=seated, seat=PanelMember.Seat.CHAIR)
    return seated


def candidate(
    *, name: str = "Mara Example", created_by: User | None = None, status: str = Candidate.Status.ACTIVE
) -> Candidate:
    made = add_candidate(name, created_by or user())
    if status != made.status:
        made.status, made.withdrawn_at = status, timezone.now()
        made.save()
    return made


def interview(
    *,
    interviewer: User | None = None,
    candidate: Candidate | None = None,
    opening: Opening | None = None,
    held_on: date | None = None,
    shadows: Iterable[User] = (),
) -> Interview:
    """The interviewer chairs a new opening and adds a new candidate, unless these are given."""
    interviewer = interviewer or user()
    made = Interview.objects.create(
        interviewer=interviewer,
        candidate=candidate or add_candidate("Mara Example", interviewer),
        opening=opening or openings.create(title="Backend Engineer", level=Level.JUNIOR_MID, creator=interviewer),
        held_on=held_on,
    )
    Shadow.objects.bulk_create(Shadow(interview=made, user=each) for each in shadows)
    return made


def question(*, wording: str = "", aims: Iterable[str] = ()) -> Question:
    return Question.objects.create(wording=wording or f"Invented question {next(_numbers)}?", aims=list(aims))


def answer(
    *,
    interview: Interview | None = None,
    question: str = "What did you do when it broke?",
    answer: str = "I read the log, found the missing index and added it the same day. Then I told the team.",
    from_bank: Question | None = None,
) -> Answer:
    """An answer to a free question, or to one of the bank."""
    held = interview or _interview()
    author = held.interviewer
    return Answer.objects.create(
        interview=held,
        question=from_bank,
        aims=from_bank.aims if from_bank else [],
        question_text=Text.objects.create(body=from_bank.wording if from_bank else question, created_by=author),
        answer_text=Text.objects.create(body=answer, created_by=author),
        created_by=author,
    )


def follow_up(
    *,
    answer: Answer,
    question: str = "What was yours alone in that?",
    reply: str = "The index was mine alone, and so was the post-mortem. My lead reviewed both.",
) -> FollowUpReply:
    """The next thing that was asked about the answer."""
    author = answer.interview.interviewer
    return FollowUpReply.objects.create(
        answer=answer,
        number=answer.follow_ups.count(),
        question_text=Text.objects.create(body=question, created_by=author),
        reply_text=Text.objects.create(body=reply, created_by=author),
        created_by=author,
    )


_interview = interview  # under another name where an argument has this one
