"""Keeps `Standing`s true: they follow from the scorecards in force of a candidate for an opening."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from evaluations.models import Scorecard, Standing
from evaluations.rules.comparing import VERDICTS, Said, measures, shared_scale
from interviews.models import Candidate

AT_ONCE = 500
"""How many candidates are written anew at a time; each such batch takes four statements."""


@transaction.atomic
def restand(*cases: tuple[UUID, UUID]) -> None:
    """Of each (candidate, opening), in the transaction of whatever changed their scorecards."""
    for first in range(0, len(cases), AT_ONCE):
        _batch(set(cases[first : first + AT_ONCE]))


def _batch(cases: set[tuple[UUID, UUID]]) -> None:
    candidates = sorted({candidate for candidate, _ in cases})
    openings = {opening for _, opening in cases}
    # Two who sign at once would each miss what the other signs.
    list(Candidate.objects.select_for_update(no_key=True).filter(pk__in=candidates).order_by("pk").values_list("pk"))
    found = (
        Scorecard.objects.in_force()
        .filter(interview__candidate__in=candidates, interview__opening__in=openings)
        .select_related("interview", "rubric_version")
        .defer("trace", "answers", "rubric_version__source")
        .order_by("signed_at")
    )
    by_case: defaultdict[tuple[UUID, UUID], list[Scorecard]] = defaultdict(list)
    for scorecard in found:
        by_case[scorecard.interview.candidate_id, scorecard.interview.opening_id].append(scorecard)
    old = Standing.objects.filter(candidate__in=candidates, opening__in=openings).values_list(
        "pk", "candidate", "opening"
    )
    Standing.objects.filter(pk__in=[pk for pk, *case in old if tuple(case) in cases]).delete()
    made = [one for case, scorecards in by_case.items() if case in cases for one in _standings(case, scorecards)]
    Standing.objects.bulk_create(made)


def _standings(case: tuple[UUID, UUID], scorecards: Sequence[Scorecard]) -> Iterable[Standing]:
    said = [said_by(scorecard) for scorecard in scorecards]
    newest = scorecards[-1].signed_at
    assert newest is not None, "only signed ones are in force"
    for measure in measures(said).values():
        if measure.about == VERDICTS or measure.mean is not None:
            yield Standing(
                candidate_id=case[0],
                opening_id=case[1],
                about=measure.about,
                scale=shared_scale(said),
                mean=None if measure.mean is None else float(measure.mean),
                steps=measure.steps,
                words=sorted(set(measure.words)),
                signed_at=newest,
            )


def said_by(scorecard: Scorecard) -> Said:
    """What a signed scorecard says, with its own ratings where it has them."""
    assert scorecard.rubric_version is not None, "signing names the rubric"
    return Said(scorecard.rubric_version.rubric, scorecard.own_verdict, scorecard.ratings)


def catch_up() -> None:
    """Of candidates whose scorecards were signed before there were standings, or came in past `signing`."""
    there = Standing.objects.filter(
        candidate=OuterRef("interview__candidate"), opening=OuterRef("interview__opening"), about=VERDICTS
    )
    missing = Scorecard.objects.in_force().filter(~Exists(there))
    restand(*missing.values_list("interview__candidate", "interview__opening").distinct())
