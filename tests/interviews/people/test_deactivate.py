"""Deactivating somebody who left, without losing what they did; and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import PersonChange, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(name="Ada Admin", role=Role.ADMIN)


def address(person: User) -> str:
    return reverse("interviews:person_active", args=[person.pk])


def is_in(client: Client) -> bool:
    return client.get(reverse("interviews:me")).status_code == 200


def test_a_page_asks_before_anything_happens(admin: User) -> None:
    ines = factories.user(name="Ines")
    assert "Deactivate Ines?" in signed_in(admin).get(address(ines)).text
    assert User.objects.get(pk=ines.pk).is_active


def test_sessions_end_at_once_and_nobody_signs_in_any_more(admin: User) -> None:
    ines = factories.user(email="ines@debrief.example", password=factories.PASSWORD)
    theirs = signed_in(ines)
    assert is_in(theirs)
    signed_in(admin).post(address(ines), {"state": "deactivated"})
    assert not is_in(theirs)
    typed = {"username": ines.email, "password": factories.PASSWORD}
    assert Client().post(reverse("interviews:sign_in"), typed).status_code == 200


def test_their_name_stays_beside_what_they_did(admin: User) -> None:
    interview = factories.interview(interviewer=factories.user(name="Ines Interviewer"))
    signed_in(admin).post(address(interview.interviewer), {"state": "deactivated"})
    page = signed_in(admin).get(reverse("interviews:interview", args=[interview.pk]))
    assert "Ines Interviewer" in page.text


def test_who_is_reactivated_signs_in_as_before_and_sessions_that_ended_stay_ended(admin: User) -> None:
    ines = factories.user(email="ines@debrief.example", password=factories.PASSWORD)
    theirs, ada = signed_in(ines), signed_in(admin)
    ada.post(address(ines), {"state": "deactivated"})
    ada.post(address(ines), {"state": "active"})
    assert not is_in(theirs)
    typed = {"username": ines.email, "password": factories.PASSWORD}
    assert Client().post(reverse("interviews:sign_in"), typed).status_code == 302
    assert [one.what for one in ines.changes.order_by("pk")] == ["deactivated", "reactivated"]


@pytest.mark.parametrize("state", ["deactivated", "active"])
def test_twice_is_once(admin: User, state: str) -> None:
    ines = factories.user()
    client = signed_in(admin)
    if state == "active":
        client.post(address(ines), {"state": "deactivated"})
    before = PersonChange.objects.count()
    for _ in range(2):
        assert client.post(address(ines), {"state": state}).status_code == 302
    assert PersonChange.objects.count() == before + 1


@pytest.mark.parametrize("state", ["", "gone", "\0"])
def test_an_unknown_state_changes_nothing(admin: User, state: str) -> None:
    ines = factories.user()
    assert signed_in(admin).post(address(ines), {"state": state}).status_code == 400
    assert User.objects.get(pk=ines.pk).is_active


def test_the_last_active_admin_cannot_go(admin: User) -> None:
    response = signed_in(admin).post(address(admin), {"state": "deactivated"})
    assert response.status_code == 422
    assert "Ada Admin is the only admin." in response.text
    assert User.objects.get(pk=admin.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_who_deactivate_each_other_at_once_one_stays() -> None:
    admins = [factories.user(role=Role.ADMIN) for _ in range(2)]
    visits = [(signed_in(admins[0]), address(admins[1])), (signed_in(admins[1]), address(admins[0]))]
    all_at_once(lambda visit: visit[0].post(visit[1], {"state": "deactivated"}), visits)
    assert User.objects.filter(role=Role.ADMIN, is_active=True).count() == 1


def test_only_admins_do_it(admin: User) -> None:
    ines = factories.user()
    assert Client().post(address(ines), {"state": "deactivated"}).status_code == 302
    for client in (signed_in(ines), signed_in(factories.user(role=Role.COMMITTEE))):
        assert client.post(address(ines), {"state": "deactivated"}).status_code == 404
    assert User.objects.get(pk=ines.pk).is_active
    assert wrong_methods(signed_in(admin), address(ines), "get", "post") == set()
