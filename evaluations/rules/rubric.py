"""A rubric version as data: competencies, scales and decision rules.

A rubric is written as TOML (see rubrics/default.toml), checked here, and immutable once published. Nothing in this
module decides anything: `verdict` does.
"""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from evaluations.rules.fitting import Misfits, misfits

NOT_ASSESSED = "Not assessed"
INSUFFICIENT_EVIDENCE = "Insufficient evidence"
LEVELS = ("Junior-Mid", "Senior", "Staff")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Competency(_Part):
    name: str
    meaning: str = ""
    expectations: dict[str, str] = Field(default_factory=dict)
    """What each level expects, in words, by level."""
    key_at: tuple[str, ...] = ()
    """The levels at which it is a key competency."""


class Rating(_Part):
    """One step of the rating scale."""

    word: str
    points: int = Field(ge=0, le=1000)
    mark: str
    """Name of the drawn mark (static/marks), never an emoji: fonts lack them."""


class Verdict(_Part):
    word: str
    mark: str


class Band(_Part):
    """From this mean (inclusive) upwards, this verdict."""

    at_least: Decimal
    verdict: str


class AnyRating(_Part):
    """Some competency is rated this or lower."""

    kind: Literal["any_rating"]
    rating: str
    at_best: str


class RatedUnder(_Part):
    """This competency is assessed and rated under this, at this level."""

    kind: Literal["rated_under"]
    competency: str
    under: str
    level: str
    at_best: str


class ConfirmedFlags(_Part):
    """At least this many confirmed red flags of at least this severity."""

    kind: Literal["confirmed_flags"]
    severity: int = Field(ge=1, le=5)
    count: int = Field(default=1, ge=1, le=20)
    at_best: str


class KeyNotAssessed(_Part):
    """A key competency of the level was aimed at and is Not assessed."""

    kind: Literal["key_not_assessed"]
    at_best: str


Rule = Annotated[AnyRating | RatedUnder | ConfirmedFlags | KeyNotAssessed, Field(discriminator="kind")]


class Enough(_Part):
    """How much of what was aimed at must be assessed before there is a verdict at all."""

    answer_share: Decimal = Field(default=Decimal("0.5"), ge=0, le=1)
    scorecard_share: Decimal = Field(default=Decimal("0.5"), ge=0, le=1)


class Scorecard(_Part):
    """How the ratings of an interview's answers become one per competency (see `scorecard.combine`)."""

    combine: Literal["mean", "lowest"] = "mean"
    """The mean, rounded half down to a step of the scale; or the lowest, where no answer may make up for another."""


class FlagKind(_Part):
    label: str
    meaning: str = ""
    severity: int = Field(ge=1, le=5)


class Rubric(_Part):
    name: str
    competencies: tuple[Competency, ...] = Field(min_length=1)
    ratings: tuple[Rating, ...] = Field(min_length=1)
    """Best first; Not assessed is not among them."""
    absence_supports: tuple[str, ...] = ()
    """Ratings that may rest on something looked for and not found; any other needs a quote."""
    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    """Best first; Insufficient evidence is not among them."""
    knockouts: tuple[Rule, ...] = ()
    """Decide before anything else."""
    enough: Enough = Enough()
    bands: tuple[Band, ...] = Field(min_length=1)
    """From the highest; below the last, the worst verdict."""
    caps: tuple[Rule, ...] = ()
    """Only lower what the band gives."""
    scorecard: Scorecard = Scorecard()
    flags: tuple[FlagKind, ...] = ()
    forbidden_grounds: tuple[str, ...] = ()
    """What no red flag may rest on (see grounds.py)."""
    guidance: str = ""
    """What a model is told beside all this, in the house's own words."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        """A rubric whose parts do not fit together is refused when it is written, not when somebody is judged by it."""
        if found := tuple(misfits(self, LEVELS)):
            raise Misfits(found)
        return self

    @classmethod
    def from_toml(cls, source: str) -> Self:
        """Raises tomllib.TOMLDecodeError or pydantic.ValidationError, both naming the place."""
        return cls.model_validate(tomllib.loads(source))

    @cached_property
    def competency_names(self) -> tuple[str, ...]:
        return tuple(competency.name for competency in self.competencies)

    @cached_property
    def rating_words(self) -> tuple[str, ...]:
        """Best first, without Not assessed."""
        return tuple(rating.word for rating in self.ratings)

    @cached_property
    def verdict_words(self) -> tuple[str, ...]:
        """Best first, without Insufficient evidence."""
        return tuple(verdict.word for verdict in self.verdicts)

    def points(self, rating: str) -> int | None:
        """None for Not assessed. KeyError for a word that is not on the scale."""
        return None if rating == NOT_ASSESSED else self._points[rating]

    @cached_property
    def _points(self) -> dict[str, int]:
        return {rating.word: rating.points for rating in self.ratings}

    def mark(self, word: str) -> str:
        """The name of the drawn mark of a rating or a verdict; "insufficient" for what is neither."""
        return self._marks.get(word, "insufficient")

    @cached_property
    def _marks(self) -> dict[str, str]:
        marks = {rating.word: rating.mark for rating in self.ratings}
        return {NOT_ASSESSED: "none", **marks, **{verdict.word: verdict.mark for verdict in self.verdicts}}

    def worst_rating(self, ratings: Sequence[str]) -> str:
        """The lowest of some ratings of the scale."""
        return max(ratings, key=self.rating_words.index)

    def worst(self, verdicts: Sequence[str]) -> str:
        """The lowest of some verdicts of the scale."""
        return max(verdicts, key=self.verdict_words.index)
