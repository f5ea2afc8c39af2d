"""What an interviewer's scorecard says, frozen as signing freezes it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric
from evaluations.rules.scorecard import combine
from evaluations.rules.verdict import decide
from evaluations.samples.reviewing import words
from evaluations.samples.shapes import Judge, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A scorecard that is ready to be signed."""

    combined: dict[str, str]
    own_ratings: dict[str, str]
    rating_reasons: dict[str, str]
    verdict: str
    trace: str
    """As JSON."""
    own_verdict: str
    verdict_reason: str
    note: str


def fill(shapes: Sequence[Shape], judge: Judge, random: Random) -> Filled:
    """The interviewer rates and decides otherwise now and then, with a reason."""
    rubric = judge.rubric
    combined = combine(rubric, [shape.decided.ratings for shape in shapes])
    own = _own_ratings(combined, rubric, random)
    decision = decide(
        rubric,
        level=judge.level,
        ratings=combined | own,
        flags=[severity for shape in shapes for severity in shape.decided.confirmed],
        aims={aim for shape in shapes for aim in shape.aims},
        scope="scorecard",
    )
    verdict = _own_verdict(decision.verdict, rubric, random)
    reason = random.choice(words()["verdict_reasons"]) if verdict != decision.verdict else ""
    return Filled(
        combined=combined,
        own_ratings=own,
        rating_reasons={name: random.choice(words()["own_rating_reasons"]) for name in own},
        verdict=decision.verdict,
        trace=json.dumps([[step.text, step.decided] for step in decision.trace], ensure_ascii=False),
        own_verdict=verdict,
        verdict_reason=reason,
        note=random.choice(words()["notes"][_tone(verdict, rubric)]),
    )


def _own_ratings(combined: dict[str, str], rubric: Rubric, random: Random) -> dict[str, str]:
    """One of four corrects one of them by a step, and nobody to the lowest."""
    assessed = [name for name, word in combined.items() if word != NOT_ASSESSED]
    if not assessed or random.random() > 0.25:
        return {}
    name, scale = random.choice(assessed), rubric.rating_words
    place = scale.index(combined[name])
    return {name: random.choice([scale[other] for other in (place - 1, place + 1) if 0 <= other < len(scale) - 1])}


def _own_verdict(given: str, rubric: Rubric, random: Random) -> str:
    if given == INSUFFICIENT_EVIDENCE:
        return random.choice((given, given, rubric.verdict_words[-2]))
    place = rubric.verdict_words.index(given)
    step = random.choices((0, -1, 1), (84, 8, 8))[0]
    return rubric.verdict_words[min(max(place + step, 0), len(rubric.verdict_words) - 1)]


def _tone(verdict: str, rubric: Rubric) -> str:
    place = rubric.verdict_words.index(verdict) if verdict in rubric.verdict_words else 2
    return ("good", "good", "middling", "poor", "poor")[place]
