"""Ratings: per competency the sentences that speak to it, weighed against what the level asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluations.engines.builtin.fragments import closed, fragment, inline
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Reading, Remark, Voice
from evaluations.evidence.claims import Claim
from evaluations.rules.rubric import LEVELS, NOT_ASSESSED, Rubric

WEIGHTS = load("weights.toml")
STEPS = ("strong", "meets_plus", "meets", "below", "concern")
"""Best first, as the default rubric's scale has them."""
MOST_QUOTES = 3
REPEATED = 2
"""From so many sentences on, what speaks against a competency counts, and what is damaging is a concern."""

_GRAVE = "dishonest"
_DAMAGING = ("blame", "insult", "disown", "dishonest", "boast", "silence")


@dataclass(frozen=True, slots=True)
class Judged:
    """One competency. `step` is empty where nothing speaks to it; `remarks` come strongest first."""

    competency: str
    step: str
    rationale: str
    remarks: tuple[Remark, ...] = ()

    def claim(self, rubric: Rubric) -> Claim:
        return Claim(
            text=self.rationale,
            quotes=tuple(remark.text for remark in self.remarks[:MOST_QUOTES]),
            absent=not self.remarks,
            competency=self.competency,
            rating=word(rubric, self.step),
        )

    @property
    def weak(self) -> bool:
        return self.step in {"", "below", "concern"}

    @property
    def good(self) -> bool:
        return self.step in {"strong", "meets_plus", "meets"}


def word(rubric: Rubric, step: str) -> str:
    """The step in the words of the rubric's scale, stretched where the scale has more or fewer than five."""
    if not step:
        return NOT_ASSESSED
    return rubric.rating_words[round(STEPS.index(step) * (len(rubric.rating_words) - 1) / (len(STEPS) - 1))]


def judge(reading: Reading, competency: str, level: str) -> Judged:
    known = WEIGHTS["competencies"].get(competency)
    if known is None:
        return Judged(competency, "", "The built-in engine has no words for this competency; rate it by hand.")
    if against := _against(reading, known):
        step = "concern" if _is_concern(against, known) else "below"
        return Judged(
            competency, step, closed(f"Speaks against it: {_listed(against, _speaking_against(known))}"), against
        )
    evidence = _evidence(reading, known)
    if not evidence:
        return _nothing_found(reading, competency, known)
    step, missing = _step(evidence, reading, known, level)
    if not step:
        return Judged(
            competency,
            "",
            closed(f"Only touched on, too little to rate: {inline(_listed(evidence[:1], known['cues']))}"),
            evidence,
        )
    limit = f"; not higher: {missing}" if missing else ""
    return Judged(competency, step, closed(f"{_listed(evidence, known['cues'])}{limit}"), evidence)


def weight(remark: Remark) -> float:
    """What a sentence is worth as evidence."""
    table = WEIGHTS["sentence"]
    points: float = table[remark.voice.name]
    points += table["measured"] * bool(remark.changes)
    points += table["decided"] * remark.gives("decision", "alternative", "reason", "mistake")
    points *= 1.0 if remark.gives(*WEIGHTS["acts"]["signals"]) else table["without_act"]
    return points * (table["hedged"] if remark.gives("hedge", "vague") else 1.0)


def _evidence(reading: Reading, known: dict[str, Any]) -> tuple[Remark, ...]:
    found = [remark for remark in reading.giving(*known["cues"], *known["faint_cues"]) if not remark.gives(*_DAMAGING)]
    if known["own_only"]:
        found = [remark for remark in found if remark.voice is Voice.OWN]
    return tuple(sorted(found, key=lambda remark: _rank(remark, known), reverse=True))


def _rank(remark: Remark, known: dict[str, Any]) -> tuple[bool, float]:
    """What others did comes last; else by weight and by how much it says of the competency."""
    return remark.voice is not Voice.OTHER, _weight_for(remark, known) * (1 + remark.count(*known["cues"]))


def _weight_for(remark: Remark, known: dict[str, Any]) -> float:
    cues, table = remark.count(*known["cues"]), WEIGHTS["sentence"]
    return weight(remark) * (table["faint"] if not cues else table["repeated"] if cues > 1 else 1.0)


def _against(reading: Reading, known: dict[str, Any]) -> tuple[Remark, ...]:
    """What speaks against it, where it outweighs what speaks for it or is damaging in itself."""
    damaging = reading.giving(*known["damaging"])
    negative = reading.giving(*known["against"])
    outweighs = len(negative) >= max(REPEATED, sum(_weight_for(remark, known) for remark in _evidence(reading, known)))
    if not (damaging or outweighs):
        return ()
    found = dict.fromkeys((*damaging, *negative))
    return tuple(sorted(found, key=lambda remark: -remark.count(*_speaking_against(known))))


def _speaking_against(known: dict[str, Any]) -> tuple[str, ...]:
    return (*known["damaging"], *known["against"])


def _is_concern(against: tuple[Remark, ...], known: dict[str, Any]) -> bool:
    damaging = [remark for remark in against if remark.gives(*known["damaging"])]
    return any(remark.gives(_GRAVE) for remark in damaging) or bool(damaging and len(against) >= REPEATED)


def _nothing_found(reading: Reading, competency: str, known: dict[str, Any]) -> Judged:
    if known["own_only"] and reading.told_by(Voice.SHARED):
        return Judged(competency, "below", "All of it is told as “we”: no sentence says what the candidate did.")
    return Judged(competency, "", f"Looked for {known['looked_for']} and found nothing.")


def _step(evidence: tuple[Remark, ...], reading: Reading, known: dict[str, Any], level: str) -> tuple[str, str]:
    """The step, empty below the lowest threshold, and what kept it from the next one."""
    total = sum(_weight_for(remark, known) for remark in evidence)
    own = any(remark.voice is Voice.OWN for remark in evidence)
    missing = ""
    for step, least in WEIGHTS["thresholds"][level].items():
        if total < least:
            continue
        if step != "meets" and not own:
            missing = WEIGHTS["missing"]["own"]
            continue
        lacking = next((need for need in _needs(known, step, level) if not gives_any(reading, need)), None)
        if lacking is None:
            return step, missing
        missing = WEIGHTS["missing"][lacking[0]]
    return "", ""


def _needs(known: dict[str, Any], step: str, level: str) -> Iterator[Sequence[str]]:
    """Signals of which each group must be given once: by any answer for the step, and for this competency.

    What a level asks for, the levels above it ask for too, so no answer is rated higher at a higher level.
    """
    yield from WEIGHTS["needs"].get(step, ())
    table = known.get("needs", {}).get(step, {})
    for asking in ("all", *LEVELS[: LEVELS.index(level) + 1]):
        if need := table.get(asking):
            yield need


def gives_any(reading: Reading, signals: Iterable[str]) -> bool:
    """Whether any sentence gives one of the signals; "measured_change" is the measures'."""
    return any(
        any(remark.changes for remark in reading.remarks)
        if signal == "measured_change"
        else bool(reading.giving(signal))
        for signal in signals
    )


def _listed(remarks: tuple[Remark, ...], about: Iterable[str]) -> str:
    first, *others = (fragment(remark, *about) for remark in remarks[:2])
    return "; ".join((first, *map(inline, others)))
