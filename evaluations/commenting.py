"""What somebody who shadows an interview says about it, put on record."""

from uuid import UUID

from django.db import transaction

from evaluations import signing
from evaluations.models import Comment
from interviews.models import Interview, User

COMMENT_LIMIT = 5_000


@transaction.atomic
def add(interview: Interview, id: UUID, text: str, author: User) -> None:  # noqa: A002
    """The text has been accepted already (interviews/texts). Sending the same form again adds nothing.

    Raises review.Refused where the interview's scorecard is signed: the committee has read by then what there was.
    """
    Interview.objects.lock(interview.pk)
    if not Comment.objects.filter(pk=id).exists():
        signing.refuse_signed(interview)
        Comment.objects.create(id=id, interview=interview, author=author, text=text)
