"""What was asked and answered. Texts are immutable versions; an answer points at the one that holds."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.functions import Now

from interviews import blind
from interviews.models.interviews import Interview
from interviews.models.people import User
from interviews.models.personal import PersonalText
from interviews.models.questions import Question
from interviews.texts.masking import Masked


class Text(models.Model):
    """Erasable: one version of something that was said. Never changed once stored, so that offsets into it hold."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    body = PersonalText()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A stored text is never changed: store a new one.")
        super().save(*args, **kwargs)

    @property
    def masked(self) -> Masked:
        """As whoever looks reads it in `body`, with the places of what stands in it."""
        with blind.everything_shown():
            stored = self.body
        return blind.masked(stored)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def readable_by(self, user: User) -> "AnswerQuerySet":
        return self.filter(interview__in=Interview.objects.readable_by(user))

    def run_by(self, user: User) -> "AnswerQuerySet":
        return self.filter(interview__interviewer=user)


class Answer(models.Model):
    """One question and what the candidate answered to it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, related_name="answers")
    aims = ArrayField(models.CharField(max_length=100), default=list)
    """Copied from the question when it was asked; none for a free question, which aims at all."""
    question_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    answer_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("created_at",)
        indexes = (models.Index(fields=("interview", "created_at"), name="answers_of_interview"),)

    def __str__(self) -> str:
        return str(self.id)


class Correction(models.Model):
    """That what was pasted as an answer was put right: another version holds from then on, and the one before stays."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="corrections")
    before = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="+")
    """The version that held until then."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("answer", "made_at")

    def __str__(self) -> str:
        return f"Correction of {self.answer_id}"


class FollowUpReply(models.Model):
    """What was asked further about an answer, and what the candidate replied. Appended, never changed: what was drafted
    from the first few of them can always be told (`Draft.replies_read`)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="follow_ups")
    number = models.PositiveIntegerField()
    """Counted from 0, in the order in which they were asked."""
    question_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    reply_text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("answer", "number")
        constraints = (models.UniqueConstraint(fields=("answer", "number"), name="one_reply_per_number"),)

    def __str__(self) -> str:
        return f"Reply {self.number} to {self.answer_id}"


def fetch_replies(answers: Iterable[Answer]) -> None:
    """Gives each its `follow_ups`, with their texts; one that has them keeps them. One query at most."""
    replies = FollowUpReply.objects.select_related("question_text", "reply_text")
    prefetch_related_objects([*answers], Prefetch("follow_ups", replies))


class PasteDraft(models.Model):
    """Erasable: what somebody is typing and has not submitted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="paste_drafts")
    question = PersonalText(blank=True)
    answer = PersonalText(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "interview"), name="one_paste_draft_each"),)

    def __str__(self) -> str:
        return f"{self.user_id} in {self.interview_id}"
