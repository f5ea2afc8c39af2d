"""Uploading documents to be imported: what is taken, what is told, and to whom it is open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from evaluations import tasks
from evaluations.documents import batches, working
from evaluations.models import ImportBatch, ImportedFile, Original
from evaluations.pages import uploads
from interviews.models import Role, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import UNREADABLE, document, zipped
from tests.evaluations.pages.visiting import SIGN_IN, others, signed_in, wrong_methods

URL = "/import/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    publish_rubric()
    return factories.user(name="Ines Interviewer")


def file(name: str = "Mara Example.md", content: str | bytes = "") -> SimpleUploadedFile:
    data = content or document()
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def upload(user: User, *files: SimpleUploadedFile, **typed: object) -> HttpResponse:
    return signed_in(user).post(URL, {"documents": list(files), **typed})  # type: ignore[return-value]


def names(batch: ImportBatch) -> list[str]:
    return list(Original.objects.filter(file__batch=batch).order_by("pk").values_list("name", flat=True))


def no_batches() -> bool:
    return not any(table.objects.exists() for table in (ImportBatch, ImportedFile, Original))


def test_what_is_sent_waits_and_a_worker_is_told(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr(tasks.work_on_import, "delay", rung.append)
    response = upload(ines, file())
    batch = ImportBatch.objects.get()
    assert response.headers["Location"] == f"/import/{batch.pk}/"
    assert (batch.created_by, batch.interviewer, batch.opening, batch.level) == (ines, ines, None, "")
    assert (batch.state, rung) == (ImportBatch.State.READING, [str(batch.pk)])


def test_files_and_zips_come_together_in_the_order_of_their_names(ines: User) -> None:
    upload(ines, file("b.md"), file("a.zip", zipped({"Mara/2.md": "x", "Mara/1.md": "x"})))
    assert names(ImportBatch.objects.get()) == ["a.zip/Mara/1.md", "a.zip/Mara/2.md", "b.md"]


def test_more_files_than_django_takes_unless_told(ines: User) -> None:
    upload(ines, *(file(f"{number:03}.md") for number in range(150)))
    assert ImportedFile.objects.count() == 150


def test_an_opening_of_theirs_and_a_level_can_be_chosen(ines: User) -> None:
    opening = factories.opening(created_by=ines, title="Backend Engineer")
    upload(ines, file(), opening=opening.pk, level="Staff")
    batch = ImportBatch.objects.get()
    assert (batch.opening, batch.level) == (opening, "Staff")


def test_an_admin_imports_for_whoever_interviews(ines: User) -> None:
    admin = factories.user(role=Role.ADMIN)
    upload(admin, file(), interviewer=ines.pk)
    batch = ImportBatch.objects.get()
    assert (batch.created_by, batch.interviewer) == (admin, ines)


def test_an_interviewer_imports_for_nobody_else(ines: User) -> None:
    upload(ines, file(), interviewer=factories.user().pk)
    assert ImportBatch.objects.get().interviewer == ines


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose at least one file."),
        ({"level": "Principal"}, "There is no level “Principal”."),
        ({"opening": "11111111-1111-4111-8111-111111111111"}, "This opening is no longer there."),
        ({"opening": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_told_at_the_field(ines: User, typed: dict[str, str], told: str) -> None:
    response = upload(ines, *[file()] * bool(typed), **typed)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert no_batches()


def test_an_opening_that_is_not_theirs_cannot_be_chosen(ines: User) -> None:
    response = upload(ines, file(), opening=factories.opening().pk)
    assert "This opening is no longer there." in response.content.decode()
    assert no_batches()


def test_a_committee_member_is_no_interviewer_to_import_for() -> None:
    admin, committee = factories.user(role=Role.ADMIN), factories.user(role=Role.COMMITTEE)
    response = upload(admin, file(), interviewer=committee.pk)
    assert "This person does not interview here." in response.content.decode()


def test_a_file_that_is_no_document_is_told_in_the_preview(ines: User) -> None:
    upload(ines, file("scan.pdf", UNREADABLE), file("empty.md", b" "), file())
    batch = ImportBatch.objects.get()
    working.work(batch.pk)
    text = signed_in(ines).get(f"/import/{batch.pk}/").text
    assert "1 file to import" in text
    assert "2 cannot be read" in text
    assert "scan.pdf" in text


def test_too_much_in_a_zip_is_told_at_the_field(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "UPLOAD_LIMIT", 1_000)
    response = upload(ines, file("bomb.zip", zipped({"1.md": b"0" * 10_000})))
    assert response.status_code == 422
    assert "Send them in parts." in response.content.decode()
    assert no_batches()


def test_too_much_in_one_request_is_told_and_not_kept_meanwhile(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UPLOAD_LIMIT", -uploads.AROUND)
    response = upload(ines, file())
    assert response.status_code == 422
    assert "Together these have more than 50 MB." in response.content.decode()
    assert "Choose at least one file." not in response.content.decode()
    assert no_batches()


def test_what_was_sent_and_not_decided_about_can_be_found_again(ines: User) -> None:
    upload(ines, file())
    batch = ImportBatch.objects.get()
    assert f'href="/import/{batch.pk}/"' in signed_in(ines).get(URL).text
    assert f'href="/import/{batch.pk}/"' not in signed_in(factories.user()).get(URL).text


def test_interviewers_and_admins_may_and_find_the_way(ines: User) -> None:
    assert others(factories.interview(), lambda client: client.get(URL)) == {
        "nobody": SIGN_IN,
        "stranger": 200,
        "shadow": 200,
        "panel": 200,
        "committee": 403,
        "admin": 200,
    }
    assert f'href="{URL}"' in signed_in(ines).get("/candidates/").text
    assert f'href="{URL}"' not in signed_in(factories.user(role=Role.COMMITTEE)).get("/candidates/").text
    assert f'href="{URL}"' in signed_in(ines).get("/").text


def test_the_committee_cannot_upload() -> None:
    assert upload(factories.user(role=Role.COMMITTEE), file()).status_code == 403
    assert no_batches()


def test_wrong_methods(ines: User) -> None:
    assert wrong_methods(signed_in(ines), URL, "get", "post") == set()
