"""What shadows say of an interview: beside the evaluations, and no part of any verdict."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from evaluations.models.looks import attended_by
from evaluations.models.scorecards import Scorecard
from interviews.models import Interview, User
from interviews.models.personal import PersonalText


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """As the evaluations: whoever was there at once, the others once the scorecard is signed."""
        shared = Scorecard.objects.in_force().shared_with(user).filter(interview=OuterRef("interview"))
        return self.filter(attended_by(user) | Q(Exists(shared)))


class Comment(models.Model):
    """Erasable: what somebody who shadows an interview says about it. Appended, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = PersonalText()
    made_at = models.DateTimeField(db_default=Now())

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("made_at",)
        indexes = (models.Index(fields=("interview", "made_at"), name="comments_of_interview"),)

    def __str__(self) -> str:
        return f"{self.author_id} on {self.interview_id}"
