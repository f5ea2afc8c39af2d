"""The words by which an evaluation is looked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from evaluations.models.evaluations import Evaluation


class SearchableManager(models.Manager["Searchable"]):
    @contextmanager
    def filled_afterwards(self) -> Iterator[None]:
        """For loading very many evaluations: their words are gathered once, at the end, which takes a fraction of the
        time. Until then nobody finds them."""
        with connection.cursor() as cursor:
            cursor.execute("SET debrief.searchable = 'later'")
            try:
                yield
            finally:
                cursor.execute("RESET debrief.searchable")
            cursor.execute("SELECT searchable_fill()")


class Searchable(models.Model):
    """Erasable: every word that ever stood in an answer, what was asked further, and what was drafted or written of it.

    Kept by the database itself, in the statement that stores a text (migration 0015): it only ever grows, and holds
    words that nobody is shown. It says where to look; what stands there now decides (searching.py).
    """

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    created_at = models.DateTimeField()
    """The evaluation's."""
    words = SearchVectorField()

    objects = SearchableManager()

    class Meta:
        indexes = (
            GinIndex(fields=("words",), name="searchable_by_words"),
            models.Index(fields=("-created_at", "-evaluation"), name="searchable_newest"),
        )

    def __str__(self) -> str:
        return f"Words of {self.evaluation_id}"
