"""Choosing, for one run, which engine drafts."""

from uuid import uuid4

import pytest
from django.test import Client

from evaluations.models import Draft, Evaluation, OpeningPolicy
from interviews.models import Interview
from tests import endpoints, factories
from tests.evaluations.cases import ANSWER, publish_rubric
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    publish_rubric()
    return factories.interview()


@pytest.fixture
def client(interview: Interview) -> Client:
    return signed_in(interview.interviewer)


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/paste/"


def form(**typed: object) -> dict[str, object]:
    return {"id": uuid4(), "question": "What went wrong on a Friday?", "answer": ANSWER, **typed}


def use(interview: Interview, engine: str) -> None:
    OpeningPolicy.objects.of(interview.opening)
    OpeningPolicy.objects.update(engine=engine)


def test_the_one_that_is_chosen_drafts_this_answer_and_no_other(client: Client, interview: Interview) -> None:
    use(interview, "busy")
    client.post(url(interview), form(engine="plain"))
    client.post(url(interview), form())
    assert list(Draft.objects.order_by("requested_at").values_list("engine", flat=True)) == ["plain", "busy"]


def test_without_a_choice_anywhere_the_installations_own_drafts(client: Client, interview: Interview) -> None:
    client.post(url(interview), form(engine=""))
    assert Draft.objects.get().engine == "builtin"


def test_the_page_offers_the_others_beside_the_usual_one(client: Client, interview: Interview) -> None:
    use(interview, "plain")
    page = client.get(url(interview)).text
    assert '<option value="">plain (usual)</option>' in page
    assert "<option>builtin</option>" in page
    assert "<option>plain</option>" not in page


@pytest.mark.parametrize("engine", ["removed", "<b>bold</b>", "Builtin"])
def test_one_that_is_not_there_is_refused_with_a_message(client: Client, interview: Interview, engine: str) -> None:
    response = client.post(url(interview), form(engine=engine))
    assert response.status_code == 422
    assert "any more. Choose another one." in response.text
    assert "<b>bold" not in response.text
    assert ANSWER in response.text
    assert not Evaluation.objects.exists()


def test_the_choice_stays_while_something_else_is_mended(client: Client, interview: Interview) -> None:
    assert "<option selected>plain</option>" in client.post(url(interview), form(engine="plain", question="")).text
    misread = client.post(url(interview), form(engine="plain", answer="I didnâ€™t know why. I read the logs."))
    assert "<option selected>plain</option>" in misread.text


def test_while_the_configuration_is_broken_the_others_can_be_chosen(client: Client, interview: Interview) -> None:
    with endpoints.broken() as reason:
        page = client.get(url(interview))
        assert page.status_code == 200
        assert "the configuration of some cannot be read" in page.text
        assert reason not in page.text
        assert "<option>plain</option>" in page.text
        assert client.post(url(interview), form(engine="plain")).status_code == 302
    assert Draft.objects.get().engine == "plain"
    assert "cannot be read" not in client.get(url(interview)).text


def test_one_that_cannot_be_read_just_now_is_refused_and_nothing_typed_is_lost(
    client: Client, interview: Interview
) -> None:
    with endpoints.broken():
        response = client.post(url(interview), form(engine="house"))
    assert response.status_code == 422
    assert "the configuration of some cannot be read" in response.text
    assert ANSWER in response.text
