"""The feedback pass, section by section."""

from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.engines.base import Assignment
from evaluations.engines.builtin.fragments import brief, closed, fragment, inline
from evaluations.engines.builtin.gaps import Gap, gaps
from evaluations.engines.builtin.notes import notes
from evaluations.engines.builtin.rating import STEPS, WEIGHTS, Judged, judge
from evaluations.engines.builtin.reading import Reading, Remark, Voice
from evaluations.engines.builtin.summary import summary
from evaluations.evidence.claims import Claim, Section
from evaluations.rules.verdict import decide

MOST_STRENGTHS = 6
MOST_IMPROVEMENTS = 3
USUAL_IMPROVEMENTS = 2
HEAVY_GAP = 3
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 6


def feedback(assignment: Assignment, reading: Reading) -> Iterator[tuple[Section, tuple[Claim, ...]]]:
    """All sections in the order in which they are read."""
    rubric, level = assignment.rubric, assignment.level
    judged = tuple(judge(reading, name, level) for name in rubric.competency_names)
    open_points = gaps(reading, level)
    ratings = tuple(one.claim(rubric) for one in judged)
    yield Section.NOTES, notes(reading)
    yield Section.SUMMARY, summary(reading)
    yield Section.STRENGTHS, strengths(reading, judged)
    yield Section.IMPROVEMENTS, improvements(open_points, level)
    yield Section.RATINGS, ratings
    yield Section.RECOMMENDATION, (recommendation(assignment, judged, open_points, ratings),)
    yield Section.FOLLOW_UP_QUESTIONS, questions(open_points, judged)


def strengths(reading: Reading, judged: tuple[Judged, ...]) -> tuple[Claim, ...]:
    """The measured result, then the best-rated competencies, each by sentences that no other strength rests on."""
    claims = list(_measured_strength(reading))
    used = {quote for claim in claims for quote in claim.quotes}
    for one in sorted((one for one in judged if one.good), key=lambda one: STEPS.index(one.step)):
        known = WEIGHTS["competencies"][one.competency]
        fresh = [remark for remark in one.remarks if remark.text not in used and _is_strong(remark, known)]
        if fresh and len(claims) < MOST_STRENGTHS:
            used.add(fresh[0].text)
            claims.append(
                Claim(
                    text=f"{known['strength']}: {inline(fragment(fresh[0], *known['cues']))}", quotes=(fresh[0].text,)
                )
            )
    return tuple(claims)


def _is_strong(remark: Remark, known: dict[str, Any]) -> bool:
    theirs = remark.voice is Voice.OWN or bool(remark.acting)
    hollow = remark.gives("pledge", "overclaim", "boast", "told", "silence", "vague")
    regretted = remark.gives("mistake", "reflection") and "reflection" not in known["cues"]
    return theirs and remark.gives(*known["cues"]) and not (hollow or regretted)


def _measured_strength(reading: Reading) -> Iterator[Claim]:
    measured = [remark for remark in reading.giving("result") if _changes(remark)]
    if measured:
        named = [text for remark in measured[:2] for text in _changes(remark)]
        yield Claim(
            text=f"Names results in numbers: {', '.join(named[:3])}", quotes=tuple(r.text for r in measured[:2])
        )


def _changes(remark: Remark) -> list[str]:
    return [brief(measure) for measure in remark.changes]


def improvements(open_points: tuple[Gap, ...], level: str) -> tuple[Claim, ...]:
    heavy = [gap for gap in open_points if gap.weight(level) >= HEAVY_GAP]
    chosen = open_points[: max(USUAL_IMPROVEMENTS, min(len(heavy), MOST_IMPROVEMENTS))]
    return tuple(gap.improvement() for gap in chosen)


def recommendation(
    assignment: Assignment, judged: tuple[Judged, ...], open_points: tuple[Gap, ...], ratings: tuple[Claim, ...]
) -> Claim:
    """The verdict that the rubric's own rules give to these ratings, with the reasons in two sentences."""
    rated: Mapping[str, str] = {claim.competency: claim.rating for claim in ratings}
    decision = decide(assignment.rubric, level=assignment.level, ratings=rated, flags=(), aims=assignment.aims)
    best = sorted((one for one in judged if one.good), key=lambda one: STEPS.index(one.step))
    carried = f"gives evidence for {_and([one.competency for one in best[:3]])}" if best else "gives little evidence"
    weakest = open_points[0].improvement()
    return Claim(
        text=f"Judged at {assignment.level}, the answer {carried}. To be probed first: {inline(closed(weakest.text))}",
        quotes=tuple(one.remarks[0].text for one in best[:3]) or weakest.quotes,
        absent=not best and weakest.absent,
        verdict=decision.verdict,
    )


def questions(open_points: tuple[Gap, ...], judged: tuple[Judged, ...]) -> tuple[Claim, ...]:
    """At the gaps first, then at weak ratings, until there are enough."""
    weak = [one for one in judged if one.weak and one.competency in WEIGHTS["competencies"]]
    others = [one for one in judged if not one.weak]
    by_rating = [WEIGHTS["competencies"][one.competency]["question"] for one in (*weak, *others)]
    asked = [gap.question for gap in open_points[: MOST_QUESTIONS - 1]]
    wanted = min(MOST_QUESTIONS, max(FEWEST_QUESTIONS, len(asked) + len(weak)))
    return tuple(Claim(text=text) for text in (*asked, *by_rating)[:wanted])


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
