"""From the ratings of an interview's answers to one rating per competency; `verdict.decide` goes on from there.

The rubric names the rule. None of them makes a rating up: what no answer showed is Not assessed, and what some answers
showed lies between the lowest and the highest of them.
"""

from collections.abc import Mapping, Sequence

from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.verdict import mean_points


def combine(rubric: Rubric, ratings_by_answer: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """One rating per competency of the rubric, in its order. Not assessed counts for nothing.

    Raises KeyError for a rating that is not on the rubric's scale.
    """
    return {
        name: _combined(rubric, [ratings.get(name, NOT_ASSESSED) for ratings in ratings_by_answer])
        for name in rubric.competency_names
    }


def _combined(rubric: Rubric, given: Sequence[str]) -> str:
    """The step of the scale nearest to what the rule gives; half way between two, the lower one."""
    mean = mean_points(rubric, given)
    if mean is None:
        return NOT_ASSESSED
    if rubric.scorecard.combine == "lowest":
        return rubric.worst_rating([word for word in given if word != NOT_ASSESSED])
    return min(rubric.ratings, key=lambda rating: (abs(rating.points - mean), rating.points)).word
