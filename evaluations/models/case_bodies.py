from django.db import models
from django.db.models.functions import Now

from interviews.models import Candidate, Opening


class CaseBody(models.Model):
    """Erasable: what the page of a candidate says of a case's signed scorecards, as the HTML that it was made into.

    A copy, which may go at any time: the next look makes it again (evaluations/pages/case_bodies.py). Words in it were
    read through blind review when it was made, and whoever must not know the candidate has a body of their own.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    readers = models.UUIDField()
    """Digest of what sets its readers apart: what they read, in which language and time zone, and whether they may know
    the candidate."""
    key = models.UUIDField()
    """Digest of everything that it was made of. With another key it is out of date, and made anew in its place."""
    verdicts = models.TextField()
    """Rows of a table, one for each scorecard."""
    before = models.TextField()
    """Above what the committee does."""
    after = models.TextField()
    """Below it."""
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("candidate", "opening", "readers"), name="one_body_for_its_readers"),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id} for {self.opening_id}"
