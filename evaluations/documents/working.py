"""What a worker does with a batch: read all of its files, or import them, one after the other.

It holds the batch by a lease, which it renews in the transaction of every file. Where it was killed, whoever is told
next goes on with the next file; where the batch was discarded or stopped meanwhile, the lease no longer holds.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from evaluations.documents.finding import Found
from evaluations.documents.importing import BatchGone, Import
from evaluations.documents.outcomes import Outcome, Status
from evaluations.documents.places import Places
from evaluations.documents.understanding import Reader
from evaluations.models import ImportBatch, ImportedEvaluation, ImportedFile, Original

LEASE = timedelta(seconds=60)
Take = Callable[[Found, bytes], list[Outcome]]

logger = logging.getLogger(__name__)


def work(batch_id: UUID) -> None:
    """Does nothing where somebody else is at it, or nothing is left to do."""
    token = uuid4()
    free = Q(lease=None) | Q(lease_until__lt=Now())
    waiting = ImportBatch.objects.filter(free, pk=batch_id, state__in=ImportBatch.AT_WORK)
    if not waiting.update(lease=token, lease_until=Now() + LEASE):
        return
    batch = ImportBatch.objects.select_related("interviewer", "opening").get(pk=batch_id)
    try:
        _Worker(batch, token).go_through()
    except BatchGone:
        logger.info("The import %s goes on elsewhere, or no more", batch_id)


class _Worker:
    def __init__(self, batch: ImportBatch, token: UUID) -> None:
        self.batch, self.token = batch, token
        reader = Reader(opening=batch.opening, level=batch.level)
        self.run = Import(batch, reader, Places(batch.interviewer, batch.opening), fence=self.renew)

    def go_through(self) -> None:
        if self.batch.state == ImportBatch.State.READING:
            self._each(ImportedFile.State.WAITING, lambda file: self.run.look)
            self._held().update(state=ImportBatch.State.PREVIEWED, lease=None)
        else:
            self._recall()
            self._each(ImportedFile.State.READ, lambda file: partial(self.run.take, waiting=file))
            self._finish()

    def renew(self) -> None:
        """Within a transaction, so that nobody takes the batch away before that has ended. Raises BatchGone."""
        if not self._held().update(lease_until=Now() + LEASE):
            raise BatchGone

    def _held(self) -> "QuerySet[ImportBatch]":
        return ImportBatch.objects.filter(pk=self.batch.pk, lease=self.token, state__in=ImportBatch.AT_WORK)

    def _finish(self) -> None:
        """Of what was not imported, the bytes go."""
        with transaction.atomic():
            if self._held().update(state=ImportBatch.State.DONE, lease=None, finished_at=Now()):
                rest = ImportedFile.objects.filter(batch=self.batch).exclude(state=ImportedFile.State.IMPORTED)
                Original.objects.filter(file__in=rest).update(data=b"")

    def _recall(self) -> None:
        """Where a killed worker had brought what it imported of this batch."""
        inside = ImportedEvaluation.objects.filter(file__batch=self.batch)
        for one in inside.select_related("evaluation__answer__interview__candidate__identity", "file__original"):
            self.run.places.recall(_found(one.file.original), [one])

    def _each(self, state: ImportedFile.State, act: Callable[[ImportedFile], Take]) -> None:
        files = ImportedFile.objects.filter(batch=self.batch, state=state)
        for pk in list(files.order_by("pk").values_list("pk", flat=True)):
            file = files.select_related("original").filter(pk=pk).first()
            if file is None:
                raise BatchGone
            self._note(file, self.run.attempt(_found(file.original), act(file)))

    def _note(self, file: ImportedFile, outcomes: Sequence[Outcome]) -> None:
        """What was imported has been noted along with it."""
        statuses = {outcome.status for outcome in outcomes}
        if Status.IMPORTED in statuses:
            return
        told = {"outcomes": [outcome.to_json() for outcome in outcomes]}
        with transaction.atomic():
            self.renew()
            ImportedFile.objects.filter(pk=file.pk).update(
                state=_state(statuses), unclear=sum(len(outcome.not_understood) for outcome in outcomes)
            )
            Original.objects.filter(pk=file.pk).update(**told)


def _state(statuses: set[Status]) -> ImportedFile.State:
    if Status.FAILED in statuses:
        return ImportedFile.State.FAILED
    if Status.SKIPPED in statuses:
        return ImportedFile.State.SKIPPED
    return ImportedFile.State.READ if Status.READ in statuses else ImportedFile.State.KNOWN


def _found(original: Original) -> Found:
    return Found(original.name, original.folder, lambda: bytes(original.data))
