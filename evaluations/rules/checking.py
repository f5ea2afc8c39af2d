"""What is wrong with a rubric that can be read: found when it is saved, before anybody is judged by it.

An error keeps a rubric from being published. What is only told may be meant, and is for the admin to look at.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from evaluations.rules.fitting import Path
from evaluations.rules.grounds import grounds_named
from evaluations.rules.reachable import Outcome, outcomes
from evaluations.rules.reading import complaints
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, LEVELS, NOT_ASSESSED, Rubric

GUIDANCE_TOKENS = 1_000
"""How long guidance may be. It is sent with every answer, and a model with a small window loses the answer's end."""
CHARACTERS_PER_TOKEN = 4
"""Of English, roughly and for every model."""


@dataclass(frozen=True, slots=True)
class Finding:
    path: Path
    """The field that it is about."""
    text: str
    kind: Literal["error", "told"] = "error"


def check(rubric: Rubric) -> tuple[Finding, ...]:
    """Errors first; in the order of the rubric's parts otherwise."""
    names = tuple(_names(rubric))
    # Without names of their own verdicts and rules cannot be told apart.
    found = (*names, *(() if names else _rules(rubric)), *_words(rubric))
    return tuple(sorted(found, key=lambda finding: finding.kind))


def check_typed(content: object) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Of what somebody typed, in the shape of a rubric; there is no rubric while it cannot be read."""
    try:
        rubric = Rubric.model_validate(content)
    except ValidationError as error:
        return None, tuple(Finding(path, text) for path, text in complaints(error))
    return rubric, check(rubric)


def errors(rubric: Rubric) -> tuple[Finding, ...]:
    return tuple(finding for finding in check(rubric) if finding.kind == "error")


def tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_PER_TOKEN)


def _names(rubric: Rubric) -> Iterator[Finding]:
    """Words that people, documents and models could not tell apart."""
    if not rubric.name.strip():
        yield Finding(("name",), "A rubric needs a name.")
    yield from _distinct("competencies", "name", rubric.competency_names)
    yield from _distinct("ratings", "word", rubric.rating_words, NOT_ASSESSED)
    yield from _distinct("verdicts", "word", rubric.verdict_words, INSUFFICIENT_EVIDENCE)
    yield from _distinct("flags", "label", [flag.label for flag in rubric.flags])


def _distinct(part: str, key: str, words: Sequence[str], reserved: str = "") -> Iterator[Finding]:
    folded = [word.strip().casefold() for word in words]
    times = Counter(folded)
    for place, word in enumerate(folded):
        path = (part, place, key)
        if not word:
            yield Finding(path, "This needs a name.")
        elif word == reserved.casefold():
            yield Finding(path, f"“{reserved}” is always there; do not list it.")
        elif times[word] > 1 and folded.index(word) < place:
            yield Finding(path, f"“{words[place]}” is there twice. Case does not tell two apart.")


def _rules(rubric: Rubric) -> Iterator[Finding]:
    by_level = {level: outcomes(rubric, level) for level in LEVELS}
    yield from _rising(rubric, by_level)
    yield from _unreached(rubric, by_level)
    deciding = {outcome.rule for found in by_level.values() for outcome in found}
    for part, rules in (("knockouts", rubric.knockouts), ("bands", rubric.bands), ("caps", rubric.caps)):
        for place in range(len(rules)):
            if f"{part}.{place}" not in deciding:
                text = "This never decides: wherever it applies, another rule gives the same or less."
                yield Finding((part, place), text, "told")


def _rising(rubric: Rubric, by_level: dict[str, frozenset[Outcome]]) -> Iterator[Finding]:
    """Knockouts decide before bands and caps, so a verdict would rise where one of them comes to less."""
    for place, rule in enumerate(rubric.knockouts):
        reached = [
            (rubric.verdict_words.index(outcome.verdict), level)
            for level in _levels_of(f"knockouts.{place}", by_level)
            for outcome in by_level[level]
            if not outcome.rule.startswith("knockouts")
        ]
        lowest, level = max(reached, default=(0, ""))
        if lowest > rubric.verdict_words.index(rule.at_best):
            lower = rubric.verdict_words[lowest]
            text = (
                f"This decides before all else and gives {rule.at_best}, yet without it a case at {level} comes to "
                f"{lower}: something worse would raise the verdict. Give {lower} here, or make it a cap."
            )
            yield Finding(("knockouts", place, "at_best"), text)


def _levels_of(rule: str, by_level: dict[str, frozenset[Outcome]]) -> list[str]:
    return [level for level, found in by_level.items() if rule in {outcome.rule for outcome in found}]


def _unreached(rubric: Rubric, by_level: dict[str, frozenset[Outcome]]) -> Iterator[Finding]:
    for place, word in enumerate(rubric.verdict_words):
        missing = [level for level, found in by_level.items() if word not in {outcome.verdict for outcome in found}]
        path = ("verdicts", place, "word")
        if len(missing) == len(LEVELS):
            yield Finding(path, f"No ratings and no flags lead to {word}. Give it a band or a rule, or remove it.")
        elif missing:
            yield Finding(path, f"Nothing leads to {word} at {' or '.join(missing)}.", "told")


def _words(rubric: Rubric) -> Iterator[Finding]:
    """What is written for people and for a model."""
    for place, competency in enumerate(rubric.competencies):
        for level in LEVELS:
            if not competency.expectations.get(level, "").strip():
                text = f"Nothing says what {competency.name} is at {level}; who rates it there has only its meaning."
                yield Finding(("competencies", place, "expectations", level), text, "told")
    for place, flag in enumerate(rubric.flags):
        if named := grounds_named((flag.label, flag.meaning), rubric.forbidden_grounds):
            text = f"This names {_listed(named)}, on which no red flag may rest."
            yield Finding(("flags", place, "meaning"), text, "told")
    if (long := tokens(rubric.guidance)) > GUIDANCE_TOKENS:
        text = f"About {long:,} tokens, {long - GUIDANCE_TOKENS:,} more than guidance may have: shorten it."
        yield Finding(("guidance",), text)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
