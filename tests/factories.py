"""Records for tests, invented: every argument by name, everything that a test does not care about filled in."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from interviews import openings
from interviews.models import Answer, Candidate, Interview, Level, Opening, Question, Role, Shadow, Text, User
from interviews.starting import add_candidate

PASSWORD = "correct horse battery"
_numbers = count(1)


def user(
    *, role: Role = Role.INTERVIEWER, name: str = "Ines Interviewer", email: str = "", password: str = "", **fields: str
) -> User:
    """Cannot sign in by password unless one is given; hashing is slow. Tests use `client.force_login`."""
    email = email or f"person{next(_numbers)}@debrief.example"
    return User.objects.create_user(email, password or None, name=name, role=role, **fields)


def opening(
    *,
    title: str = "Backend Engineer",
    level: Level = Level.JUNIOR_MID,
    chair: User | None = None,
    panel: Iterable[User] = (),
) -> Opening:
    return openings.create(title=title, level=level, creator=chair or user(), panel=panel)


def candidate(*, name: str = "Mara Example", added_by: User | None = None) -> Candidate:
    return add_candidate(name, added_by or user())


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
    question: Question | None = None,
    asked: str = "What did you do when it broke?",
    text: str = "I read the log, found the missing index and added it the same day. Then I told the team.",
) -> Answer:
    """An answer to a question of the bank, or to what was `asked` freely."""
    held = interview or _interview()
    author = held.interviewer
    return Answer.objects.create(
        interview=held,
        question=question,
        aims=question.aims if question else [],
        question_text=Text.objects.create(body=question.wording if question else asked, created_by=author),
        answer_text=Text.objects.create(body=text, created_by=author),
        created_by=author,
    )


_interview = interview  # under another name where an argument has this one
