"""manage.py export_evaluation: one evaluation, a candidate's, or all."""

import csv
import io
import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.evaluations.cases import drafted

pytestmark = pytest.mark.django_db


@pytest.fixture
def output(capsysbinary: pytest.CaptureFixture[bytes]) -> "Output":
    return Output(capsysbinary)


class Output:
    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self._captured = captured

    def of(self, *arguments: object) -> bytes:
        """What went to standard output."""
        call_command("export_evaluation", *map(str, arguments))
        return self._captured.readouterr().out


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.namelist()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("export_evaluation", *map(str, arguments), stdout=StringIO(), stderr=StringIO())
    return str(caught.value)


def test_one_evaluation_goes_to_standard_output_in_every_form(output: Output) -> None:
    evaluation = drafted()
    assert output.of(evaluation.pk).startswith(b"# Red Flag Evaluation (")
    assert json.loads(output.of(evaluation.pk, "--format", "json"))["id"] == str(evaluation.pk)
    rows = list(csv.DictReader(StringIO(output.of(evaluation.pk, "--format", "csv").decode())))
    assert len(rows) == 7


def test_a_candidates_are_a_zip(output: Output) -> None:
    interview = drafted().answer.interview
    drafted(interview)
    drafted(factories.interview(candidate=factories.candidate(name="Otto")))
    assert names(output.of("--candidate", interview.candidate_id)) == [
        "Mara Example/01 What did you do when it broke.md",
        "Mara Example/02 What did you do when it broke.md",
    ]


def test_all_are_a_zip_with_a_folder_for_each_candidate_also_of_one_name(output: Output) -> None:
    for name in ("Otto", "Otto", "OTTO"):
        drafted(factories.interview(candidate=factories.candidate(name=name)))
    folders = {name.partition("/")[0] for name in names(output.of("--all", "--format", "json"))}
    assert {folder.casefold() for folder in folders} == {"otto", "otto (2)", "otto (3)"}


def test_csv_of_many_is_one_table(output: Output) -> None:
    for _ in range(2):
        drafted()
    assert len(list(csv.DictReader(StringIO(output.of("--all", "--format", "csv").decode())))) == 14


def test_it_is_written_to_a_file_that_is_named(tmp_path: Path) -> None:
    drafted()
    path = tmp_path / "all.zip"
    call_command("export_evaluation", "--all", "--output", str(path))
    assert names(path.read_bytes()) == ["Mara Example/01 What did you do when it broke.md"]


def test_no_zip_goes_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    drafted()
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    with pytest.raises(CommandError, match="Name a file with --output"):
        call_command("export_evaluation", "--all", stdout=terminal)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    nowhere = tmp_path / "gone" / "all.zip"
    assert refusal(drafted().pk, "--output", nowhere) == f"{nowhere} cannot be written: No such file or directory."


def test_what_is_not_there_is_told() -> None:
    assert refusal("--all") == "There are no evaluations yet."
    nobody = "11111111-1111-4111-8111-111111111111"
    for unknown in ("x", nobody):
        assert refusal(unknown) == f"There is no evaluation {unknown}."
        assert refusal("--candidate", unknown) == f"There is no candidate {unknown} with an evaluation."
    assert refusal(drafted().pk, "--format", "docx") == "Unknown format “docx”. Known: markdown, json, csv."
    assert "required" in refusal()
