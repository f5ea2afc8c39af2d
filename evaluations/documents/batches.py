"""What is uploaded waits as a batch: a worker reads it, it is shown, and it is stored once somebody says so.

Here is what people and the clock do with a batch; what the worker does is in `working`. What nobody decides about is
deleted a day later.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from evaluations.documents.finding import Found, NotTaken
from evaluations.documents.importing import digest_of
from evaluations.documents.outcomes import Outcome, Status
from evaluations.models import ImportBatch, ImportedFile, Original
from interviews.models import Opening, User

UPLOAD_LIMIT = 50_000_000
"""Bytes, unpacked; and packed as well."""
MOST_FILES = 5_000
RING_AGAIN = timedelta(seconds=60)
KEPT_FOR = timedelta(days=1)

State = ImportBatch.State


def receive(found: Iterable[Found], *, by: User, interviewer: User, opening: Opening | None, level: str) -> ImportBatch:
    """Keep what was uploaded, for a worker to read; the caller rings. Raises NotTaken where it is too much."""
    batch = ImportBatch(
        created_by=by, interviewer=interviewer, opening=opening, level=level, state=State.READING, rung_at=Now()
    )
    files: list[ImportedFile] = []
    originals: list[Original] = []
    size = 0
    for one in found:
        file, original = _kept(batch, one)
        size += len(original.data)
        if size > UPLOAD_LIMIT or len(files) == MOST_FILES:
            raise NotTaken(
                f"At once {MOST_FILES:,} files and {UPLOAD_LIMIT // 1_000_000} MB can be taken, unpacked."
                " Send them in parts."
            )
        files.append(file)
        originals.append(original)
    with transaction.atomic():
        batch.save()
        ImportedFile.objects.bulk_create(files)
        Original.objects.bulk_create(originals, batch_size=100)
    return batch


def _kept(batch: ImportBatch, found: Found) -> tuple[ImportedFile, Original]:
    try:
        data, state, outcomes = found.load(), ImportedFile.State.WAITING, []
    except NotTaken as refused:
        failed = Outcome(status=Status.FAILED, reason=str(refused))
        data, state, outcomes = b"", ImportedFile.State.FAILED, [failed.to_json()]
    file = ImportedFile(batch=batch, digest=digest_of(data), state=state)
    return file, Original(file=file, name=found.name, folder=found.folder, data=data, outcomes=outcomes)


def start(batch: ImportBatch) -> bool:
    """Have what was shown imported; the caller rings. False where that was decided already."""
    shown = ImportBatch.objects.filter(pk=batch.pk, state=State.PREVIEWED)
    return bool(shown.update(state=State.RUNNING, lease=None, rung_at=Now()))


def read_again(batch: ImportBatch, level: str) -> bool:
    """Have all of it read anew, `level` being that of documents which state none; the caller rings. False where it
    was decided already."""
    with transaction.atomic():
        shown = ImportBatch.objects.filter(pk=batch.pk, state=State.PREVIEWED)
        if not shown.update(state=State.READING, level=level, lease=None, rung_at=Now()):
            return False
        ImportedFile.objects.filter(batch=batch.pk).exclude(original__data=b"").update(
            state=ImportedFile.State.WAITING, unclear=0
        )
    return True


def discard(batch: ImportBatch) -> None:
    """Before it is imported: nothing of it is left. While it is: no further file is, and only what is in stays."""
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk, state__in=(State.READING, State.PREVIEWED)).delete()
        if ImportBatch.objects.filter(pk=batch.pk, state=State.RUNNING).update(
            state=State.STOPPED, lease=None, finished_at=Now()
        ):
            ImportedFile.objects.filter(batch=batch.pk, state=ImportedFile.State.READ).delete()


def take_due() -> list[UUID]:
    """The batches that nobody works on any more, each at most once in RING_AGAIN, whoever sweeps."""
    with transaction.atomic():
        due = ImportBatch.objects.filter(
            Q(lease=None) | Q(lease_until__lt=Now()), state__in=ImportBatch.AT_WORK, rung_at__lte=Now() - RING_AGAIN
        )
        ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True))
        ImportBatch.objects.filter(pk__in=ids).update(rung_at=Now())
    return ids


def purge() -> int:
    """Forget what nobody decided about, and the names of files of which nothing was stored. How many batches went."""
    long_ago = Now() - KEPT_FOR
    undecided = ImportBatch.objects.filter(state__in=(State.READING, State.PREVIEWED), created_at__lt=long_ago)
    ended = ImportBatch.objects.filter(state__in=(State.DONE, State.STOPPED), finished_at__lt=long_ago)
    ImportedFile.objects.filter(batch__in=ended).exclude(state=ImportedFile.State.IMPORTED).delete()
    return undecided.delete()[1].get(ImportBatch._meta.label, 0)
