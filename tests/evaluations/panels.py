"""A candidate whom several people interviewed for one opening. Invented."""

from itertools import islice

from evaluations.evidence.claims import FlagStatus
from interviews.models import Candidate
from tests import factories
from tests.evaluations import cases
from tests.evaluations.signed import decide, fill, sign

NAMES = ("Ines Interviewer", "Omar Other", "Pia Panel", "Quinn Question", "Rosa Reader", "Sami Silent")
_RATINGS = ("Strong", "Meets", "Below", "Meets+", "Not assessed", "Meets")
_VERDICTS = ("Strong Hire", "Leaning No Hire", "Hire", "Leaning Hire", "Hire", "No Hire")


def interviewed(interviews: int = 2, answers: int = 1, *, candidate: Candidate | None = None) -> Candidate:
    """By so many people, all of whom signed, `answers` each; what they make of it varies."""
    candidate = candidate or factories.candidate()
    opening = factories.opening()
    for name, verdict, rating in islice(zip(NAMES, _VERDICTS, _RATINGS, strict=True), interviews):
        interviewer = factories.user(name=name)
        opening.panel.add(interviewer)
        talk = factories.interview(interviewer=interviewer, candidate=candidate, opening=opening)
        for number in range(answers):
            evaluation = cases.drafted(
                talk,
                answer=f"{cases.ANSWER} That was the printer number {number} of {name}.",
                ratings={"Ownership": rating, "Communication": _RATINGS[number % 2], "Execution": "Not assessed"},
                flags=(2, 3) if number % 2 else (),
            )
            decide(evaluation, FlagStatus.CONFIRMED if number % 4 else FlagStatus.DISMISSED)
        fill(talk, verdict=verdict, verdict_reason="Heard so.", note=f"A note of {name}.")
        sign(talk)
    return candidate
