"""How much of each section is asked for: told to the model in words, and required of its reply."""

from dataclasses import dataclass

from evaluations.evidence.claims import Section


@dataclass(frozen=True, slots=True)
class Bounds:
    fewest: int
    most: int
    of: str

    def __str__(self) -> str:
        if not self.fewest:
            return f"at most {self.most} {self.of}"
        return f"{self.fewest} to {self.most} {self.of}"

    def hold(self, count: int) -> bool:
        return self.fewest <= count <= self.most


BOUNDS = {
    Section.NOTES: Bounds(1, 20, "bullets"),
    Section.SUMMARY: Bounds(4, 7, "sentences"),
    Section.STRENGTHS: Bounds(0, 8, "points"),
    Section.IMPROVEMENTS: Bounds(1, 2, "points"),
    Section.FOLLOW_UP_QUESTIONS: Bounds(3, 6, "questions"),
    Section.FLAGS: Bounds(0, 8, "flags"),
    Section.JUSTIFICATION: Bounds(1, 3, "bullets"),
    Section.SUGGESTIONS: Bounds(2, 5, "suggestions"),
}
"""Ratings are one per competency, and there is one recommendation."""

RECOMMENDATION_SENTENCES = Bounds(1, 3, "sentences")
MOST_QUOTES = 6
"""Of one point; more are not read as evidence but as retelling."""
