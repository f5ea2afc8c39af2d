"""Interviews as a page shows them to one person."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from interviews.models import Answer, Interview, User


def with_answers(interviews: QuerySet[Interview], user: User) -> QuerySet[Interview]:
    """As `seen_by`, each with its `readable_answers`. Two queries whatever their number."""
    return seen_by(user, interviews).prefetch_related(_readable(user))


def seen_by(user: User, interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """Those that the person sees, oldest first. Each has `is_readable`: whether what was said in it is for them."""
    readable = Interview.objects.readable_by(user).filter(pk=OuterRef("pk"))
    seen = Interview.objects.visible_to(user).filter(pk__in=interviews.values("pk"))
    return (
        seen.annotate(is_readable=Exists(readable))
        .select_related("candidate__identity", "opening", "interviewer")
        .order_by("created_at")
    )


def fetch_answers(interviews: Iterable[Interview], user: User) -> None:
    """Gives each its `readable_answers` in the order in which they were given; none where what was said in it is not
    for this person. One query at most."""
    prefetch_related_objects([*interviews], _readable(user))


def _readable(user: User) -> Prefetch:  # type: ignore[type-arg]
    answers = Answer.objects.readable_by(user).select_related("question_text")
    return Prefetch("answers", answers, to_attr="readable_answers")
