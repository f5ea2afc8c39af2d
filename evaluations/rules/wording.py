"""A rubric in words: each rule as a sentence, the whole as named fields, and what two versions say differently."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.rules.rubric import LEVELS, AnyRating, ConfirmedFlags, RatedUnder, Rubric, Rule


def condition(rubric: Rubric, rule: Rule) -> str:
    """When a rule applies: "Any Below", to go on with what it leaves."""
    if isinstance(rule, AnyRating):
        return f"Any {rule.rating}" + ("" if rule.rating == rubric.rating_words[-1] else " or lower")
    if isinstance(rule, RatedUnder):
        return f"{rule.competency} under {rule.under} at {rule.level}"
    if isinstance(rule, ConfirmedFlags):
        flags = "A confirmed red flag" if rule.count == 1 else f"{rule.count} confirmed red flags"
        return f"{flags} of severity {rule.severity}" + (" or more" if rule.severity < 5 else "")
    return "A key competency that was aimed at and is not assessed"


@dataclass(frozen=True, slots=True)
class Change:
    """A field that two rubrics have differently; empty where one does not have it."""

    field: str
    before: str
    after: str


def differences(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    """In the order of `before`, then what only `after` has, then what stands in another order."""
    old, new = dict(_fields(before)), dict(_fields(after))
    moved = tuple(
        Change(f"{what}, in order", ", ".join(was), ", ".join(now))
        for (what, was), (_, now) in zip(_orders(before), _orders(after), strict=True)
        if was != now and sorted(was) == sorted(now)
    )
    changed = tuple(
        Change(field, old.get(field, ""), new.get(field, ""))
        for field in {**old, **new}
        if old.get(field, "") != new.get(field, "")
    )
    return (*changed, *moved)


def _orders(rubric: Rubric) -> Iterator[tuple[str, list[str]]]:
    yield "Competencies", list(rubric.competency_names)
    yield "Ratings", list(rubric.rating_words)
    yield "Verdicts", list(rubric.verdict_words)
    yield "Knockouts", [condition(rubric, rule) for rule in rubric.knockouts]
    yield "Caps", [condition(rubric, rule) for rule in rubric.caps]
    yield "Red flags", [flag.label for flag in rubric.flags]


def _fields(rubric: Rubric) -> Iterator[tuple[str, str]]:
    yield "Name", rubric.name
    yield "Guidance for the model", rubric.guidance
    yield from _competencies(rubric)
    for rating in rubric.ratings:
        yield f"Rating {rating.word}", f"{rating.points} points, mark {rating.mark}"
    yield "Ratings that something absent may support", ", ".join(rubric.absence_supports)
    for verdict in rubric.verdicts:
        yield f"Verdict {verdict.word}", f"mark {verdict.mark}"
    yield from _rules(rubric)
    for flag in rubric.flags:
        yield f"Red flag {flag.label}", f"severity {flag.severity}. {flag.meaning}".rstrip(" ")
    yield "Forbidden grounds", ", ".join(rubric.forbidden_grounds)


def _competencies(rubric: Rubric) -> Iterator[tuple[str, str]]:
    for one in rubric.competencies:
        yield f"{one.name}: meaning", one.meaning
        for level in LEVELS:
            yield f"{one.name}: expected at {level}", one.expectations.get(level, "")
        yield f"{one.name}: key at", ", ".join(one.key_at)


def _rules(rubric: Rubric) -> Iterator[tuple[str, str]]:
    yield from _numbered("Knockout", [(condition(rubric, rule), rule.at_best) for rule in rubric.knockouts])
    yield "Enough of an answer", f"{rubric.enough.answer_share} of the aims"
    yield "Enough of a scorecard", f"{rubric.enough.scorecard_share} of the competencies"
    for band in rubric.bands:
        yield f"Band {band.verdict}", f"from {band.at_least}"
    caps = [(condition(rubric, rule), f"{rule.at_best} at best") for rule in rubric.caps]
    yield from _numbered("Cap", caps)
    yield "How a scorecard combines answers", rubric.scorecard.combine


def _numbered(what: str, rules: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Rules by their condition; of two with the same one the second by its number, too."""
    seen: dict[str, int] = {}
    for when, gives in rules:
        seen[when] = seen.get(when, 0) + 1
        again = f" ({seen[when]})" if seen[when] > 1 else ""
        yield f"{what}: {when}{again}", gives
