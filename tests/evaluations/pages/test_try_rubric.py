"""A draft is tried out on chosen answers with an engine, beside what stands; no record of theirs is touched."""

import pytest
from django.test import Client
from kombu.exceptions import OperationalError

from evaluations.models import Attempt, Draft, Evaluation, RubricDraft, TriedAnswer
from evaluations.tasks import try_answer
from interviews.models import Role, User
from tests import factories
from tests.engines.builtin.answers import SOLID
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.rubrics import begun, changed
from tests.evaluations.signed import decide, fill, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN)


@pytest.fixture
def draft(admin: User) -> RubricDraft:
    """In which a mean is all, and the best verdict is easy."""
    draft = begun(admin)
    bands = [draft.content["bands"][0] | {"at_least": "1"}]
    verdicts = [row for row in draft.content["verdicts"] if row["word"] in ("Strong Hire", "No Hire")]
    return changed(draft, admin, bands=bands, caps=[], verdicts=verdicts)


@pytest.fixture
def client(admin: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """What it asks a worker for is done at once."""
    monkeypatch.setattr("evaluations.pipeline.trying.connection.close", lambda: None)
    monkeypatch.setattr("evaluations.tasks.try_answer.delay", lambda pk: try_answer(pk))
    return signed_in(admin)


def url(draft: RubricDraft) -> str:
    return f"/rubric-drafts/{draft.pk}/try/"


def untouched() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Evaluation, Draft, Attempt)]


def test_a_past_answer_is_drafted_by_it_beside_what_stands(draft: RubricDraft, client: Client) -> None:
    evaluation = cases.drafted(answer=SOLID)
    interview = evaluation.answer.interview
    decide(evaluation)
    fill(interview, verdict="Hire")
    sign(interview)
    before = untouched()
    client.post(url(draft), {"engine": "builtin", "answers": [str(evaluation.pk)]})
    tried = TriedAnswer.objects.get()
    assert (tried.problem, tried.verdict) == ("", "Strong Hire")
    page = client.get(url(draft)).content.decode()
    assert f"/evaluations/{evaluation.pk}/" in page
    assert f"<td>{evaluation.verdict}</td><td>Strong Hire</td>" in page
    assert untouched() == before


def test_an_invented_answer_can_be_tried_where_there_is_no_other(draft: RubricDraft, client: Client) -> None:
    client.post(url(draft), {"engine": "builtin", "answers": ["sample"]})
    assert TriedAnswer.objects.get().verdict == "Strong Hire"
    assert "An invented answer" in client.get(url(draft)).content.decode()


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"engine": "builtin"}, "at least one answer"),
        ({"engine": "builtin", "answers": ["sample"] * 6}, "at most 5"),
        ({"engine": "nobody", "answers": ["sample"]}, "no such engine"),
    ],
)
def test_what_cannot_be_tried_is_told(
    posted: dict[str, str | list[str]], says: str, draft: RubricDraft, client: Client
) -> None:
    assert says in client.post(url(draft), posted, follow=True).content.decode()
    assert not TriedAnswer.objects.exists()


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_that_there_is_not_is_not_found(key: str, draft: RubricDraft, client: Client) -> None:
    assert client.post(url(draft), {"engine": "builtin", "answers": [key]}).status_code == 404


def test_what_the_admin_may_not_read_is_neither_offered_nor_tried(draft: RubricDraft, client: Client) -> None:
    evaluation = cases.drafted()
    assert str(evaluation.pk) not in client.get(url(draft)).content.decode()
    assert client.post(url(draft), {"engine": "builtin", "answers": [str(evaluation.pk)]}).status_code == 404


def test_where_the_draft_has_errors_nothing_is_tried(draft: RubricDraft, admin: User, client: Client) -> None:
    changed(draft, admin, name="")
    response = client.post(url(draft), {"engine": "builtin", "answers": ["sample"]}, follow=True)
    assert "The draft has errors" in response.content.decode()


def test_where_the_queue_is_away_it_says_so(
    draft: RubricDraft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(pk: int) -> None:
        raise OperationalError

    monkeypatch.setattr("evaluations.tasks.try_answer.delay", away)
    client.post(url(draft), {"engine": "builtin", "answers": ["sample"]})
    assert "The queue does not answer" in client.get(url(draft)).content.decode()


def test_other_methods_are_refused(draft: RubricDraft, client: Client) -> None:
    assert wrong_methods(client, url(draft), "get", "post") == set()
