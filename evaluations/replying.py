"""What was asked further, and replied: put on record, one after the other."""

from uuid import UUID

from django.db import transaction

from interviews.models import Answer, FollowUpReply, Text, User


@transaction.atomic
def add_reply(answer: Answer, id: UUID, question: str, reply: str, author: User) -> None:  # noqa: A002
    """The texts have been accepted already (interviews/texts). Sending the same form again adds nothing."""
    Answer.objects.select_for_update().values_list("pk").get(pk=answer.pk)
    if FollowUpReply.objects.filter(pk=id).exists():
        return
    FollowUpReply.objects.create(
        id=id,
        answer=answer,
        number=answer.follow_ups.count(),
        question_text=Text.objects.create(body=question, created_by=author),
        reply_text=Text.objects.create(body=reply, created_by=author),
        created_by=author,
    )
