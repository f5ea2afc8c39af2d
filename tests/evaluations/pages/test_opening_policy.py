"""Which engine drafts the answers of an opening, and whether open questions are handed on."""

import pytest
from django.test import Client
from pytest_django import Settings

from evaluations.models import OpeningPolicy
from interviews.models import Opening, Role, User
from tests import endpoints, factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.pages.visiting import signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> User:
    publish_rubric()
    return factories.user()


@pytest.fixture
def opening(chair: User) -> Opening:
    return factories.opening(created_by=chair)


def url(opening: Opening) -> str:
    return f"/openings/{opening.pk}/policy/"


def chosen(opening: Opening) -> str:
    return OpeningPolicy.objects.of(opening).engine


def test_the_chair_chooses_for_all_later_answers_of_this_opening(chair: User, opening: Opening) -> None:
    other = factories.opening(created_by=chair)
    response = signed_in(chair).post(url(opening), {"engine": "plain"})
    assert response.headers["Location"] == f"/openings/{opening.pk}/"
    assert OpeningPolicy.objects.engine_of(opening) == "plain"
    assert OpeningPolicy.objects.engine_of(other) == "builtin"


def test_blank_is_the_installations_own_whichever_that_is(chair: User, opening: Opening, settings: Settings) -> None:
    client = signed_in(chair)
    client.post(url(opening), {"engine": "plain"})
    client.post(url(opening), {"engine": ""})
    settings.DEBRIEF_ENGINE = "busy"
    assert OpeningPolicy.objects.engine_of(opening) == "busy"


def test_choosing_what_is_chosen_changes_nothing(chair: User, opening: Opening) -> None:
    client = signed_in(chair)
    client.post(url(opening), {"engine": "plain"})
    before = OpeningPolicy.objects.values().get()
    client.post(url(opening), {"engine": "plain"})
    assert OpeningPolicy.objects.values().get() == before


@pytest.mark.parametrize("engine", ["removed", "Builtin", "x" * 200, "plain\x00"])
def test_an_engine_that_is_not_there_is_refused(chair: User, opening: Opening, engine: str) -> None:
    signed_in(chair).post(url(opening), {"engine": "plain"})
    response = signed_in(chair).post(url(opening), {"engine": engine})
    assert response.status_code == 422
    assert "any more. Choose another one." in response.text
    assert chosen(opening) == "plain"


def test_the_region_shows_what_is_chosen_and_what_else_there_is(chair: User, opening: Opening) -> None:
    signed_in(chair).post(url(opening), {"engine": "plain"})
    region = signed_in(chair, htmx=True).get(url(opening)).text
    assert "<option selected>plain</option>" in region
    assert '<option value="">builtin (usual)</option>' in region
    assert "<html" not in region
    assert "<html" in signed_in(chair).get(url(opening)).text


def test_a_choice_that_is_no_longer_there_is_said_and_can_be_made_anew(chair: User, opening: Opening) -> None:
    OpeningPolicy.objects.of(opening)
    OpeningPolicy.objects.update(engine="removed")
    assert "There is no engine “removed” any more." in signed_in(chair).get(url(opening)).text
    signed_in(chair).post(url(opening), {"engine": ""})
    assert "any more" not in signed_in(chair).get(url(opening)).text


def test_a_choice_that_cannot_be_read_just_now_is_kept(chair: User, opening: Opening) -> None:
    OpeningPolicy.objects.of(opening)
    OpeningPolicy.objects.update(engine="house")
    with endpoints.broken() as reason:
        page = signed_in(chair).get(url(opening))
        assert page.status_code == 200
        assert "the configuration of some cannot be read" in page.text
        assert reason not in page.text
        assert "house" in page.text
        assert "<select" not in page.text
    assert chosen(opening) == "house"


def test_who_sees_the_opening_sees_the_engine_and_only_chair_and_admins_choose(opening: Opening) -> None:
    panel, committee = factories.user(), factories.user(role=Role.COMMITTEE)
    opening.panel.add(panel)
    for reader in (panel, committee):
        client = signed_in(reader)
        page = client.get(url(opening))
        assert "builtin" in page.text
        assert "<select" not in page.text
        assert client.post(url(opening), {"engine": "plain"}).status_code == 403
    assert chosen(opening) == ""
    signed_in(factories.user(role=Role.ADMIN)).post(url(opening), {"engine": "plain"})
    assert chosen(opening) == "plain"


@pytest.mark.parametrize("switch", ["rate_first", "hands_on_questions", "blind"])
def test_the_chair_turns_a_policy_on_and_off(chair: User, opening: Opening, switch: str) -> None:
    client, kept = signed_in(chair), []
    for ticked in ({switch: "on"}, {}):
        client.post(url(opening), {"engine": "", **ticked})
        kept.append(getattr(OpeningPolicy.objects.of(opening), switch))
    assert kept == [True, False]


def test_an_engine_that_cannot_be_read_just_now_hinders_no_other_choice(chair: User, opening: Opening) -> None:
    OpeningPolicy.objects.of(opening)
    OpeningPolicy.objects.update(engine="house")
    with endpoints.broken():
        signed_in(chair).post(url(opening), {"hands_on_questions": "on"})
    policy = OpeningPolicy.objects.of(opening)
    assert (policy.engine, policy.hands_on_questions) == ("house", True)


def test_a_stranger_finds_nothing_and_nobody_is_sent_to_sign_in(opening: Opening) -> None:
    stranger = signed_in(factories.user())
    assert stranger.get(url(opening)).status_code == 404
    assert stranger.post(url(opening), {"engine": "plain"}).status_code == 404
    assert Client().post(url(opening), {"engine": "plain"}).headers["Location"].startswith("/sign-in/")
    assert chosen(opening) == ""


def test_only_get_and_post(chair: User, opening: Opening) -> None:
    assert wrong_methods(signed_in(chair), url(opening), "get", "post") == set()
