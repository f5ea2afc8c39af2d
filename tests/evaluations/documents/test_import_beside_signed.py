"""What would be imported into an interview whose scorecard is signed goes to a new one beside it."""

import contextlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from evaluations import moving, records, scorecards, signing
from evaluations.documents.writing import FORMS
from evaluations.models import Evaluation
from evaluations.review import Refused
from interviews.models import Candidate, Interview, Opening, Role, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import document
from tests.evaluations.signed import decide, fill, ready, sign
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin() -> User:
    publish_rubric()
    return factories.user(role=Role.ADMIN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Mara").mkdir()
    return tmp_path


def put(folder: Path, number: int) -> None:
    (folder / "Mara" / f"{number}.md").write_text(document(question=f"What did you mend in week {number}?"))


def run(path: Path, *arguments: str) -> list[str]:
    """The statuses that it printed."""
    output = StringIO()
    call_command("import_evaluations", str(path), *arguments, stdout=output, stderr=StringIO())
    return [json.loads(line)["status"] for line in output.getvalue().splitlines()]


def ready_of(folder: Path) -> Interview:
    """An imported interview with one answer; nothing is left but signing."""
    put(folder, 1)
    run(folder)
    decide(Evaluation.objects.get())
    interview = Interview.objects.get()
    fill(interview, verdict="Hire", verdict_reason="As the document says.")
    return interview


def test_the_rest_of_a_folder_becomes_a_new_interview_of_the_same_candidate_and_opening(folder: Path) -> None:
    interview = ready_of(folder)
    sign(interview)
    put(folder, 2)
    put(folder, 3)
    assert run(folder) == ["already imported", "imported", "imported"]
    assert interview.answers.count() == 1
    assert (Candidate.objects.count(), Opening.objects.count()) == (1, 1)
    beside = Interview.objects.exclude(pk=interview.pk).get()
    assert beside.answers.count() == 2, "one new interview takes the rest"


def test_an_answer_that_was_deleted_before_signing_does_not_come_back_into_it(tmp_path: Path) -> None:
    interview = ready(answers=2)
    for number, record in enumerate(records.of(Evaluation.objects.all())):
        (tmp_path / f"{number}.json").write_bytes(FORMS["json"].one(record))
    moving.delete(interview.answers.all()[1])
    sign(interview)
    assert run(tmp_path, "--interviewer", interview.interviewer.email) == ["already imported", "imported"]
    assert interview.answers.count() == 1
    beside = Interview.objects.exclude(pk=interview.pk).get()
    assert (beside.candidate, beside.opening) == (interview.candidate, interview.opening)
    assert scorecards.current(interview).is_signed


@pytest.mark.django_db(transaction=True)
def test_what_is_imported_while_it_is_signed_was_there_before_or_goes_beside(folder: Path) -> None:
    interview = ready_of(folder)
    seal = scorecards.current(interview).seal
    put(folder, 2)

    def act(what: str) -> None:
        if what == "import":
            assert run(folder) == ["already imported", "imported"]
            return
        with contextlib.suppress(Refused):
            signing.sign(interview, interview.interviewer, seal)

    all_at_once(act, ["sign", "import"])
    assert scorecards.current(interview).is_signed == (interview.answers.count() == 1)
    assert Evaluation.objects.count() == 2
