"""Finding people, for admins."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews import inviting
from interviews.models import Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods

pytestmark = pytest.mark.django_db
PEOPLE = reverse("interviews:people")


@pytest.fixture
def admin() -> User:
    return factories.user(name="Ada Admin", role=Role.ADMIN, email="ada@debrief.example")


def listed(admin: User, **narrowed: str) -> str:
    return signed_in(admin).get(PEOPLE, narrowed).text.partition('id="found"')[2]


def test_active_people_are_listed_and_who_left_only_when_asked_for(admin: User) -> None:
    factories.user(name="Ines Interviewer")
    User.objects.filter(pk=factories.user(name="Gone Gregor").pk).update(is_active=False)
    assert "Ines Interviewer" in listed(admin)
    assert "Gone Gregor" not in listed(admin)
    assert "Ines Interviewer" not in listed(admin, state="deactivated")
    assert "Gone Gregor" in listed(admin, state="deactivated")
    assert "Gone Gregor" in listed(admin, state="all")


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"q": "ines"}, {"Ines"}),
        ({"q": "colm@"}, {"Colm"}),
        ({"q": "DEBRIEF ines"}, {"Ines"}),
        ({"role": "committee"}, {"Colm"}),
        ({"role": "wizard"}, {"Ines", "Colm"}),
        ({"q": "nobody\0"}, set()),
    ],
)
def test_words_and_role_narrow_the_list(admin: User, narrowed: dict[str, str], found: set[str]) -> None:
    factories.user(name="Ines", email="ines@debrief.example")
    factories.user(name="Colm", email="colm@debrief.example", role=Role.COMMITTEE)
    page = listed(admin, **narrowed)
    assert {name for name in ("Ines", "Colm") if f">{name}<" in page} == found


def test_who_is_invited_is_listed_until_they_join(admin: User) -> None:
    invitation = inviting.invite("nora@debrief.example", Role.INTERVIEWER, admin)
    assert "nora@debrief.example" in listed(admin)
    assert "nora@debrief.example" not in listed(admin, role="admin")
    inviting.accept(invitation, User(name="Nora"))
    assert "Invited, not here yet" not in listed(admin)


def test_the_number_of_queries_does_not_grow_with_the_people(admin: User) -> None:
    counts = []
    for more in (1, 20):
        for number in range(more):
            factories.user()
            inviting.invite(f"new{more}-{number}@debrief.example", Role.INTERVIEWER, admin)
        client = signed_in(admin)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(PEOPLE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_only_admins_find_it_and_only_by_reading(admin: User) -> None:
    for role in (Role.INTERVIEWER, Role.COMMITTEE):
        client = signed_in(factories.user(role=role))
        assert client.get(PEOPLE).status_code == 404
        assert PEOPLE not in client.get("/").text
    assert PEOPLE in signed_in(admin).get("/").text
    assert wrong_methods(signed_in(admin), PEOPLE, "get") == set()
