"""Giving somebody another role."""

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
    return reverse("interviews:person", args=[person.pk])


def role_of(person: User) -> str:
    return User.objects.get(pk=person.pk).role


def test_a_new_role_holds_at_once_says_what_it_means_and_is_on_record(admin: User) -> None:
    ines = factories.user(name="Ines")
    theirs = signed_in(ines)
    page = signed_in(admin).post(address(ines), {"role": "admin"}, follow=True).text
    assert "Ines is now: Admin. Sees every candidate and opening, and looks after people" in page
    assert "Role changed: Admin" in page
    assert theirs.get(reverse("interviews:people")).status_code == 200
    assert [(one.role, one.changed_by) for one in ines.changes.all()] == [(Role.ADMIN, admin)]


def test_the_role_they_have_changes_nothing(admin: User) -> None:
    ines = factories.user()
    signed_in(admin).post(address(ines), {"role": "interviewer"})
    assert PersonChange.objects.count() == 0


@pytest.mark.parametrize("role", ["", "owner", "\0"])
def test_a_role_that_is_none_is_refused_at_the_field(admin: User, role: str) -> None:
    ines = factories.user()
    assert signed_in(admin).post(address(ines), {"role": role}).status_code == 422
    assert role_of(ines) == Role.INTERVIEWER


def test_the_only_admin_who_can_sign_in_keeps_the_role(admin: User) -> None:
    left = factories.user(role=Role.ADMIN)
    User.objects.filter(pk=left.pk).update(is_active=False)
    response = signed_in(admin).post(address(admin), {"role": "committee"})
    assert response.status_code == 422
    assert "Ada Admin is the only admin. Make somebody else an admin first." in response.text
    assert role_of(admin) == Role.ADMIN


def test_one_of_two_admins_steps_down_and_is_led_home(admin: User) -> None:
    factories.user(role=Role.ADMIN)
    response = signed_in(admin).post(address(admin), {"role": "committee"})
    assert response.headers["Location"] == reverse("evaluations:home")
    assert role_of(admin) == Role.COMMITTEE


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_who_step_down_at_once_one_stays() -> None:
    admins = [factories.user(role=Role.ADMIN) for _ in range(2)]
    visits = [(signed_in(one), address(one)) for one in admins]
    statuses = all_at_once(lambda visit: visit[0].post(visit[1], {"role": "interviewer"}).status_code, visits)
    assert sorted(statuses) == [302, 422]
    assert sorted(role_of(one) for one in admins) == [Role.ADMIN, Role.INTERVIEWER]


def test_only_admins_do_it(admin: User) -> None:
    ines = factories.user()
    assert Client().post(address(ines), {"role": "admin"}).status_code == 302
    for client in (signed_in(ines), signed_in(factories.user(role=Role.COMMITTEE))):
        assert client.post(address(ines), {"role": "admin"}).status_code == 404
    assert role_of(ines) == Role.INTERVIEWER
    assert wrong_methods(signed_in(admin), address(ines), "get", "post") == set()
