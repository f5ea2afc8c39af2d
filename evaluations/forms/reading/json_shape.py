"""The shape of the JSON form as it arrives, checked against a rubric's words. Nothing in it is believed yet.

Keys that it does not know are ignored; a word that it does not know is refused, with those it knows.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from evaluations.evidence.claims import Basis, FlagStatus, Unusable
from evaluations.evidence.grounding import UNSTORABLE
from evaluations.forms.json_form import FORMAT
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, LEVELS, NOT_ASSESSED, Rubric

Word = TypeVar("Word", bound=StrEnum)


def _check(value: Any, known: Iterable[str]) -> None:
    known = [word for word in known if word]
    if value not in known:
        raise ValueError(f"“{str(value)[:60]}” is not known. Known: {', '.join(known)}.")


def _one_of(words: Callable[[Rubric], Iterable[str]], *, may_be_empty: bool = False) -> AfterValidator:
    """One of the words of the rubric that is the context of the validation."""

    def check(value: str, info: ValidationInfo[Rubric]) -> str:
        if value or not may_be_empty:
            _check(value, words(info.context))
        return value

    return AfterValidator(check)


def _member(kind: type[Word]) -> BeforeValidator:
    def read(value: Any) -> Word:
        _check(value, [member.value for member in kind])
        return kind(value)

    return BeforeValidator(read)


def _storable(value: str) -> str:
    if UNSTORABLE.search(value):
        raise ValueError("It contains characters that are not text.")
    return value


def _day(value: Any) -> date | None:
    """Raises ValueError, which pydantic tells with the place."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


Wording = Annotated[str, AfterValidator(_storable)]
RatingWord = Annotated[str, _one_of(lambda rubric: (*rubric.rating_words, NOT_ASSESSED))]
ClaimedRating = Annotated[str, _one_of(lambda rubric: rubric.rating_words, may_be_empty=True)]
GivenVerdict = Annotated[str, _one_of(lambda rubric: (*rubric.verdict_words, INSUFFICIENT_EVIDENCE), may_be_empty=True)]
OverrideVerdict = Annotated[str, _one_of(lambda rubric: rubric.verdict_words)]


Day = Annotated[date | None, BeforeValidator(_day)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Evidence(_Part):
    text: str
    start: int
    end: int
    quote: str


class Supported(_Part):
    """What every claim has beside its own words."""

    id: str = ""
    basis: Annotated[Basis, _member(Basis)]
    evidence: list[Evidence] = []


class Claim(Supported):
    text: Wording


class Unsaid(Claim):
    """A question or a suggestion: it is about what was not said."""

    basis: Annotated[Basis, _member(Basis)] = Basis.ABSENT
    asked: bool = False


class Rating(Supported):
    competency: Wording
    rating: RatingWord
    rationale: Wording = ""
    claimed_rating: ClaimedRating = ""


class Flag(Supported):
    label: Wording = Field(min_length=1)
    detail: Wording = ""
    severity: int = Field(ge=1, le=5)
    status: Annotated[FlagStatus, _member(FlagStatus)] = FlagStatus.UNCONFIRMED


class Override(_Part):
    verdict: OverrideVerdict
    reason: Wording = ""


class Recommendation(Supported):
    basis: Annotated[Basis, _member(Basis)] | None = None  # type: ignore[assignment]
    """None where there is none."""
    verdict: GivenVerdict = ""
    if_flags_confirmed: GivenVerdict = ""
    justification: Wording = ""
    trace: list[str] = []
    engine_verdict: GivenVerdict | None = None
    override: Override | None = None
    unusable: Annotated[Unusable, _member(Unusable)] | None = None


class Feedback(_Part):
    notes: list[Claim] = []
    summary: Wording = ""
    summary_sentences: list[Claim] = []
    strengths: list[Claim] = []
    improvements: list[Claim] = []
    ratings: list[Rating] = []
    recommendation: Recommendation = Recommendation()
    follow_up_questions: list[Unsaid] = []

    @model_validator(mode="after")
    def _rates_once(self) -> Self:
        rated = [rating.competency for rating in self.ratings]
        if twice := sorted({name for name in rated if rated.count(name) > 1}):
            raise ValueError(f"It rates {twice[0]} twice.")
        return self


class RedFlags(_Part):
    flags: list[Flag] = []
    justification: list[Wording] = []
    justification_bullets: list[Claim] = []
    suggestions: list[Wording] = []
    suggestion_bullets: list[Unsaid] = []


class Asked(_Part):
    question: str
    reply: str


class Source(_Part):
    kind: Annotated[str, _one_of(lambda _: ("pasted", "imported", "command"))] = "imported"


class Drafter(_Part):
    name: Wording = Field(default="imported", min_length=1, max_length=100)
    model: Wording | None = None


class RubricNamed(_Part):
    name: Wording | None = None
    version: int | None = None


class Named(_Part):
    id: Wording | None = None
    name: Wording | None = None


class Talk(_Part):
    id: Wording | None = None
    held_on: Day = None


class Form(_Part):
    format: Annotated[str, _one_of(lambda _: (FORMAT,))]
    id: Wording = ""
    date: Day = None
    question: str
    answer: str
    level: Annotated[str, _one_of(lambda _: LEVELS)] | None = None
    follow_ups: list[Asked] = []
    source: Source = Source()
    engine: Drafter = Drafter()
    rubric: RubricNamed = RubricNamed()
    candidate: Named = Named()
    interview: Talk = Talk()
    feedback: Feedback
    red_flags: RedFlags
