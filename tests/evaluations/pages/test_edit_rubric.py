"""An admin edits a draft: kept as typed, checked at the field, rows by buttons that need no script."""

import pytest
from django.test import Client

from evaluations import publishing
from evaluations.models import RubricDraft, RubricVersion
from evaluations.rules.checking import check_typed
from interviews.models import Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.rubrics import begun, form, with_cap

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Ada Admin")


@pytest.fixture
def draft(admin: User) -> RubricDraft:
    return begun(admin)


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


def url(draft: RubricDraft) -> str:
    return f"/rubric-drafts/{draft.pk}/"


def test_saving_what_is_shown_changes_nothing_but_the_revision(draft: RubricDraft, client: Client) -> None:
    before = check_typed(draft.content)
    response = client.post(url(draft), form(draft))
    assert response.headers["Location"] == url(draft)
    draft.refresh_from_db()
    assert check_typed(draft.content) == before
    assert draft.revision == 1


def test_what_is_typed_is_kept_whatever_is_wrong_with_it_and_told_at_its_field(
    draft: RubricDraft, client: Client
) -> None:
    client.post(
        url(draft), form(draft, ratings__2__points="three", caps__0__at_best="Perhaps", guidance="Be\x00 fair.")
    )
    draft.refresh_from_db()
    assert draft.content["ratings"][2]["points"] == "three"
    page = client.get(url(draft)).content.decode()
    assert 'value="three"' in page
    assert 'id="ratings-2-points-found"' in page
    assert "This should be a whole number." in page
    assert "errors keep it from being published" in page or "1 error keeps it" in page
    client.post(url(draft), form(draft, revision="1", ratings__2__points="3", caps__0__at_best="Perhaps"))
    page = client.get(url(draft)).content.decode()
    assert 'id="caps-0-at_best-found"' in page
    assert '<option value="Perhaps" selected>' in page


@pytest.mark.parametrize(
    ("do", "row", "severities"),
    [
        ("add caps confirmed_flags", "caps-6", [4, 3, 3]),
        ("remove caps 3", "caps-3", [3]),
        ("down caps 3", "caps-4", [3, 4]),
        ("up caps 4", "caps-3", [3, 4]),
        ("up caps 0", "caps-0", [4, 3]),
    ],
)
def test_rows_are_added_removed_and_moved_by_buttons(
    do: str, row: str, severities: list[int], draft: RubricDraft, client: Client
) -> None:
    response = client.post(url(draft), form(draft, do=do, reason="Half typed"))
    assert response.headers["Location"] == f"{url(draft)}#{row}"
    draft.refresh_from_db()
    assert [int(rule["severity"]) for rule in draft.content["caps"] if "severity" in rule] == severities
    assert draft.reason == "Half typed"


@pytest.mark.parametrize(
    "do", ["", "add", "add caps", "add caps mood", "remove caps 99", "up nothing 1", "add flags any_rating"]
)
def test_a_button_that_there_is_not_saves_and_does_nothing_else(do: str, draft: RubricDraft, client: Client) -> None:
    client.post(url(draft), form(draft, do=do))
    draft.refresh_from_db()
    assert len(draft.content["caps"]) == 6
    assert draft.revision == 1


def test_every_rule_follows_a_new_name(draft: RubricDraft, client: Client) -> None:
    renamed = form(draft, competencies__0__name="Responsibility", ratings__3__word="Weak", verdicts__4__word="Stop")
    client.post(url(draft), renamed)
    draft.refresh_from_db()
    rubric, findings = check_typed(draft.content)
    assert findings == ()
    assert rubric is not None
    assert rubric.absence_supports == ("Weak",)
    assert [rule.at_best for rule in rubric.knockouts] == ["Stop", "Stop"]
    assert "Responsibility" in {getattr(rule, "competency", "") for rule in rubric.caps}


def test_of_two_who_save_at_once_the_second_sees_what_the_first_did_and_keeps_what_they_typed(
    draft: RubricDraft, client: Client
) -> None:
    other = factories.user(role=Role.ADMIN, name="Olaf Other")
    mine = form(draft, guidance="Mine.")
    with_cap(draft, other, "No Hire")
    response = client.post(url(draft), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Olaf Other saved this draft" in page
    assert "Mine.</textarea>" in page
    assert "Cap: Any Below or lower" in page
    assert client.post(url(draft), mine | {"revision": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.content["guidance"] == "Mine."


def test_what_is_typed_into_a_draft_that_was_published_meanwhile_is_a_new_one(
    draft: RubricDraft, client: Client
) -> None:
    other = factories.user(role=Role.ADMIN)
    mine = form(draft, guidance="Mine.")
    publishing.publish(draft, "An invented reason.", revision=0, by=other)
    response = client.post(url(draft), mine, follow=True)
    (anew,) = RubricDraft.objects.all()
    assert (anew.content["guidance"], anew.based_on) == ("Mine.", RubricVersion.objects.current())
    assert "published or discarded meanwhile" in response.content.decode()
    assert client.post(url(draft), {"do": "save"}).status_code == 404


def test_a_reason_that_is_too_long_loses_nothing_that_was_typed(draft: RubricDraft, client: Client) -> None:
    response = client.post(url(draft), form(draft, guidance="Mine.", reason="x" * (publishing.REASON_LIMIT + 1)))
    assert response.status_code == 422
    assert "Mine.</textarea>" in response.content.decode()


def test_a_draft_can_be_discarded(draft: RubricDraft, client: Client) -> None:
    assert client.post(f"{url(draft)}discard/").headers["Location"] == "/rubrics/"
    assert not RubricDraft.objects.exists()


def test_only_admins_find_it(draft: RubricDraft) -> None:
    for role in (Role.INTERVIEWER, Role.COMMITTEE):
        assert signed_in(factories.user(role=role)).get(url(draft)).status_code == 404


def test_other_methods_are_refused(draft: RubricDraft, client: Client) -> None:
    assert wrong_methods(client, url(draft), "get", "post") == set()
