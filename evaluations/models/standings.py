"""Where candidates stand in an opening, in numbers, so that thousands sort and narrow on an index."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from interviews.models import Candidate, Opening


class Standing(models.Model):
    """What the signed scorecards of a candidate for an opening come to in one respect: a row for the verdicts, and one
    for each competency that somebody assessed.

    Derived from the scorecards in force and nothing else; `standings.restand` writes it in the transaction of each
    signature and each reopening.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="standings")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=100, blank=True)
    """A competency; blank for the verdicts."""
    scale = models.CharField(max_length=16, blank=True)
    """Which means can be compared: those of one scale (`rules.comparing.scale_of`)."""
    mean = models.FloatField(null=True)
    """As `rules.comparing.Measure` has it; none only where no verdict judges, or where the scales differ."""
    steps = models.PositiveSmallIntegerField(null=True)
    """From the lowest to the highest; none where fewer than two judged."""
    words = ArrayField(models.CharField(max_length=100))
    """Each that was said, once."""
    signed_at = models.DateTimeField()
    """When the last of the scorecards was signed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("candidate", "opening", "about"), name="one_standing_in_each_respect"),
        )
        indexes = (
            models.Index(fields=("opening", "about", "scale", "mean", "candidate"), name="standings_by_mean"),
            models.Index(
                fields=("opening", "scale", "steps", "candidate"), name="standings_by_spread", condition=Q(about="")
            ),
            models.Index(fields=("opening", "signed_at", "candidate"), name="standings_newest", condition=Q(about="")),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id} for {self.opening_id}: {self.about or 'verdicts'}"
