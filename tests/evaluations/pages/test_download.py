"""Evaluations as files: of one, of an interview, of a candidate, for exactly those who see them."""

import csv
import io
import json
import zipfile
from urllib.parse import unquote

import pytest
from django.http import HttpResponse

from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from interviews.models import Candidate, Interview, Role, User
from tests import factories
from tests.evaluations.cases import drafted, interviewer_of, request
from tests.evaluations.pages.deciding import add, edit, entry_of
from tests.evaluations.pages.visiting import READERS, looking, others, signed_in, wrong_methods
from tests.evaluations.panels import interviewed
from tests.evaluations.signed import decide, fill, reopen, sign

FORMS = ("markdown", "json", "csv")

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


def download(user: User, shown: Evaluation | Interview | Candidate, form: str) -> HttpResponse:
    return signed_in(user).get(url(shown, form))  # type: ignore[return-value]


def url(shown: Evaluation | Interview | Candidate, form: str) -> str:
    return f"/{shown._meta.model_name}s/{shown.pk}/download/{form}/"


def name_of(response: HttpResponse) -> str:
    """As a browser saves it; it does so with every download, and never shows one."""
    kind, _, name = response.headers["Content-Disposition"].partition("; ")
    assert kind == "attachment"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return unquote(name.removeprefix("filename*=utf-8''").removeprefix("filename=").strip('"'))


def unzipped(response: HttpResponse) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_one_evaluation_in_every_form(evaluation: Evaluation) -> None:
    markdown, document, table = (download(interviewer_of(evaluation), evaluation, form) for form in FORMS)
    assert name_of(markdown) == "Mara Example - What did you do when it broke.md"
    assert markdown.content.decode().startswith("# Red Flag Evaluation (")
    assert json.loads(document.content)["id"] == str(evaluation.pk)
    assert len(list(csv.DictReader(io.StringIO(table.content.decode())))) == 7
    assert [response.headers["Content-Type"] for response in (markdown, document, table)] == [
        "text/markdown; charset=utf-8",
        "application/json",
        "text/csv; charset=utf-8",
    ]


def test_every_form_has_what_people_made_of_the_draft(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    edit(client, evaluation, entry_of(evaluation), text="Said it, in my words")
    add(client, evaluation, Section.NOTES, text="Said nothing of costs")
    edit(client, evaluation, entry_of(evaluation, index=1), "move", direction="up")
    edit(client, evaluation, entry_of(evaluation, Section.FLAGS), "remove")
    edit(client, evaluation, entry_of(evaluation, Section.RATINGS), text="Rationale of my own")
    document = json.loads(download(interviewer_of(evaluation), evaluation, "json").content)
    assert [(note["text"], note["basis"]) for note in document["feedback"]["notes"]] == [
        ("Said nothing of costs", "person"),
        ("Said it, in my words", "person"),
    ]
    assert document["red_flags"]["flags"] == []
    markdown = download(interviewer_of(evaluation), evaluation, "markdown").content.decode()
    assert "- Said nothing of costs\n- Said it, in my words\n" in markdown
    assert "- None\n" in markdown
    assert "Rationale of my own" in download(interviewer_of(evaluation), evaluation, "csv").content.decode()


def test_an_interview_is_a_zip_or_one_table(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    drafted(interview)
    drafted()
    packed = download(interview.interviewer, interview, "json")
    table = download(interview.interviewer, interview, "csv")
    assert (name_of(packed), name_of(table)) == (
        "Mara Example - Backend Engineer.zip",
        "Mara Example - Backend Engineer.csv",
    )
    assert list(unzipped(packed)) == [
        "Mara Example/01 What did you do when it broke.json",
        "Mara Example/02 What did you do when it broke.json",
    ]
    assert len(list(csv.DictReader(io.StringIO(table.content.decode())))) == 14


def test_a_candidate_is_all_that_this_person_sees_of_them(evaluation: Evaluation) -> None:
    candidate = evaluation.answer.interview.candidate
    drafted(factories.interview(candidate=candidate))
    seen = {
        user.role: len(json.loads(download(user, candidate, "json").content)["evaluations"])
        for user in (interviewer_of(evaluation), looking(*Interview.objects.all()))
    }
    assert seen == {Role.INTERVIEWER: 1, Role.ADMIN: 2}


def test_a_candidate_is_one_file_in_each_form_with_what_the_page_adds() -> None:
    candidate, committee = interviewed(2, 2), factories.user(role=Role.COMMITTEE)
    document, markdown, table = (download(committee, candidate, form) for form in ("json", "markdown", "csv"))
    assert [name_of(one) for one in (document, markdown, table)] == [
        *("Mara Example.json", "Mara Example.zip", "Mara Example.csv")
    ]
    (case,) = json.loads(document.content)["cases"]
    assert [talk["scorecard"]["own_verdict"] for talk in case["interviews"]] == ["Strong Hire", "Leaning No Hire"]
    files = unzipped(markdown)
    assert list(files) == [
        "Mara Example/candidate.md",
        *(f"Mara Example/0{number} What did you do when it broke.md" for number in range(1, 5)),
    ]
    assert "| Ines Interviewer |  | Strong Hire 🌟 |" in files["Mara Example/candidate.md"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode().removeprefix("\ufeff"))))
    assert {(row["interviewer"], row["interviewer verdict"], row["scorecard"]) for row in rows} == {
        ("Ines Interviewer", "Strong Hire", "signed"),
        ("Omar Other", "Leaning No Hire", "signed"),
    }


def test_what_colleagues_signed_is_in_no_form_before_the_own_is_signed() -> None:
    candidate = interviewed(2)
    own = Interview.objects.get(candidate=candidate, interviewer__name="Omar Other")
    reopen(own)
    for form in FORMS:
        response = download(own.interviewer, candidate, form)
        text = "".join(unzipped(response).values()) if form == "markdown" else response.content.decode()
        assert "Strong Hire" not in text
        assert "A note of Ines" not in text


def test_names_in_any_script_and_with_anything_in_them() -> None:
    interviewer = factories.user()
    candidate = factories.candidate(name='Änne "Ø" 李 / ..\\evil\r\n', created_by=interviewer)
    evaluation = drafted(factories.interview(interviewer=interviewer, candidate=candidate))
    response = download(interviewer, evaluation, "json")
    assert name_of(response) == "Änne Ø 李 .. evil - What did you do when it broke.json"
    assert list(unzipped(download(interviewer, candidate, "markdown"))) == [
        "Änne Ø 李 .. evil/candidate.md",
        "Änne Ø 李 .. evil/01 What did you do when it broke.md",
    ]


def test_what_is_still_being_drafted_can_be_downloaded_too() -> None:
    evaluation = request()
    for form in FORMS:
        assert download(interviewer_of(evaluation), evaluation, form).status_code == 200


def test_everybody_gets_what_they_see(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    for form in FORMS:
        assert others(interview, lambda client, form=form: client.get(url(evaluation, form))) == READERS  # type: ignore[misc]
        of_interview = others(interview, lambda client, form=form: client.get(url(interview, form)))  # type: ignore[misc]
        # The panel and the committee see that it took place, and are told that nothing of it is open to them yet.
        assert of_interview == {**READERS, "panel": 302, "committee": 302}
    decide(evaluation)
    fill(interview, verdict="Hire")
    sign(interview)
    assert others(interview, lambda client: client.get(url(evaluation, "json"))) == {**READERS, "committee": 200}


def test_where_nothing_is_open_yet_the_page_says_so(evaluation: Evaluation) -> None:
    committee = signed_in(factories.user(role=Role.COMMITTEE))
    for shown in (evaluation.answer.interview, evaluation.answer.interview.candidate):
        response = committee.get(url(shown, "markdown"), follow=True)
        assert response.status_code == 200
        assert "No evaluation here is open to you yet" in response.text


def test_the_pages_lead_to_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    interview = evaluation.answer.interview
    for page, shown in (
        (f"/evaluations/{evaluation.pk}/", evaluation),
        (f"/interviews/{interview.pk}/", interview),
        (f"/candidates/{interview.candidate_id}/", interview.candidate),
    ):
        text = client.get(page).text
        assert [form for form in FORMS if f'href="{url(shown, form)}"' not in text] == []


def test_a_form_that_there_is_not(evaluation: Evaluation) -> None:
    for shown in (evaluation, evaluation.answer.interview, evaluation.answer.interview.candidate):
        assert download(interviewer_of(evaluation), shown, "docx").status_code == 404


def test_wrong_methods(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for shown in (evaluation, evaluation.answer.interview, evaluation.answer.interview.candidate):
        assert wrong_methods(client, url(shown, "json"), "get") == set()
