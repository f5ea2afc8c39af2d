"""What is drafted where there is too little to judge: the reason, nothing rated, and how to get an answer."""

from collections.abc import Iterator

from evaluations.engines.base import Assignment
from evaluations.engines.builtin.usable import Shortfall
from evaluations.evidence.claims import Claim, PassKind, Section
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED

_QUESTIONS = (
    "Can you name one concrete case, with when it was and who was involved?",
    "What did you yourself do first, and why that?",
    "What came of it, and how do you know?",
)
_SUGGESTIONS = (
    "One concrete case with the candidate's own actions",
    "What came of it, in one number and its source",
)


def unjudged(assignment: Assignment, short: Shortfall) -> Iterator[tuple[Section, tuple[Claim, ...]]]:
    """The sections of the assignment's pass."""
    reason = Claim(text=short.reason, absent=True)
    if assignment.kind is PassKind.RED_FLAGS:
        yield Section.FLAGS, ()
        yield Section.JUSTIFICATION, (reason,)
        yield Section.SUGGESTIONS, tuple(Claim(text=text) for text in _SUGGESTIONS)
        return
    yield Section.NOTES, ()
    yield Section.SUMMARY, (reason,)
    yield Section.STRENGTHS, ()
    yield Section.IMPROVEMENTS, (Claim(text="No evidence that the built-in engine could judge", absent=True),)
    yield (
        Section.RATINGS,
        tuple(
            Claim(text=short.reason, absent=True, competency=name, rating=NOT_ASSESSED)
            for name in assignment.rubric.competency_names
        ),
    )
    yield (
        Section.RECOMMENDATION,
        (Claim(text=short.reason, absent=True, verdict=INSUFFICIENT_EVIDENCE, unusable=short.unusable),),
    )
    yield Section.FOLLOW_UP_QUESTIONS, tuple(Claim(text=text) for text in _QUESTIONS)
