"""A candidate with thirty answers, exported from their page and imported where nobody knows them: equal."""

import csv
import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from evaluations import records
from evaluations.documents import batches, working
from evaluations.documents.finding import in_uploads
from evaluations.documents.outcomes import Outcome, Status
from evaluations.forms.csv_form import COLUMNS, to_csv
from evaluations.forms.json_form import to_json
from evaluations.models import Deliberation, Draft, Evaluation, ImportBatch, ImportedFile, Original, Scorecard
from interviews.models import Answer, Candidate, Interview, Role, User
from tests import factories
from tests.evaluations.documents.test_export_and_import import empty
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.panels import interviewed

pytestmark = pytest.mark.django_db

SKIPPED = "It sums up the evaluations that were exported with it; import those."


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Ada Admin")


@pytest.fixture
def candidate(admin: User) -> Candidate:
    made = interviewed(6, 5)
    factories.follow_up(answer=Answer.objects.order_by("pk")[0])
    Draft.objects.update(replies_read=1)
    Interview.objects.update(held_on="2026-01-02")
    return made


def download(user: User, candidate: Candidate, form: str) -> bytes:
    response = signed_in(user).get(f"/candidates/{candidate.pk}/download/{form}/")
    assert response.status_code == 200
    return response.content


def known() -> dict[str, Any]:
    """By id what the JSON form says of each, but for where it is kept, who keeps it and who vouched for it there."""
    found = {record.id: to_json(record) for record in records.of(Evaluation.objects.all())}
    for form in found.values():
        del form["candidate"]["id"], form["interview"]["opening"], form["interview"]["interviewer"], form["reviewed_by"]
    return found


def forget() -> None:
    for table in (Scorecard, Deliberation):
        table.objects.all().delete()
    empty()
    assert not Evaluation.objects.exists()


def import_by_command(path: Path) -> list[dict[str, Any]]:
    output = io.StringIO()
    call_command("import_evaluations", str(path), stdout=output, stderr=io.StringIO())
    return [json.loads(line) for line in output.getvalue().splitlines()]


def import_by_page(user: User, name: str, data: bytes) -> list[Outcome]:
    upload = SimpleNamespace(name=name, file=io.BytesIO(data))
    batch = batches.receive(in_uploads([upload]), by=user, interviewer=user, opening=None, level="")
    working.work(batch.pk)
    assert batches.start(ImportBatch.objects.get(pk=batch.pk))
    working.work(batch.pk)
    originals = Original.objects.filter(file__batch=batch).order_by("pk")
    return [Outcome.from_json(told) for original in originals for told in original.outcomes]


def test_json_and_markdown_give_the_same_candidate_again(admin: User, candidate: Candidate, tmp_path: Path) -> None:
    before = known()
    assert len(before) == 30
    talks = set(Evaluation.objects.values_list("pk", "answer__interview", "answer__interview__held_on"))
    files = {form: download(admin, candidate, form) for form in ("json", "markdown")}
    for form, name in (("json", "Mara.json"), ("markdown", "Mara.zip")):
        (tmp_path / name).write_bytes(files[form])
        forget()
        told = import_by_command(tmp_path / name)
        assert {line["evaluation"] for line in told if line["status"] == "imported"} == before.keys()
        assert [line for line in told if line["not_understood"]] == []
        assert known() == before
        assert set(Evaluation.objects.values_list("pk", "answer__interview", "answer__interview__held_on")) == talks
        assert Candidate.objects.get().name == "Mara Example"
        forget()
        outcomes = import_by_page(admin, name, files[form])
        assert sum(one.status is Status.IMPORTED for one in outcomes) == 30
        assert known() == before


def test_csv_says_of_every_rating_what_the_evaluations_say(admin: User, candidate: Candidate) -> None:
    rows = list(csv.DictReader(io.StringIO(download(admin, candidate, "csv").decode().removeprefix("\ufeff"))))
    alone = to_csv(records.of(Evaluation.objects.all())).removeprefix("\ufeff")
    shared = [{name: row[name] for name in COLUMNS} for row in rows]
    assert len(shared) == 30 * 7

    def order(row: dict[str, str]) -> tuple[str, str]:
        return row["evaluation"], row["competency"]

    assert sorted(shared, key=order) == sorted(csv.DictReader(io.StringIO(alone)), key=order)


def test_the_overview_in_the_zip_is_skipped_and_says_why(tmp_path: Path, admin: User) -> None:
    data = download(admin, interviewed(1), "markdown")
    (tmp_path / "Mara.zip").write_bytes(data)
    forget()
    skipped, imported = sorted(import_by_command(tmp_path / "Mara.zip"), key=lambda line: line["status"], reverse=True)
    assert skipped["file"].endswith("Mara.zip/Mara Example/candidate.md")
    assert (skipped["status"], skipped["reason"], skipped["not_understood"]) == ("skipped", SKIPPED, [])
    assert imported["status"] == "imported"
    forget()
    outcomes = import_by_page(admin, "Mara.zip", data)
    assert sorted((one.status, one.reason) for one in outcomes) == [("imported", ""), ("skipped", SKIPPED)]
    batch = ImportBatch.objects.latest("created_at")
    assert sorted(batch.files.values_list("state", flat=True)) == ["imported", "skipped"]
    text = signed_in(admin).get(f"/import/{batch.pk}/").text
    assert "nothing to import" in text
    assert SKIPPED in text
    assert not Original.objects.get(file__in=ImportedFile.objects.filter(state="skipped")).data


def test_a_document_that_talks_of_an_overview_is_no_overview(tmp_path: Path, admin: User) -> None:
    with zipfile.ZipFile(io.BytesIO(download(admin, interviewed(1), "markdown"))) as packed:
        text = packed.read("Mara Example/candidate.md").decode()
    (tmp_path / "a.md").write_text(text + "\nAnd then somebody went on writing.\n")
    told = io.StringIO()
    with pytest.raises(Exception, match="could not be imported"):
        call_command("import_evaluations", str(tmp_path), stdout=told, stderr=io.StringIO())
    assert json.loads(told.getvalue())["status"] == "failed"
