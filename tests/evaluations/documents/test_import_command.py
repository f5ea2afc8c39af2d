"""manage.py import_evaluations: documents become candidates, answers and evaluations, each once."""

import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Draft, Evaluation, ImportBatch, ImportedFile, Original, Pass
from evaluations.present import read
from interviews.models import Answer, Candidate, Identity, Interview, Opening, Role, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import ANSWER, QUESTION, UNREADABLE, document, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin() -> User:
    publish_rubric()
    return factories.user(role=Role.ADMIN, name="Ada Admin", email="ada@debrief.example")


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run(*arguments: object) -> list[dict[str, Any]]:
    """The lines it printed."""
    output = StringIO()
    call_command("import_evaluations", *map(str, arguments), stdout=output, stderr=StringIO())
    return [json.loads(line) for line in output.getvalue().splitlines()]


def run_with_failures(*arguments: object) -> tuple[list[dict[str, Any]], str]:
    output = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_evaluations", *map(str, arguments), stdout=output, stderr=StringIO())
    return [json.loads(line) for line in output.getvalue().splitlines()], str(caught.value)


def refused(*arguments: object) -> str:
    lines, message = run_with_failures(*arguments)
    assert lines == []
    return message


def statuses(lines: Iterable[dict[str, Any]]) -> list[str]:
    return [line["status"] for line in lines]


def test_a_document_becomes_a_candidate_an_answer_and_an_evaluation(tmp_path: Path, admin: User) -> None:
    path = put(tmp_path, {"Mara Example.md": document()}) / "Mara Example.md"
    (line,) = run(path)
    evaluation = Evaluation.objects.with_facts().get()
    interview = evaluation.answer.interview
    assert line == {"file": str(path), "evaluation": str(evaluation.pk), "status": "imported", "not_understood": []}
    assert (interview.candidate.name, interview.interviewer, str(interview.held_on)) == (
        "Mara Example",
        admin,
        "2026-01-03",
    )
    assert (interview.opening.title, interview.opening.level) == ("Imported evaluations", "Junior-Mid")
    assert (evaluation.answer.question_text.body, evaluation.answer.answer_text.body) == (QUESTION, ANSWER)
    assert (evaluation.source, evaluation.verdict) == ("imported", "Hire")
    assert Original.objects.get().data == path.read_bytes()


def test_a_name_keeps_the_joiners_that_its_script_is_spelt_with(tmp_path: Path) -> None:
    run(put(tmp_path, {"سیاوش هاشم\u200cپور.md": document()}))
    assert Identity.objects.get().name == "سیاوش هاشم\u200cپور"


def test_nothing_is_left_to_draft_and_everything_to_decide(tmp_path: Path) -> None:
    run(put(tmp_path, {"a.md": document()}))
    state = read(Evaluation.objects.get())
    assert {work.state for work in Pass.objects.all()} == {"done"}
    assert Draft.objects.get().is_imported
    assert set(state.sections) == set(Section)
    assert len(state.undecided_ratings) == 7
    assert [flag.item.status for flag in state.items(Section.FLAGS)] == [FlagStatus.UNCONFIRMED]


def test_the_same_file_twice_imports_once_wherever_it_lies(tmp_path: Path) -> None:
    run(put(tmp_path / "then", {"Mara.md": document()}))
    (line,) = run(put(tmp_path / "now", {"Copy of Mara.md": document()}))
    assert (line["status"], line["evaluation"]) == ("already imported", str(Evaluation.objects.get().pk))
    assert (Candidate.objects.count(), ImportedFile.objects.count(), ImportBatch.objects.count()) == (1, 1, 1)


def test_the_same_file_twice_in_one_run_imports_once(tmp_path: Path) -> None:
    lines = run(put(tmp_path, {"Mara.md": document(), "Copy of Mara.md": document()}))
    assert sorted(statuses(lines)) == ["already imported", "imported"]
    assert len({line["evaluation"] for line in lines}) == 1


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    put(tmp_path, {"1.md": document(question="First?"), "2.pdf": UNREADABLE, "3.md": document(question="Third?")})
    lines, message = run_with_failures(tmp_path)
    assert statuses(lines) == ["imported", "failed", "imported"]
    assert (lines[1]["file"], lines[1]["evaluation"]) == (str(tmp_path / "2.pdf"), None)
    assert lines[1]["reason"]
    assert message == "1 of 3 files could not be imported; their lines say why."
    assert not Identity.objects.filter(name="2").exists()


def test_what_was_not_understood_is_told_by_line(tmp_path: Path) -> None:
    text = document(unclear="Confidence: 80%")
    (line,) = run(put(tmp_path, {"a.md": text}))
    number = text.splitlines().index("Confidence: 80%") + 1
    assert {"line": number, "text": "Confidence: 80%"} in line["not_understood"]


def test_a_folder_is_one_candidate_with_one_interview(tmp_path: Path) -> None:
    files = {f"Mara Example/{n}.md": document(question=f"Question {n}?") for n in (2, 1, 3)}
    run(put(tmp_path, {**files, "Otto.md": document(question="Another?")}))
    mara = Interview.objects.get(candidate__identity__name="Mara Example")
    asked = [answer.question_text.body for answer in Answer.objects.filter(interview=mara)]
    assert asked == ["Question 1?", "Question 2?", "Question 3?"]
    assert sorted(Identity.objects.values_list("name", flat=True)) == ["Mara Example", "Otto"]


def test_the_rest_of_a_folder_goes_where_its_first_files_went(tmp_path: Path) -> None:
    run(put(tmp_path, {"Mara/1.md": document(question="First?")}))
    run(put(tmp_path, {"Mara/2.md": document(question="Second?")}))
    assert Interview.objects.get().answers.count() == 2


def test_two_levels_of_one_candidate_are_two_interviews(tmp_path: Path) -> None:
    run(put(tmp_path, {"Mara/1.md": document(), "Mara/2.md": document(level="Senior")}))
    assert sorted(Candidate.objects.get().interviews.values_list("opening__level", flat=True)) == [
        "Junior-Mid",
        "Senior",
    ]


def test_a_zip_is_looked_into(tmp_path: Path) -> None:
    lines = run(
        put(tmp_path, {"old.zip": zipped({"Mara/1.md": document(), "Mara/2.md": document(question="Second?")})})
    )
    assert [line["file"].removeprefix(f"{tmp_path}/") for line in lines] == ["old.zip/Mara/1.md", "old.zip/Mara/2.md"]
    assert Interview.objects.get().candidate.name == "Mara"


def test_a_document_that_states_no_level_needs_one(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": document(level="")})
    (line,), _ = run_with_failures(tmp_path)
    assert line["reason"] == "It does not say at which level it judges. Say which level such documents have."
    run(tmp_path, "--level", "Staff")
    assert Draft.objects.get().level == "Staff"
    assert Opening.objects.get().level == "Staff"


def test_the_level_that_a_document_states_wins(tmp_path: Path) -> None:
    run(put(tmp_path, {"a.md": document(level="Senior")}), "--level", "Staff")
    assert Draft.objects.get().level == "Senior"


def test_an_opening_is_found_by_its_title_with_its_level(tmp_path: Path) -> None:
    opening = factories.opening(title="Backend", level="Staff")
    run(put(tmp_path, {"a.md": document(level=""), "b.md": document(question="Another?")}), "--opening", "Backend")
    assert {interview.opening for interview in Interview.objects.all()} == {opening}
    assert sorted(Draft.objects.values_list("level", flat=True)) == ["Junior-Mid", "Staff"]


def test_an_opening_that_is_not_there_is_made(tmp_path: Path, admin: User) -> None:
    run(put(tmp_path, {"a.md": document(level="Senior")}), "--opening", "Backend")
    opening = Opening.objects.get()
    assert (opening.title, opening.level, opening.created_by) == ("Backend", "Senior", admin)


def test_a_second_run_uses_the_openings_of_the_first(tmp_path: Path) -> None:
    for name in ("a", "b"):
        run(put(tmp_path / name, {f"{name}.md": document(question=f"Question {name}?")}))
    assert Opening.objects.get().interviews.count() == 2


def test_the_interviews_are_those_of_whoever_is_named(tmp_path: Path) -> None:
    ines = factories.user(email="ines@debrief.example")
    run(put(tmp_path, {"a.md": document()}), "--interviewer", "Ines@Debrief.example")
    interview = Interview.objects.get()
    assert (interview.interviewer, interview.candidate.created_by) == (ines, ines)
    assert Evaluation.objects.editable_by(ines).exists()


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": document(), "b.pdf": UNREADABLE})
    lines, _ = run_with_failures(tmp_path, "--dry-run")
    assert [(line["status"], line["evaluation"]) for line in lines] == [("read", None), ("failed", None)]
    assert not any(table.objects.exists() for table in (Evaluation, Candidate, Opening, ImportBatch, ImportedFile))


def test_progress_is_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_evaluations", str(put(tmp_path, {"a.md": document()})))
    output, errors = capsys.readouterr()
    assert len(output.splitlines()) == 1
    assert errors == "1 of 1 files\n"


def test_a_mistake_in_the_arguments_is_told_before_anything_is_read(tmp_path: Path) -> None:
    committee = factories.user(role=Role.COMMITTEE, name="Cora Committee", email="cora@debrief.example")
    put(tmp_path, {"a.md": document()})
    assert refused(tmp_path, "--level", "Principal") == "Unknown level “Principal”. Known: Junior-Mid, Senior, Staff."
    assert refused(tmp_path, "--format", "docx") == "Unknown format “docx”. Known: text, json."
    assert "“nobody@debrief.example” can sign in" in refused(tmp_path, "--interviewer", "nobody@debrief.example")
    assert "Cora Committee is on the committee" in refused(tmp_path, "--interviewer", committee.email)
    assert refused(put(tmp_path / "empty", {".hidden": ""})) == "There are no files there."


def test_without_an_admin_somebody_has_to_be_named(tmp_path: Path, admin: User) -> None:
    admin.delete()
    assert "Name somebody with --interviewer" in refused(put(tmp_path, {"a.md": document()}))


def test_a_path_that_is_not_there_fails_like_a_bad_file(tmp_path: Path) -> None:
    (line,), _ = run_with_failures(tmp_path / "gone.md")
    assert (line["status"], line["reason"]) == ("failed", "It cannot be read: No such file or directory.")


def test_every_document_takes_the_same_number_of_statements(tmp_path: Path) -> None:
    def statements(folder: str, number: int) -> int:
        put(tmp_path / folder, {f"{folder}/{n}.md": document(question=f"{folder} {n}?") for n in range(number)})
        with CaptureQueriesContext(connection) as captured:
            run(tmp_path / folder)
        return len(captured)

    run(put(tmp_path / "before", {"a.md": document()}))
    one, two, five = (statements(f"{number} files", number) for number in (1, 2, 5))
    assert (five - two) == 3 * (two - one)
    assert two - one <= 14
