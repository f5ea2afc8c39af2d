"""What a model has to reply, as data: read, checked in full, and turned into claims.

The schema that the model is given is made of the same classes (schema.py). Evidence stands before judgement in every
class, because a model writes its keys in order.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Annotated, Any, Literal, Self, cast, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from evaluations.engines.openai.bounds import BOUNDS, MOST_QUOTES, RECOMMENDATION_SENTENCES
from evaluations.evidence.claims import SECTIONS, Claim, PassKind, Section, Sections, Unusable
from evaluations.evidence.grounding import LONGEST_TEXT, UNSTORABLE
from evaluations.evidence.sentences import split
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric

MOST_PROBLEMS = 12


class Unfit(ValueError):
    """A reply that is not what was asked for. `problems` say where and why, and repeat nothing of it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def _storable(text: str) -> str:
    if UNSTORABLE.search(text):
        raise ValueError("contains characters that cannot be stored")
    return text


def _rubric(info: ValidationInfo) -> Rubric:
    return cast("Rubric", info.context)


def _one_of(words: Callable[[Rubric], Iterable[str]]) -> AfterValidator:
    """A word of the rubric, spelled as the rubric spells it; any word where the rubric names none."""

    def check(said: str, info: ValidationInfo) -> str:
        known = {word.casefold(): word for word in words(_rubric(info))}
        if known and said.casefold() not in known:
            raise ValueError("is not one of the rubric's words")
        return known.get(said.casefold(), said)

    return AfterValidator(check)


def _few_sentences(text: str) -> str:
    if not RECOMMENDATION_SENTENCES.hold(len(split(text))):
        raise ValueError(f"has to be {RECOMMENDATION_SENTENCES}")
    return text


def rating_words(rubric: Rubric) -> tuple[str, ...]:
    return (*rubric.rating_words, NOT_ASSESSED)


def verdict_words(rubric: Rubric) -> tuple[str, ...]:
    return (*rubric.verdict_words, INSUFFICIENT_EVIDENCE)


def labels(rubric: Rubric) -> tuple[str, ...]:
    return tuple(flag.label for flag in rubric.flags)


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT), AfterValidator(_storable)]
Text = Annotated[Words, StringConstraints(min_length=1)]
Quote = Annotated[str, AfterValidator(_storable)]
Quotes = Annotated[
    tuple[Quote, ...],
    Field(max_length=MOST_QUOTES, description="The candidate's own words, copied exactly. Empty where there are none."),
]
Absent = Annotated[bool, Field(description="True where it was looked for and not said; quotes are empty then.")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Point(_Part):
    quotes: Quotes
    text: Text

    def claim(self) -> Claim:
        return Claim(text=self.text, quotes=self.quotes)


class Finding(_Part):
    quotes: Quotes
    absent: Absent
    text: Text

    def claim(self) -> Claim:
        return Claim(text=self.text, quotes=self.quotes, absent=self.absent)


class Rated(_Part):
    competency: Annotated[str, _one_of(lambda rubric: rubric.competency_names)]
    quotes: Quotes
    absent: Absent
    rationale: Words
    rating: Annotated[str, _one_of(rating_words)]

    def claim(self) -> Claim:
        return Claim(
            text=self.rationale,
            quotes=self.quotes,
            absent=self.absent,
            competency=self.competency,
            rating=self.rating,
        )


class Recommended(_Part):
    quotes: Quotes
    unusable: Literal["too_short", "off_topic", "garbled"] | None
    justification: Annotated[Text, AfterValidator(_few_sentences)]
    verdict: Annotated[str, _one_of(verdict_words)]

    def claim(self) -> Claim:
        return Claim(
            text=self.justification,
            quotes=self.quotes,
            verdict=self.verdict,
            unusable=Unusable(self.unusable) if self.unusable else None,
        )


class Flagged(_Part):
    quotes: Quotes
    absent: Absent
    detail: Text
    label: Annotated[Text, _one_of(labels)]
    severity: Literal[1, 2, 3, 4, 5]

    def claim(self) -> Claim:
        return Claim(text=self.detail, quotes=self.quotes, absent=self.absent, label=self.label, severity=self.severity)


def _each_competency_once(ratings: tuple[Rated, ...], info: ValidationInfo) -> tuple[Rated, ...]:
    if sorted(rated.competency for rated in ratings) != sorted(_rubric(info).competency_names):
        raise ValueError("have to rate every competency of the rubric exactly once")
    return ratings


def _each_label_once(flags: tuple[Flagged, ...]) -> tuple[Flagged, ...]:
    if len({flag.label for flag in flags}) < len(flags):
        raise ValueError("have to name each kind at most once")
    return flags


def _some(section: Section) -> Any:
    return Field(description=str(BOUNDS[section]))


class _Document(_Part):
    def _check_counts(self, *, at_least: bool = True) -> None:
        for name in type(self).model_fields:
            bounds, count = BOUNDS.get(Section(name)), _count(getattr(self, name))
            if bounds and not bounds.hold(count if at_least else max(count, bounds.fewest)):
                raise ValueError(f"{name}: has to be {bounds}, and is {count}")


class Feedback(_Document):
    notes: Annotated[tuple[Point, ...], _some(Section.NOTES)]
    summary: Annotated[tuple[Point, ...], _some(Section.SUMMARY)]
    strengths: Annotated[tuple[Point, ...], _some(Section.STRENGTHS)]
    improvements: Annotated[tuple[Finding, ...], _some(Section.IMPROVEMENTS)]
    ratings: Annotated[
        tuple[Rated, ...], AfterValidator(_each_competency_once), Field(description="Every competency exactly once.")
    ]
    recommendation: Recommended
    follow_up_questions: Annotated[tuple[Text, ...], _some(Section.FOLLOW_UP_QUESTIONS)]

    @model_validator(mode="after")
    def _counts(self) -> Self:
        """Where nothing can be judged, less is enough."""
        self._check_counts(at_least=self.recommendation.unusable is None)
        return self


class RedFlags(_Document):
    flags: Annotated[tuple[Flagged, ...], AfterValidator(_each_label_once), _some(Section.FLAGS)]
    justification: Annotated[tuple[Finding, ...], _some(Section.JUSTIFICATION)]
    suggestions: Annotated[tuple[Text, ...], _some(Section.SUGGESTIONS)]

    @model_validator(mode="after")
    def _counts(self) -> Self:
        self._check_counts()
        return self


DOCUMENTS: dict[PassKind, type[Feedback] | type[RedFlags]] = {
    PassKind.FEEDBACK: Feedback,
    PassKind.RED_FLAGS: RedFlags,
}


def read(kind: PassKind, document: object, rubric: Rubric) -> Sections:
    """Every section of the pass. Raises Unfit."""
    try:
        checked = DOCUMENTS[kind].model_validate(document, context=rubric)
    except ValidationError as error:
        raise Unfit(_problems(error)) from error
    return {section: _claims(getattr(checked, section)) for section in SECTIONS[kind]}


def read_section(kind: PassKind, section: Section, value: object, rubric: Rubric) -> tuple[Claim, ...]:
    """One section by itself; how much it holds is not looked at. Raises Unfit."""
    try:
        return _claims(_adapter(kind, section).validate_python(value, context=rubric))
    except ValidationError as error:
        raise Unfit(_problems(error)) from error


@cache
def _adapter(kind: PassKind, section: Section) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(DOCUMENTS[kind], include_extras=True)[section])


def _claims(value: Any) -> tuple[Claim, ...]:
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(Claim(text=part) if isinstance(part, str) else part.claim() for part in parts)


def _count(value: Any) -> int:
    return len(value) if isinstance(value, tuple) else 1


def _problems(error: ValidationError) -> tuple[str, ...]:
    return tuple(
        f"{'.'.join(map(str, found['loc'])) or 'reply'}: {found['msg'].removeprefix('Value error, ')}"
        for found in error.errors(include_input=False, include_url=False)[:MOST_PROBLEMS]
    )
