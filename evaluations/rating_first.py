"""Rating before the draft's ratings are seen, where the opening wants it: what one thinks first, the draft, and what is
decided in the end are all kept."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.models import Evaluation, OwnRatings
from evaluations.review import Refused
from evaluations.review.appending import open_state, rubric_of
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric
from interviews.models import User


def verdict_words(rubric: Rubric) -> tuple[str, ...]:
    return (*rubric.verdict_words, INSUFFICIENT_EVIDENCE)


@transaction.atomic
def save(evaluation: Evaluation, author: User, ratings: Mapping[str, str], verdict: str) -> None:
    """Once, for every competency of the rubric; from then on the draft's are shown. Saving again changes nothing."""
    open_state(evaluation)
    if not evaluation.hides_ratings:
        return
    rubric = rubric_of(evaluation)
    missing = [
        name for name in rubric.competency_names if ratings.get(name) not in (*rubric.rating_words, NOT_ASSESSED)
    ]
    if missing:
        raise Refused(_("Not rated yet: %(names)s.") % {"names": ", ".join(missing)})
    if verdict not in verdict_words(rubric):
        raise Refused(_("Choose what you would recommend."))
    OwnRatings.objects.create(
        evaluation=evaluation,
        author=author,
        ratings={name: ratings[name] for name in rubric.competency_names},
        verdict=verdict,
    )
    evaluation.hides_ratings = False
    evaluation.save(update_fields=["hides_ratings"])
    present.restand(evaluation)
