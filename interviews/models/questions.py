"""The question bank."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from interviews.models.openings import Level, Opening
from interviews.models.people import User


class QuestionQuerySet(models.QuerySet["Question"]):
    def offered_for(self, opening: Opening) -> "QuestionQuerySet":
        """Those to pick from, the opening's kit first and in its order; each with its `kit_rank` or none."""
        kit = KitQuestion.objects.filter(opening=opening, question=OuterRef("pk")).values("rank")
        return (
            self.filter(is_offered=True)
            .annotate(kit_rank=Subquery(kit))
            .order_by(F("kit_rank").asc(nulls_last=True), "wording")
        )

    def matching(self, words: str) -> "QuestionQuerySet":
        """Those whose wording or aims hold all of the words, each of which may be unfinished.

        All for no words, and for words that say nothing ("the").
        """
        terms = "".join(char if char.isalnum() else " " for char in words).split()
        query = SearchQuery(" & ".join(f"{term}:*" for term in terms), search_type="raw", config="english")
        aims = Func("aims", Value(" "), function="array_to_string", output_field=models.TextField())
        return (
            self.alias(searched=SearchVector("wording", aims, config="english"))
            .alias(words_left=Func(query, function="numnode", output_field=models.IntegerField()))
            .filter(Q(searched=query) | Q(words_left=0))
        )


class Question(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wording = models.TextField(_("wording"), unique=True)
    aims = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    """Names of the competencies it aims at; none for a free question."""
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    """Whom it is for; blank for any."""
    probes = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    """What to ask further."""
    is_offered = models.BooleanField(default=True)
    """Whether it is among those to pick from; what was asked stays whatever becomes of it."""
    number = models.PositiveIntegerField(default=1)
    """Of its present version."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("wording",)

    def __str__(self) -> str:
        return self.wording


class QuestionVersion(models.Model):
    """How a question of the bank was from then on; rows are only added."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    wording = models.TextField()
    aims = ArrayField(models.CharField(max_length=100), default=list)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    probes = ArrayField(models.CharField(max_length=500), default=list)
    is_offered = models.BooleanField(default=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, where it came with Debrief."""
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("question", "number"), name="one_question_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.question_id} version {self.number}"


class KitQuestion(models.Model):
    """A question that an opening's interviewers are offered first."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="kit")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()
    """From 0, without gaps."""

    class Meta:
        ordering = ("rank",)
        constraints = (models.UniqueConstraint(fields=("opening", "question"), name="a_question_once_per_kit"),)

    def __str__(self) -> str:
        return f"{self.rank}: {self.question_id}"
