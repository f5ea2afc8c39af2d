"""From ratings and confirmed red flags to a verdict, with every rule that applied on the way.

In this order: knockouts decide alone; too little assessed gives Insufficient evidence; else the band of the mean, and
caps that only lower it. All numbers come from the rubric, and none is a float.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from evaluations.evidence.claims import Unusable
from evaluations.rules.rubric import (
    INSUFFICIENT_EVIDENCE,
    NOT_ASSESSED,
    AnyRating,
    ConfirmedFlags,
    RatedUnder,
    Rubric,
    Rule,
)

Scope = Literal["answer", "scorecard"]
BELOW_BANDS = "bands"
"""The rule that a mean under the last band gives the worst verdict."""

_UNUSABLE = {
    Unusable.TOO_SHORT: "The answer is too short to judge",
    Unusable.OFF_TOPIC: "The answer is not about the question",
    Unusable.GARBLED: "The answer is garbled",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that applied, in words."""

    text: str
    decided: bool
    rule: str = field(default="", compare=False)
    """Where it stands in the rubric: "caps.2" is the third cap. Empty for what is no rule, and in a stored trace."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and the rules that led to it; exactly one of the steps decided."""

    verdict: str
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Applied:
    """A rule that applies to a case."""

    text: str
    verdict: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Case:
    rubric: Rubric
    level: str
    assessed: dict[str, str]
    """Competency to rating, in the rubric's order."""
    flags: Sequence[int]
    aims: tuple[str, ...]

    def rated_under(self, competency: str, rating: str) -> bool:
        scale = self.rubric.rating_words
        return scale.index(self.assessed[competency]) > scale.index(rating)


def decide(
    rubric: Rubric,
    *,
    level: str,
    ratings: Mapping[str, str],
    flags: Sequence[int],
    aims: Collection[str],
    scope: Scope = "answer",
    unusable: Unusable | None = None,
) -> Decision:
    """The verdict of an answer or a scorecard.

    `ratings` are words by competency; competencies that the rubric does not have do not count. `flags` are the
    severities of the confirmed red flags. Without `aims` a question is a free one and aims at all competencies.
    Raises KeyError for a rating that is not on the rubric's scale.
    """
    assessed = _assessed(rubric, ratings)
    aimed = tuple(name for name in rubric.competency_names if name in aims) or rubric.competency_names
    case = _Case(rubric, level, assessed, flags, aimed)
    if knockouts := _applying(case, "knockouts", rubric.knockouts, "{reason}: {verdict}."):
        return _lowest(rubric, knockouts)
    mean = mean_points(rubric, assessed.values())
    shortage = _shortage(case, scope, unusable)
    if shortage or mean is None:
        text = f"{shortage or 'No competency is assessed'}: {INSUFFICIENT_EVIDENCE}."
        return Decision(INSUFFICIENT_EVIDENCE, (Step(text, decided=True, rule="enough"),))
    caps = _applying(case, "caps", rubric.caps, "{reason}: {verdict} at best.")
    return _lowest(rubric, [_band(case, mean), *caps])


def deciding(decision: Decision) -> Step:
    return next(step for step in decision.trace if step.decided)


def _assessed(rubric: Rubric, ratings: Mapping[str, str]) -> dict[str, str]:
    given = {name: ratings.get(name, NOT_ASSESSED) for name in rubric.competency_names}
    return {name: word for name, word in given.items() if rubric.points(word) is not None}


def mean_points(rubric: Rubric, ratings: Iterable[str]) -> Fraction | None:
    """Of the assessed ones; None where none is. KeyError for a word that is not on the scale."""
    points = [value for word in ratings if (value := rubric.points(word)) is not None]
    return Fraction(sum(points), len(points)) if points else None


def _lowest(rubric: Rubric, found: Sequence[_Applied]) -> Decision:
    """The lowest verdict of some; the first rule that reached it decided."""
    verdicts = [applied.verdict for applied in found]
    verdict = rubric.worst(verdicts)
    decisive = verdicts.index(verdict)
    steps = (Step(applied.text, decided=i == decisive, rule=applied.rule) for i, applied in enumerate(found))
    return Decision(verdict, tuple(steps))


def _shortage(case: _Case, scope: Scope, unusable: Unusable | None) -> str:
    """Why there is too little to judge, or nothing."""
    if unusable:
        return _UNUSABLE[unusable]
    enough = case.rubric.enough
    if scope == "answer":
        wanted, share, whose = case.aims, enough.answer_share, "competencies that the question aims at"
    else:
        wanted, share, whose = case.rubric.competency_names, enough.scorecard_share, "competencies of the rubric"
    count = sum(name in case.assessed for name in wanted)
    if count >= Fraction(share) * len(wanted):
        return ""
    return f"Only {count} of the {len(wanted)} {whose} {'is' if count == 1 else 'are'} assessed"


def _band(case: _Case, mean: Fraction) -> _Applied:
    bands = case.rubric.bands
    place = next((place for place, band in enumerate(bands) if mean >= band.at_least), None)
    verdict = case.rubric.verdict_words[-1] if place is None else bands[place].verdict
    limit = f"under {bands[-1].at_least}" if place is None else f"from {bands[place].at_least}"
    number = len(case.assessed)
    text = f"Mean of {number} assessed {'rating' if number == 1 else 'ratings'} is {_shown(mean)}"
    return _Applied(f"{text}: band {verdict} ({limit}).", verdict, BELOW_BANDS if place is None else f"bands.{place}")


def _shown(mean: Fraction) -> str:
    hundredths = round(mean * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _applying(case: _Case, where: str, rules: Sequence[Rule], wording: str) -> list[_Applied]:
    reasons = ((place, rule, _reason(case, rule)) for place, rule in enumerate(rules))
    return [
        _Applied(wording.format(reason=reason, verdict=rule.at_best), rule.at_best, f"{where}.{place}")
        for place, rule, reason in reasons
        if reason
    ]


def _reason(case: _Case, rule: Rule) -> str:
    """Why a rule applies, or nothing."""
    if isinstance(rule, AnyRating):
        return _any_rating(case, rule)
    if isinstance(rule, RatedUnder):
        return _rated_under(case, rule)
    if isinstance(rule, ConfirmedFlags):
        return _confirmed_flags(case, rule)
    return _key_not_assessed(case)


def _any_rating(case: _Case, rule: AnyRating) -> str:
    found = [name for name, word in case.assessed.items() if word == rule.rating or case.rated_under(name, rule.rating)]
    return ", ".join(f"{name} is rated {case.assessed[name]}" for name in found)


def _rated_under(case: _Case, rule: RatedUnder) -> str:
    if case.level != rule.level or rule.competency not in case.assessed:
        return ""
    if not case.rated_under(rule.competency, rule.under):
        return ""
    return f"{rule.competency} is rated {case.assessed[rule.competency]}, under {rule.under}, at {rule.level}"


def _confirmed_flags(case: _Case, rule: ConfirmedFlags) -> str:
    count = sum(severity >= rule.severity for severity in case.flags)
    if count < rule.count:
        return ""
    severity = f"severity {rule.severity}" + (" or more" if rule.severity < 5 else "")
    return f"A confirmed red flag of {severity}" if count == 1 else f"{count} confirmed red flags of {severity}"


def _key_not_assessed(case: _Case) -> str:
    key = {one.name for one in case.rubric.competencies if case.level in one.key_at}
    missing = [name for name in case.aims if name in key and name not in case.assessed]
    if not missing:
        return ""
    return f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} key at {case.level} and not assessed"
