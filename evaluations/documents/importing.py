"""Importing files, one after the other: each in one transaction, once however often and by however many.

What decides is the digest of a file's bytes, and the id that a form of our own gives an evaluation. Both are unique
in the database, so of two who store the same thing at the same moment one finds it stored.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import DataError, IntegrityError, transaction
from django.db import Error as DatabaseError

from evaluations.documents.finding import Found, NotTaken
from evaluations.documents.outcomes import Outcome, Status
from evaluations.documents.places import Places, as_uuid
from evaluations.documents.storing import ToStore, store
from evaluations.documents.understanding import Reader, Understood
from evaluations.forms.reading import OnlyOverview, Unreadable
from evaluations.models import Evaluation, ImportBatch, ImportedEvaluation, ImportedFile, Original

DEFECT = "Debrief could not read this file, by a defect of its own; its log says where."
MOST_TRIES = 3
"""Each but the last ends because somebody else stored something of the file meanwhile, which the next one finds."""


logger = logging.getLogger(__name__)


class BatchGone(Exception):
    """It was discarded or stopped, or somebody else has taken it over."""


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def imported_before(digest: str) -> list[ImportedEvaluation] | None:
    """What came out of the same bytes; None where they are new."""
    file = ImportedFile.objects.filter(digest=digest, state=ImportedFile.State.IMPORTED).first()
    if file is None:
        return None
    return list(file.evaluations.select_related("evaluation__answer__interview__candidate__identity"))


@contextmanager
def forgetting_document(evaluation: Evaluation) -> Iterator[None]:
    """Around its deletion: the file that it came from holds the answer too, and may be imported again afterwards.

    Where more came out of that file, the rest stays, without its original.
    """
    files = list(ImportedFile.objects.filter(evaluations__evaluation=evaluation).values_list("pk", flat=True))
    Original.objects.filter(pk__in=files).delete()
    yield
    ImportedFile.objects.filter(pk__in=files, evaluations=None).delete()


@dataclass
class Import:
    """One run over many files. `fence` is called first in every transaction; it raises BatchGone where the run is no
    longer for whoever does it."""

    batch: ImportBatch
    reader: Reader
    places: Places
    fence: Callable[[], object] = lambda: None

    def attempt(self, found: Found, act: Callable[[Found, bytes], list[Outcome]]) -> list[Outcome]:
        """What `act` (look, take) makes of the file. Whatever is wrong with the file is an outcome too."""
        try:
            return act(found, found.load())
        except (NotTaken, Unreadable) as error:
            return [Outcome(status=Status.FAILED, reason=str(error))]
        except OnlyOverview as told:
            return [Outcome(status=Status.SKIPPED, reason=str(told))]
        except (BatchGone, DatabaseError):
            raise
        except Exception:
            logger.exception("A file of the import %s", self.batch.pk)
            return [Outcome(status=Status.FAILED, reason=DEFECT)]

    def look(self, found: Found, data: bytes) -> list[Outcome]:
        """What would become of the file; nothing is stored. Raises Unreadable."""
        before = imported_before(digest_of(data))
        if before is not None:
            return _as_known(before)
        understood = self.reader.understand(data, found.title)
        return _outcomes(understood, _new_ids(understood))

    def take(self, found: Found, data: bytes, waiting: ImportedFile | None = None) -> list[Outcome]:
        """Store what is in the file, which may be `waiting` with its original. Raises Unreadable: then nothing is."""
        digest = digest_of(data)
        understood: Sequence[Understood] = ()
        for tries_left in reversed(range(MOST_TRIES)):
            before = imported_before(digest)
            if before is not None:
                self.places.recall(found, before)
                return _as_known(before)
            understood = understood or self.reader.understand(data, found.title)
            try:
                with self.places.remembering(), transaction.atomic():
                    self.fence()
                    return self._store(found, data, understood, waiting)
            except IntegrityError:
                if not tries_left:
                    raise
            except DataError as error:
                raise Unreadable("It contains characters that are not text.") from error
        raise AssertionError("the last try returns or raises")

    def _store(
        self, found: Found, data: bytes, understood: Sequence[Understood], waiting: ImportedFile | None
    ) -> list[Outcome]:
        new = _new_ids(understood)
        outcomes = [
            replace(outcome, status=Status.IMPORTED, evaluation=str(pk)) if pk else outcome
            for outcome, pk in zip(_outcomes(understood, new), new, strict=True)
        ]
        if any(new):
            # First of all, so that of two who store the same file the second waits here, and then finds it stored.
            file = self._record(found, data, outcomes, waiting)
            self.places.lock(found, understood)
            wanted = [
                ToStore(pk, one, self.places.of(found, one)) for one, pk in zip(understood, new, strict=True) if pk
            ]
            store(wanted, self.places.interviewer, self.batch.created_by)
            ImportedEvaluation.objects.bulk_create(
                ImportedEvaluation(file=file, number=number, evaluation_id=pk) for number, pk in enumerate(new) if pk
            )
        return outcomes

    def _record(
        self, found: Found, data: bytes, outcomes: Sequence[Outcome], waiting: ImportedFile | None
    ) -> ImportedFile:
        """Raises IntegrityError where the same bytes are imported already."""
        told = {"outcomes": [outcome.to_json() for outcome in outcomes]}
        state = {
            "state": ImportedFile.State.IMPORTED,
            "unclear": sum(len(outcome.not_understood) for outcome in outcomes),
        }
        if waiting:
            ImportedFile.objects.filter(pk=waiting.pk).update(**state)
            Original.objects.filter(pk=waiting.pk).update(**told)
            return waiting
        file = ImportedFile.objects.create(batch=self.batch, digest=digest_of(data), **state)
        Original.objects.create(file=file, name=found.name, folder=found.folder, data=data, **told)
        return file


def _new_ids(understood: Sequence[Understood]) -> list[UUID | None]:
    """For each the id to store it under: its own where it states one. None where that one is here already."""
    stated = [as_uuid(one.read.id) for one in understood]
    asked = {pk for pk in stated if pk}
    here = set(Evaluation.objects.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    ids: list[UUID | None] = []
    for pk in stated:
        ids.append(None if pk in here else pk or uuid4())
        if pk:
            here.add(pk)  # A file that has one twice has it once.
    return ids


def _outcomes(understood: Sequence[Understood], new: Sequence[UUID | None]) -> list[Outcome]:
    """Before anything is stored."""
    return [
        one.outcome() if pk else replace(one.outcome(), status=Status.KNOWN, evaluation=str(as_uuid(one.read.id)))
        for one, pk in zip(understood, new, strict=True)
    ]


def _as_known(before: Sequence[ImportedEvaluation]) -> list[Outcome]:
    """At least one, and nothing but the ids: who has the same file may not see what became of it."""
    nothing = [Outcome(status=Status.KNOWN)]
    return [Outcome(status=Status.KNOWN, evaluation=str(one.evaluation_id)) for one in before] or nothing
