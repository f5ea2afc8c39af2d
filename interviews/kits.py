"""Kits: which questions an opening's interviewers are offered first, and in which order."""

from uuid import UUID

from django.db import transaction

from interviews.models import KitQuestion, Opening, Question

LIMIT = 12
"""More are never asked in an interview."""


class Full(Exception):
    """The kit has as many questions as it may."""


def add(opening: Opening, question: Question) -> None:
    """As the last one, unless it is there. Raises Full."""
    with transaction.atomic():
        kit = _locked(opening)
        if question.pk in kit:
            return
        if len(kit) >= LIMIT:
            raise Full
        _store(opening, [*kit, question.pk])


def remove(opening: Opening, question: Question) -> None:
    with transaction.atomic():
        _store(opening, [pk for pk in _locked(opening) if pk != question.pk])


def move(opening: Opening, question: Question, by: int) -> None:
    """Up by -1, down by 1; at an end it stays."""
    with transaction.atomic():
        kit = _locked(opening)
        if question.pk not in kit:
            return
        at = kit.index(question.pk)
        kit.insert(max(0, at + by), kit.pop(at))
        _store(opening, kit)


def _locked(opening: Opening) -> list[UUID]:
    """The keys of its questions, in order."""
    Opening.objects.select_for_update().get(pk=opening.pk)
    return list(KitQuestion.objects.filter(opening=opening).values_list("question", flat=True))


def _store(opening: Opening, kit: list[UUID]) -> None:
    KitQuestion.objects.filter(opening=opening).delete()
    KitQuestion.objects.bulk_create(
        KitQuestion(opening=opening, question_id=pk, rank=rank) for rank, pk in enumerate(kit)
    )
