"""Changing the question bank. Each change makes a version that stays; what was asked is copied with the answer, so no
change reaches it.
"""

from dataclasses import asdict, dataclass

from django.db import transaction

from interviews.models import Question, QuestionVersion, User


class Outdated(Exception):
    """Somebody changed the question after it was shown."""


class Known(Exception):
    """Another question has this wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a question is to be, with the names of its columns."""

    wording: str
    aims: list[str]
    level: str
    probes: list[str]
    is_offered: bool


@transaction.atomic
def add(wanted: Wanted, by: User) -> Question:
    """Raises Known."""
    question, is_new = Question.objects.get_or_create(wording=wanted.wording, defaults=asdict(wanted))
    if not is_new:
        raise Known
    _keep(question, by)
    return question


@transaction.atomic
def change(question: Question, wanted: Wanted, by: User, seen: int) -> bool:
    """`seen` is the number of the version that was shown. Whether anything is otherwise now. Raises Outdated, Known."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if locked.number != seen:
        raise Outdated
    if all(getattr(locked, name) == value for name, value in asdict(wanted).items()):
        return False
    if Question.objects.filter(wording=wanted.wording).exclude(pk=locked.pk).exists():
        raise Known
    if not locked.versions.exists():
        _keep(locked, None)
    for name, value in asdict(wanted).items():
        setattr(locked, name, value)
    locked.number += 1
    locked.save()
    _keep(locked, by)
    return True


def _keep(question: Question, by: User | None) -> None:
    """The present version."""
    QuestionVersion.objects.create(
        question=question,
        number=question.number,
        wording=question.wording,
        aims=question.aims,
        level=question.level,
        probes=question.probes,
        is_offered=question.is_offered,
        changed_by=by,
    )
