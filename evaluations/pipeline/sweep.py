"""Finding the passes that nobody was told about, or that a dead worker left behind."""

from django.db import transaction
from django.db.models.functions import Now

from evaluations.models import Pass
from evaluations.pipeline import results
from evaluations.pipeline.leases import MOST_ATTEMPTS, claimable
from evaluations.pipeline.results import RING_AGAIN

MOST_AT_ONCE = 500
GAVE_UP = "The worker stopped {attempts} times while drafting this. The answer is saved; try again."


def take_due() -> list[int]:
    """The passes to ring, each at most once in RING_AGAIN, whoever sweeps; hopeless ones are given up first."""
    _give_up()
    with transaction.atomic():
        due = (
            Pass.objects.filter(claimable(), rung_at__lte=Now() - RING_AGAIN)
            .select_for_update(skip_locked=True)
            .order_by("rung_at")
            .values_list("pk", flat=True)[:MOST_AT_ONCE]
        )
        ids = list(due)
        Pass.objects.filter(pk__in=ids).update(rung_at=Now())
    return ids


def _give_up() -> None:
    """What a worker showed of a hopeless pass goes, as after any other failure."""
    hopeless = Pass.objects.filter(claimable(), attempts_made__gte=MOST_ATTEMPTS)
    with transaction.atomic():
        for work in hopeless.select_for_update(skip_locked=True):
            results.close_abandoned(work.pk)
            failure = results.take_back(work.pk, GAVE_UP.format(attempts=MOST_ATTEMPTS))
            Pass.objects.filter(pk=work.pk).update(
                state=Pass.State.FAILED, lease=None, failure=failure, finished_at=Now()
            )
