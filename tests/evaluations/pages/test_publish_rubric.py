"""An admin publishes a draft with a reason; what was judged stays as it was, what is judged from then on is by it."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from evaluations.models import Evaluation, OpeningPolicy, RubricDraft, RubricVersion
from interviews.models import Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.rubrics import begun, changed, with_cap

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Ada Admin")


@pytest.fixture
def draft(admin: User) -> RubricDraft:
    return with_cap(begun(admin), admin, "No Hire")


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


def url(draft: RubricDraft) -> str:
    return f"/rubric-drafts/{draft.pk}/publish/"


def post(client: Client, draft: RubricDraft, **instead: str) -> int:
    posted = {"revision": str(draft.revision), "reason": "Below is too little for us."}
    return client.post(url(draft), posted | instead).status_code


def version_of(evaluation: Evaluation) -> int:
    assert evaluation.draft is not None
    return evaluation.draft.rubric_version.number


def test_the_page_says_what_changes_and_what_it_becomes(draft: RubricDraft, client: Client) -> None:
    page = client.get(url(draft)).content.decode()
    assert "It becomes version 2." in page
    assert "Cap: Any Below or lower" in page
    assert "An invented reason." in page


def test_it_is_published_with_who_and_why_and_the_draft_is_gone(
    draft: RubricDraft, client: Client, admin: User
) -> None:
    assert post(client, draft) == 302
    version = RubricVersion.objects.current()
    assert (version.number, version.created_by, version.reason) == (2, admin, "Below is too little for us.")
    assert version.rubric.caps[0].at_best == "No Hire"
    assert "# The rubric that a new installation starts with." in version.source
    assert not RubricDraft.objects.exists()


def test_old_evaluations_keep_theirs_and_new_ones_are_judged_by_it(draft: RubricDraft, client: Client) -> None:
    below = {"Execution": "Below"}
    old = cases.drafted(ratings=below)
    before = Evaluation.objects.filter(pk=old.pk).values().get()
    post(client, draft)
    assert Evaluation.objects.filter(pk=old.pk).values().get() == before
    new = cases.drafted(ratings=below)
    assert (version_of(old), old.verdict) == (1, "Leaning No Hire")
    assert (version_of(new), new.verdict) == (2, "No Hire")


def test_an_opening_stays_with_its_version_until_an_admin_moves_it(draft: RubricDraft, client: Client) -> None:
    chair = factories.user()
    opening = factories.opening(created_by=chair)
    OpeningPolicy.objects.of(opening)
    post(client, draft)
    moved = {"version": str(RubricVersion.objects.current().pk)}
    signed_in(chair).post(f"/openings/{opening.pk}/policy/", moved)
    assert OpeningPolicy.objects.of(opening).version.number == 1
    client.post(f"/openings/{opening.pk}/policy/", moved)
    assert OpeningPolicy.objects.of(opening).version.number == 2


def test_without_a_reason_it_is_not(draft: RubricDraft, client: Client) -> None:
    assert post(client, draft, reason=" ") == 422
    assert RubricVersion.objects.count() == 1


def test_what_is_wrong_keeps_it_from_being_published(draft: RubricDraft, client: Client, admin: User) -> None:
    wrong = changed(draft, admin, bands=[draft.content["bands"][0] | {"at_least": "5.5"}, *draft.content["bands"][1:]])
    assert client.get(url(wrong)).headers["Location"] == f"/rubric-drafts/{draft.pk}/"
    assert post(client, wrong) == 302
    assert RubricVersion.objects.count() == 1


def test_what_somebody_else_saved_meanwhile_is_not_published_unseen(
    draft: RubricDraft, client: Client, admin: User
) -> None:
    changed(draft, admin, guidance="Anew.")
    assert post(client, draft, revision="1") == 422
    assert RubricVersion.objects.count() == 1


def test_publishing_twice_publishes_once(draft: RubricDraft, client: Client) -> None:
    assert post(client, draft) == 302
    assert post(client, draft) == 404
    assert RubricVersion.objects.count() == 2


def test_another_name_is_another_rubric(draft: RubricDraft, client: Client, admin: User) -> None:
    renamed = changed(draft, admin, name="House rubric")
    assert post(client, renamed) == 302
    assert RubricVersion.objects.current("House rubric").number == 1


def test_the_database_lets_nobody_change_a_version() -> None:
    version = cases.publish_rubric()
    with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
        RubricVersion.objects.filter(pk=version.pk).update(source="name = 'Other'")


def test_other_methods_are_refused(draft: RubricDraft, client: Client) -> None:
    assert wrong_methods(client, url(draft), "get", "post") == set()
