"""Interviews as a page shows them to one person."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from interviews.models import Answer, Interview, User


def with_answers(interviews: QuerySet[Interview], user: User) -> QuerySet[Interview]:
    """Those that the person sees, oldest first. Two queries whatever their number.

    Each has `is_readable`, and `readable_answers` in the order in which they were given; none where what was said in
    it is not for this person.
    """
    answers = Answer.objects.readable_by(user).select_related("question_text")
    readable = Interview.objects.readable_by(user).filter(pk=OuterRef("pk"))
    seen = Interview.objects.visible_to(user).filter(pk__in=interviews.values("pk"))
    return (
        seen.annotate(is_readable=Exists(readable))
        .select_related("candidate__identity", "opening", "interviewer")
        .prefetch_related(Prefetch("answers", answers, to_attr="readable_answers"))
        .order_by("created_at")
    )
