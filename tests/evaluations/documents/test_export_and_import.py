"""What is exported of one installation and imported into an empty one is the same there, with everything decided."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from evaluations import moving, records, review
from evaluations.evidence.claims import FlagStatus, PassKind, Unusable
from evaluations.forms.json_form import to_json
from evaluations.models import Attempt, Draft, Evaluation, Pass, RubricVersion
from evaluations.review import Decision
from interviews.models import Answer, Candidate, Identity, Interview, Role
from tests import factories
from tests.evaluations.cases import (
    RUBRIC,
    RUBRIC_SOURCE,
    drafted,
    interviewer_of,
    pass_of,
    present_flag,
    present_rating,
    present_verdict,
    publish_rubric,
    refreshed,
)
from tests.evaluations.documents.samples import document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _admin() -> None:
    publish_rubric()
    factories.user(role=Role.ADMIN)


def decision(evaluation: Evaluation, item: str, number: int = 1) -> Decision:
    return Decision(author=interviewer_of(evaluation), item=item, number=number)


def as_drafted(evaluation: Evaluation) -> None:
    """Nobody has touched it."""


def rated(evaluation: Evaluation) -> None:
    review.rate(evaluation, decision(evaluation, present_rating(evaluation).id), "Below")
    collaboration = present_rating(evaluation, "Collaboration")
    review.rate(evaluation, decision(evaluation, collaboration.id), "Not assessed", "Said nothing about others")


def flags_decided(evaluation: Evaluation) -> None:
    review.decide_flag(evaluation, decision(evaluation, present_flag(evaluation).id), FlagStatus.CONFIRMED, 4)
    review.decide_flag(evaluation, decision(evaluation, present_flag(evaluation, 1).id), FlagStatus.DISMISSED, 2)


def overridden(evaluation: Evaluation) -> None:
    entry = present_verdict(evaluation)
    review.override(evaluation, decision(evaluation, entry.id), "Strong Hire", "Heard more in the room")


def override_taken_back(evaluation: Evaluation) -> None:
    overridden(evaluation)
    entry = present_verdict(evaluation)
    review.override(evaluation, decision(evaluation, entry.id, entry.number), "", "Slept on it")


def by_a_model(evaluation: Evaluation) -> None:
    Draft.objects.filter(evaluation=evaluation).update(engine="openai")
    for kind in PassKind:
        Attempt.objects.create(
            work=pass_of(evaluation, kind), number=1, outcome=Attempt.Outcome.STORED, engine="openai", model="m-1"
        )


def asked_further(evaluation: Evaluation) -> None:
    factories.follow_up(answer=evaluation.answer, question="Who helped?", reply="My sister, who knows printers.")
    Draft.objects.filter(evaluation=evaluation).update(replies_read=1)


def of_the_question_bank(evaluation: Evaluation) -> None:
    """Where it aims at little, a rating of nothing else is missed."""
    wording = evaluation.answer.question_text.body
    question = factories.question(wording=wording, aims=["Ownership", "Communication"])
    Answer.objects.filter(pk=evaluation.answer_id).update(question=question, aims=question.aims)
    Draft.objects.filter(evaluation=evaluation).update(aims=question.aims)
    entry = present_rating(evaluation, "Execution")
    review.rate(refreshed(evaluation), decision(evaluation, entry.id), "Not assessed", "Not asked for")


def judged_by_an_older_rubric(evaluation: Evaluation) -> None:
    source = RUBRIC_SOURCE.replace('"4.5"', '"4.6"')
    number = RubricVersion.objects.count() + 1
    RubricVersion.objects.create(name=RubricVersion.objects.current().name, number=number, source=source)


def judged_in_words_that_have_changed(evaluation: Evaluation) -> None:
    source = RUBRIC_SOURCE.replace('"Meets+"', '"Solid"').replace('"Hire"', '"Yes"')
    number = RubricVersion.objects.count() + 1
    RubricVersion.objects.create(name=RubricVersion.objects.current().name, number=number, source=source)


def exported() -> dict[str, Any]:
    """By id what the JSON form says of each, but for the candidate's id and the opening, which are others elsewhere."""
    found = {record.id: to_json(record) for record in records.of(Evaluation.objects.all())}
    for form in found.values():
        del form["candidate"]["id"], form["interview"]["opening"]
    return found


def empty() -> None:
    """As an installation that has the same rubrics and question bank, and nobody's answers."""
    for answer in Answer.objects.all():
        moving.delete(answer)
    for table in (Interview, Identity, Candidate):
        table.objects.all().delete()


@pytest.mark.parametrize(
    "touch",
    [
        as_drafted,
        rated,
        flags_decided,
        overridden,
        override_taken_back,
        by_a_model,
        asked_further,
        of_the_question_bank,
        judged_by_an_older_rubric,
        judged_in_words_that_have_changed,
    ],
)
@pytest.mark.parametrize("form", ["json", "markdown"])
def test_it_is_the_same_again(touch: Callable[[Evaluation], None], form: str, tmp_path: Path) -> None:
    evaluation = drafted(flags=(4, 3), ratings={"Culture Fit": "Not assessed"})
    touch(evaluation)
    before = exported()
    call_command("export_evaluation", "--all", "--format", form, "--output", str(tmp_path / "all.zip"))
    empty()
    output = io.StringIO()
    call_command("import_evaluations", str(tmp_path / "all.zip"), stdout=output, stderr=io.StringIO())
    (line,) = map(json.loads, output.getvalue().splitlines())
    assert (line["evaluation"], line["status"], line["not_understood"]) == (str(evaluation.pk), "imported", [])
    assert exported() == before
    again = refreshed(evaluation)
    assert (again.answer.interview_id, again.answer.interview.candidate.name) == (
        evaluation.answer.interview_id,
        "Mara Example",
    )
    assert {work.state for work in Pass.objects.all()} == {"done"}


@pytest.mark.parametrize("form", ["json", "markdown"])
@pytest.mark.parametrize("touch", [as_drafted, rated, overridden])
def test_what_a_document_states_is_stated_again(touch: Callable[[Evaluation], None], form: str, tmp_path: Path) -> None:
    (tmp_path / "Mara Example.md").write_text(document(verdict="Strong Hire"), encoding="utf-8")
    call_command("import_evaluations", str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    touch(Evaluation.objects.get())
    before = exported()
    call_command("export_evaluation", "--all", "--format", form, "--output", str(tmp_path / "all.zip"))
    empty()
    call_command("import_evaluations", str(tmp_path / "all.zip"), stdout=io.StringIO(), stderr=io.StringIO())
    assert exported() == before


def test_what_a_person_rated_although_an_engine_found_it_unusable_is_the_same_again(tmp_path: Path) -> None:
    nothing = dict.fromkeys(RUBRIC.competency_names, "Not assessed")
    evaluation = drafted(flags=(), ratings=nothing, unusable=Unusable.OFF_TOPIC)
    for name in RUBRIC.competency_names[:4]:
        review.rate(evaluation, decision(evaluation, present_rating(evaluation, name).id), "Meets")
    before = exported()
    assert refreshed(evaluation).verdict == "Leaning Hire"
    call_command("export_evaluation", "--all", "--format", "json", "--output", str(tmp_path / "all.zip"))
    empty()
    call_command("import_evaluations", str(tmp_path / "all.zip"), stdout=io.StringIO(), stderr=io.StringIO())
    assert exported() == before


def test_who_shared_an_interview_shares_it_again_and_who_shared_a_name_does_not(tmp_path: Path) -> None:
    interview = drafted().answer.interview
    drafted(interview)
    drafted(factories.interview(candidate=interview.candidate, interviewer=interview.interviewer))
    drafted(factories.interview(candidate=factories.candidate(name="Mara Example")))
    call_command("export_evaluation", "--all", "--format", "json", "--output", str(tmp_path / "all.zip"))
    before = set(Evaluation.objects.values_list("pk", "answer__interview"))
    empty()
    call_command("import_evaluations", str(tmp_path / "all.zip"), stdout=io.StringIO(), stderr=io.StringIO())
    assert set(Evaluation.objects.values_list("pk", "answer__interview")) == before
    assert Candidate.objects.count() == 2


def test_what_is_here_already_is_not_imported_again(tmp_path: Path) -> None:
    evaluation = drafted()
    path = tmp_path / "one.json"
    call_command("export_evaluation", str(evaluation.pk), "--format", "json", "--output", str(path))
    output = io.StringIO()
    call_command("import_evaluations", str(path), stdout=output, stderr=io.StringIO())
    line = json.loads(output.getvalue())
    assert (line["status"], line["evaluation"]) == ("already imported", str(evaluation.pk))
    assert Evaluation.objects.count() == Interview.objects.count() == 1


def test_of_a_file_with_several_only_what_is_missing_is_imported(tmp_path: Path) -> None:
    first = drafted()
    second = drafted(first.answer.interview)
    forms = list(exported().values())
    moving.delete(second.answer)
    (tmp_path / "both.json").write_text(json.dumps([*forms, forms[0]]))
    output = io.StringIO()
    call_command("import_evaluations", str(tmp_path / "both.json"), stdout=output, stderr=io.StringIO())
    statuses = {(line["evaluation"], line["status"]) for line in map(json.loads, output.getvalue().splitlines())}
    assert statuses == {(str(first.pk), "already imported"), (str(second.pk), "imported")}
    assert Evaluation.objects.count() == 2


def test_an_interview_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """What a file claims to belong to is no right to write there."""
    theirs = factories.interview()
    evaluation = drafted(factories.interview())
    (form,) = exported().values()
    moving.delete(evaluation.answer)
    (tmp_path / "a.json").write_text(json.dumps({**form, "interview": {"id": str(theirs.pk)}}))
    call_command("import_evaluations", str(tmp_path / "a.json"), stdout=io.StringIO(), stderr=io.StringIO())
    assert Evaluation.objects.get().answer.interview != theirs
    assert not theirs.answers.exists()


def test_a_rubric_that_is_not_here_is_said_and_the_current_one_taken(tmp_path: Path) -> None:
    evaluation = drafted()
    (form,) = exported().values()
    moving.delete(evaluation.answer)
    (tmp_path / "a.json").write_text(json.dumps({**form, "rubric": {"name": "Elsewhere", "version": 7}}))
    output = io.StringIO()
    call_command("import_evaluations", str(tmp_path / "a.json"), stdout=output, stderr=io.StringIO())
    assert {
        "line": 0,
        "text": "It was judged by the rubric Elsewhere v7; here it is shown by FAANG behavioural v1.",
    } in json.loads(output.getvalue())["not_understood"]


def test_a_rubric_that_is_not_here_and_has_other_words_leaves_what_the_document_says(tmp_path: Path) -> None:
    evaluation = drafted()
    path = tmp_path / "a.md"
    call_command("export_evaluation", str(evaluation.pk), "--format", "markdown", "--output", str(path))
    moving.delete(evaluation.answer)
    unknown = path.read_text(encoding="utf-8").replace(RUBRIC.name, "Elsewhere").replace('"Meets+"', '"Solid"')
    path.write_text(unknown.replace("Execution: Meets+ (👍)", "Execution: Solid (👍)"), encoding="utf-8")
    output = io.StringIO()
    call_command("import_evaluations", str(tmp_path), "--level", "Senior", stdout=output, stderr=io.StringIO())
    (line,) = map(json.loads, output.getvalue().splitlines())
    told = [one["text"] for one in line["not_understood"]]
    assert told[0].startswith("The comment at the end of this file cannot be read")
    assert "Execution: Solid (👍)" in told
    assert present_rating(Evaluation.objects.get()).item.rating == "Meets+"
