"""Interviews on their way to a signed scorecard, everything in them decided as the pages decide it. Invented."""

from evaluations import review, scorecards, signing
from evaluations.evidence.claims import FlagStatus
from evaluations.models import Evaluation
from evaluations.present import read
from evaluations.scorecards import Card
from evaluations.signing import Filled
from interviews.models import Interview, User
from tests import factories
from tests.evaluations import cases


def decide(evaluation: Evaluation, status: FlagStatus = FlagStatus.DISMISSED) -> None:
    """Keeps every rating and gives every flag this status."""
    evaluation = cases.refreshed(evaluation)
    author = cases.interviewer_of(evaluation)
    state = read(evaluation)
    for entry in state.undecided_ratings:
        made = review.Decision(author=author, item=entry.id, number=entry.number)
        review.rate(evaluation, made, entry.item.rating)
    for entry in state.undecided_flags:
        made = review.Decision(author=author, item=entry.id, number=entry.number)
        review.decide_flag(evaluation, made, status, entry.item.severity)


def fill(interview: Interview, author: User | None = None, **filled: object) -> None:
    """Saves the scorecard with these fields of `Filled`, the rest as it stands."""
    card = scorecards.current(interview)
    standing = {name: getattr(Filled.of(card), name) for name in Filled.__slots__}
    made = Filled(**{**standing, **filled})
    signing.save(interview, author or interview.interviewer, made, card.scorecard.revision)


def ready(interview: Interview | None = None, answers: int = 1, verdict: str = "Hire") -> Interview:
    """Nothing is left but signing."""
    interview = interview or factories.interview()
    for _ in range(answers):
        decide(cases.drafted(interview))
    fill(interview, verdict=verdict)
    return interview


def sign(interview: Interview) -> Card:
    signing.sign(interview, interview.interviewer, scorecards.current(interview).seal)
    return scorecards.current(interview)


def signed(interview: Interview | None = None, answers: int = 1) -> Interview:
    interview = ready(interview, answers)
    assert sign(interview).is_signed
    return interview


def reopen(interview: Interview) -> None:
    signing.reopen(interview, interview.interviewer, "I had mixed up two answers.", 1)
