"""Many candidates of one opening with signed scorecards, stored at once as signing would have stored them. Invented."""

from collections.abc import Mapping

from django.utils import timezone

from evaluations import standings
from evaluations.models import RubricVersion, Scorecard
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.models import Candidate, Interview, Opening, User
from tests import factories
from tests.evaluations import cases


def scored(
    opening: Opening,
    name: str = "",
    *,
    candidate: Candidate | None = None,
    by: User | None = None,
    verdict: str = "Hire",
    version: RubricVersion | None = None,
    **ratings: str,
) -> Candidate:
    """A candidate with one more signed scorecard. Competencies that are not named are Not assessed."""
    candidate = candidate or factories.candidate(name=name)
    interviewer = by or opening.created_by
    stored(
        factories.interview(interviewer=interviewer, candidate=candidate, opening=opening), verdict, ratings, version
    )
    standings.restand((candidate.pk, opening.pk))
    return candidate


def stored(
    interview: Interview, verdict: str, ratings: Mapping[str, str], version: RubricVersion | None = None
) -> Scorecard:
    """With its competencies named as arguments are: Problem_Solving."""
    version = version or cases.publish_rubric()
    given = {name.replace("_", " "): word for name, word in ratings.items()}
    return Scorecard.objects.create(
        interview=interview,
        opened_by=interview.interviewer,
        own_verdict=verdict,
        signed_at=timezone.now(),
        signed_by=interview.interviewer,
        rubric_version=version,
        level=interview.opening.level,
        combined={name: given.get(name, NOT_ASSESSED) for name in version.rubric.competency_names},
        verdict=verdict,
        flags=[],
    )
