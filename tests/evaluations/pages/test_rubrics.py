"""Rubrics to read, compare, take out as a file, bring in as one, and restore."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from evaluations import publishing
from evaluations.models import RubricDraft, RubricVersion
from evaluations.rules.checking import check_typed
from interviews.models import Role, User
from tests import factories
from tests.evaluations.cases import RUBRIC_SOURCE, publish_rubric
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.rubrics import begun, with_cap

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Ada Admin")


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


@pytest.fixture
def versions(admin: User) -> tuple[RubricVersion, RubricVersion]:
    first = publish_rubric()
    draft = with_cap(begun(admin), admin, "No Hire")
    return first, publishing.publish(draft, "Below is too little for us.", revision=draft.revision, by=admin)


def upload(client: Client, content: bytes) -> str:
    response = client.post("/rubrics/", {"file": SimpleUploadedFile("rubric.toml", content)})
    return response.headers.get("Location") or response.content.decode()


def test_everybody_reads_what_is_published(versions: tuple[RubricVersion, RubricVersion]) -> None:
    reader = signed_in(factories.user(role=Role.COMMITTEE))
    listed = reader.get("/rubrics/").content.decode()
    assert "Below is too little for us." in listed
    assert "came with Debrief" in listed
    page = reader.get(f"/rubrics/{versions[1].pk}/").content.decode()
    assert "Takes responsibility for an outcome" in page
    assert "Any Below or lower" in page
    assert "Change it in a draft" not in page


def test_what_changed_between_two_versions_is_told_in_words_with_who_and_why(
    versions: tuple[RubricVersion, RubricVersion], client: Client
) -> None:
    page = client.get(
        "/rubrics/differences/", {"before": str(versions[0].pk), "after": str(versions[1].pk)}
    ).content.decode()
    assert "Cap: Any Below or lower" in page
    assert "Ada Admin" in page
    assert "Below is too little for us." in page


@pytest.mark.parametrize("query", ["?before=x&after=y", "?before=&after=00000000-0000-0000-0000-000000000000"])
def test_versions_that_there_are_not_cannot_be_compared(query: str, client: Client) -> None:
    assert client.get(f"/rubrics/differences/{query}").status_code == 404


def test_an_earlier_version_is_restored_by_a_new_one(
    versions: tuple[RubricVersion, RubricVersion], client: Client, admin: User
) -> None:
    restore = f"/rubrics/{versions[0].pk}/restore/"
    assert client.post(restore, {"reason": ""}).status_code == 422
    client.post(restore, {"reason": "It was too harsh."})
    third = RubricVersion.objects.current()
    assert (third.number, third.source, third.restored_from) == (3, versions[0].source, versions[0])
    assert (third.created_by, third.reason) == (admin, "It was too harsh.")


def test_a_draft_begins_as_the_version_that_it_was_begun_from(
    versions: tuple[RubricVersion, RubricVersion], client: Client
) -> None:
    client.post(f"/rubrics/{versions[1].pk}/edit/")
    draft = RubricDraft.objects.get()
    assert draft.based_on == versions[1]
    assert check_typed(draft.content)[0] == versions[1].rubric


def test_a_file_goes_out_and_comes_in_the_same_with_its_comments(client: Client, admin: User) -> None:
    version = publish_rubric()
    response = client.get(f"/rubrics/{version.pk}/rubric.toml")
    assert response.headers["Content-Disposition"] == 'attachment; filename="faang-behavioural-1.toml"'
    assert response.content.decode() == RUBRIC_SOURCE
    assert upload(client, response.content).startswith("/rubric-drafts/")
    draft = RubricDraft.objects.get()
    again = publishing.publish(draft, "From git.", revision=0, by=admin)
    assert again.source == RUBRIC_SOURCE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (RUBRIC_SOURCE.replace("points = 4", "point = 4").encode(), "Did you mean “points”?"),
        (b"name = Mine", "Line 1: "),
        (b'name = "a"\nguidance = "\xe9"', "Line 2: This is not UTF-8."),
        (b"", "Line 1: “name” is missing."),
        (b"#" * (publishing.FILE_LIMIT + 1), "larger than any rubric"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_line(content: bytes, says: str, client: Client) -> None:
    assert says in upload(client, content)
    assert not RubricDraft.objects.exists()


def test_an_upgrade_does_not_judge_in_place_of_a_house_that_has_its_own(
    versions: tuple[RubricVersion, RubricVersion], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    RubricVersion.objects.create(
        name="Four steps", number=1, source=RUBRIC_SOURCE.replace("FAANG behavioural", "Four steps")
    )
    call_command("load_rubrics")
    assert RubricVersion.objects.current() == versions[1]
    assert RubricVersion.objects.current("Four steps").number == 2


def test_the_list_takes_as_many_queries_however_many_there_are(
    versions: tuple[RubricVersion, RubricVersion], client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/rubrics/")
    with django_assert_num_queries(4):
        client.get("/rubrics/")
    for number in range(3, 8):
        RubricVersion.objects.create(name="FAANG behavioural", number=number, source=RUBRIC_SOURCE)
    with django_assert_num_queries(4):
        client.get("/rubrics/")
