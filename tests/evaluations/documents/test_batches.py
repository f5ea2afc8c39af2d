"""A batch of uploaded files: read, decided about, imported; taken over, stopped, forgotten."""

import io
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models.functions import Now

from evaluations import tasks
from evaluations.documents import batches, importing, working
from evaluations.documents.finding import NotTaken, in_uploads
from evaluations.documents.outcomes import Outcome, Status
from evaluations.forms import reading
from evaluations.models import Evaluation, ImportBatch, ImportedFile, Original
from interviews.models import Candidate, Interview, Opening, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import UNREADABLE, document, zipped

pytestmark = pytest.mark.django_db
State = ImportedFile.State


@pytest.fixture
def ines() -> User:
    publish_rubric()
    return factories.user(name="Ines Interviewer")


def received(by: User, files: dict[str, str | bytes], **more: object) -> ImportBatch:
    """As one zip."""
    upload = SimpleNamespace(name="old.zip", file=io.BytesIO(zipped(files)))
    wanted = {"interviewer": by, "opening": None, "level": "", **more}
    return batches.receive(in_uploads([upload]), by=by, **wanted)  # type: ignore[arg-type]


def previewed(by: User, files: dict[str, str | bytes], **more: object) -> ImportBatch:
    batch = received(by, files, **more)
    working.work(batch.pk)
    return refreshed(batch)


def imported(by: User, files: dict[str, str | bytes], **more: object) -> ImportBatch:
    batch = previewed(by, files, **more)
    assert batches.start(batch)
    working.work(batch.pk)
    return refreshed(batch)


def refreshed(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def states(batch: ImportBatch) -> list[str]:
    return list(batch.files.order_by("pk").values_list("state", flat=True))


def outcomes(batch: ImportBatch) -> list[Outcome]:
    originals = Original.objects.filter(file__batch=batch).order_by("pk")
    return [Outcome.from_json(told) for original in originals for told in original.outcomes]


def nothing_is_stored() -> bool:
    return not any(table.objects.exists() for table in (Evaluation, Candidate, Interview, Opening))


def test_a_preview_tells_what_would_become_of_each_file_and_stores_nothing(ines: User) -> None:
    batch = previewed(ines, {"Mara/1.md": document(verdict="No Hire"), "Mara/2.md": UNREADABLE})
    told, failed = outcomes(batch)
    assert batch.state == ImportBatch.State.PREVIEWED
    assert (told.status, told.candidate, told.level, told.verdict) == (Status.READ, "Mara", "Junior-Mid", "No Hire")
    assert (told.counts["ratings"], told.counts["flags"]) == (7, 1)
    assert (failed.status, bool(failed.reason)) == (Status.FAILED, True)
    assert states(batch) == [State.READ, State.FAILED]
    assert nothing_is_stored()


def test_only_what_was_imported_keeps_its_bytes(ines: User) -> None:
    imported(ines, {"known.md": document()})
    batch = imported(ines, {"1.md": document(question="New?"), "2.md": UNREADABLE, "3.md": document()})
    kept = [bool(original.data) for original in Original.objects.filter(file__batch=batch).order_by("pk")]
    assert (states(batch), kept) == ([State.IMPORTED, State.FAILED, State.KNOWN], [True, False, False])


def test_what_states_no_level_can_be_read_again_at_one(ines: User) -> None:
    batch = previewed(ines, {"1.md": document(), "2.md": document(question="Second?", level=""), "3.md": UNREADABLE})
    assert states(batch) == [State.READ, State.FAILED, State.FAILED]
    assert batches.read_again(batch, "Staff")
    assert refreshed(batch).state == ImportBatch.State.READING
    working.work(batch.pk)
    assert states(batch) == [State.READ, State.READ, State.FAILED]
    assert [outcome.level for outcome in outcomes(batch)] == ["Junior-Mid", "Staff", ""]
    batches.start(batch)
    assert not batches.read_again(batch, "Senior")


def test_an_import_stores_what_was_shown(ines: User) -> None:
    batch = imported(ines, {"Mara/1.md": document(), "Mara/2.md": document(question="Second?"), "x.md": UNREADABLE})
    assert (batch.state, states(batch)) == (ImportBatch.State.DONE, [State.IMPORTED, State.IMPORTED, State.FAILED])
    interview = Interview.objects.get()
    assert (interview.candidate.name, interview.interviewer, interview.answers.count()) == ("Mara", ines, 2)
    ids = {told.evaluation for told in outcomes(batch) if told.status is Status.IMPORTED}
    assert ids == {str(pk) for pk in Evaluation.objects.values_list("pk", flat=True)}


def test_it_goes_into_the_opening_that_was_chosen_at_its_level(ines: User) -> None:
    opening = factories.opening(created_by=ines, level="Staff")
    imported(ines, {"1.md": document(level="")}, opening=opening)
    evaluation = Evaluation.objects.with_facts().get()
    assert evaluation.draft
    assert (evaluation.answer.interview.opening, evaluation.draft.level) == (opening, "Staff")


def test_what_was_imported_meanwhile_is_not_imported_again(ines: User) -> None:
    batch = previewed(ines, {"1.md": document()})
    imported(factories.user(), {"other name.md": document()})
    batches.start(batch)
    working.work(batch.pk)
    assert states(batch) == [State.KNOWN]
    assert Evaluation.objects.count() == 1


def test_the_same_file_twice_in_a_batch_is_imported_once(ines: User) -> None:
    batch = imported(ines, {"1.md": document(), "copy.md": document()})
    assert states(batch) == [State.IMPORTED, State.KNOWN]


def test_nothing_of_a_discarded_upload_is_kept(ines: User) -> None:
    for batch in (received(ines, {"1.md": document()}), previewed(ines, {"2.md": document()})):
        batches.discard(batch)
    assert not any(table.objects.exists() for table in (ImportBatch, ImportedFile, Original))


def test_what_is_over_cannot_be_discarded_or_started_again(ines: User) -> None:
    batch = imported(ines, {"1.md": document()})
    batches.discard(batch)
    assert not batches.start(batch)
    assert states(refreshed(batch)) == [State.IMPORTED]


def after_reading(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], number: int = 1) -> None:
    """In the middle of taking in the file with this number."""
    read, numbers = reading.read, count(1)

    def read_and_act(*arguments: Any) -> object:
        found = read(*arguments)
        if next(numbers) == number:
            act()
        return found

    monkeypatch.setattr(reading, "read", read_and_act)


def test_a_stopped_import_keeps_what_is_in_and_forgets_the_rest(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = previewed(ines, {"1.md": document(), "2.md": document(question="Second?")})
    batches.start(batch)
    after_reading(monkeypatch, lambda: batches.discard(batch), number=2)
    working.work(batch.pk)
    assert refreshed(batch).state == ImportBatch.State.STOPPED
    assert (states(batch), Evaluation.objects.count()) == ([State.IMPORTED], 1)


def test_a_worker_whose_batch_was_taken_over_stores_nothing_more(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = previewed(ines, {"1.md": document()})
    batches.start(batch)
    after_reading(monkeypatch, lambda: ImportBatch.objects.update(lease="11111111-1111-4111-8111-111111111111"))
    working.work(batch.pk)
    assert (states(batch), nothing_is_stored()) == ([State.READ], True)


def test_a_batch_that_somebody_works_on_is_left_to_them(ines: User) -> None:
    batch = received(ines, {"1.md": document()})
    ImportBatch.objects.update(lease="11111111-1111-4111-8111-111111111111", lease_until=Now() + timedelta(seconds=30))
    working.work(batch.pk)
    assert states(batch) == [State.WAITING]


def test_a_defect_of_ours_fails_one_file(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    after_reading(monkeypatch, stumble)
    batch = previewed(ines, {"1.md": document(), "2.md": document(question="Second?")})
    assert states(batch) == [State.FAILED, State.READ]
    assert outcomes(batch)[0].reason == importing.DEFECT


def test_too_much_at_once_is_refused_and_nothing_is_kept(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, value in (("MOST_FILES", 1), ("UPLOAD_LIMIT", 1_000)):
        monkeypatch.setattr(batches, limit, value)
        with pytest.raises(NotTaken, match="Send them in parts"):
            received(ines, {"1.md": document(), "2.md": document()})
    assert not ImportBatch.objects.exists()


def test_what_nobody_works_on_is_rung_again_once_a_minute(ines: User) -> None:
    batch = received(ines, {"1.md": document()})
    assert batches.take_due() == []
    ImportBatch.objects.update(rung_at=Now() - timedelta(minutes=2))
    assert (batches.take_due(), batches.take_due()) == ([batch.pk], [])


def test_what_somebody_works_on_or_is_decided_about_is_not_rung(ines: User) -> None:
    previewed(ines, {"1.md": document()})
    received(ines, {"2.md": document()})
    ImportBatch.objects.update(rung_at=Now() - timedelta(minutes=2), lease_until=Now() + timedelta(seconds=30))
    ImportBatch.objects.filter(state=ImportBatch.State.READING).update(lease="11111111-1111-4111-8111-111111111111")
    assert batches.take_due() == []


def test_what_nobody_decided_about_is_gone_after_a_day(ines: User) -> None:
    old, new = previewed(ines, {"1.md": document()}), previewed(ines, {"2.md": document()})
    ImportBatch.objects.filter(pk=old.pk).update(created_at=Now() - timedelta(days=1, minutes=1))
    tasks.tidy()
    assert list(ImportBatch.objects.all()) == [new]
    assert Original.objects.count() == 1


def test_of_an_old_import_the_names_of_what_failed_go_and_what_is_in_stays(ines: User) -> None:
    batch = imported(ines, {"1.md": document(), "Mara Example.md": UNREADABLE})
    tasks.tidy()
    assert len(states(batch)) == 2
    ImportBatch.objects.update(finished_at=Now() - timedelta(days=1, minutes=1))
    tasks.tidy()
    assert states(batch) == [State.IMPORTED]
    assert bytes(Original.objects.get().data) == document().encode()
