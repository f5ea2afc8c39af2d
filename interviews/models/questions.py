"""The question bank."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _


class QuestionQuerySet(models.QuerySet["Question"]):
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
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("wording",)

    def __str__(self) -> str:
        return self.wording
