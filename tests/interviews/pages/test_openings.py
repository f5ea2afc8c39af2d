"""The openings a person sees, and the page of one."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interviews.models import Candidate, Role
from tests import factories

pytestmark = pytest.mark.django_db
OPENINGS = reverse("interviews:openings")


def test_an_interviewer_sees_those_of_their_panels(client: Client) -> None:
    ines = factories.user()
    factories.opening(title="Chaired", created_by=ines)
    factories.opening(title="Joined", panel=[ines])
    factories.opening(title="Foreign")
    client.force_login(ines)
    assert [opening.title for opening in client.get(OPENINGS).context["openings"]] == ["Chaired", "Joined"]


def test_it_counts_the_candidates_who_are_still_there(client: Client) -> None:
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    mara = factories.candidate(name="Mara")
    gone = factories.candidate(name="Gone", status=Candidate.Status.WITHDRAWN)
    for candidate in (mara, mara, gone):
        factories.interview(opening=opening, candidate=candidate)
    client.force_login(ines)
    assert "1 candidate" in client.get(OPENINGS).content.decode()


def test_the_page_of_one_shows_its_panel_and_its_candidates(client: Client) -> None:
    chair = factories.user(name="Cho Chair")
    opening = factories.opening(title="Data Engineer", created_by=chair, panel=[factories.user(name="Pia Panel")])
    mara = factories.candidate(name="Mara")
    factories.interview(opening=opening, candidate=mara, interviewer=chair)
    factories.interview(opening=opening, candidate=mara, interviewer=chair)
    client.force_login(chair)
    response = client.get(reverse("interviews:opening", args=[opening.pk]))
    shown = response.content.decode()
    assert shown.index("Cho Chair", shown.index("Panel")) < shown.index("Pia Panel")
    assert [candidate.name for candidate in response.context["candidates"]] == ["Mara"]
    assert "2 interviews" in shown


def test_to_a_stranger_it_does_not_exist(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get(reverse("interviews:opening", args=[factories.opening().pk])).status_code == 404


def test_the_committee_is_offered_nothing_to_change(client: Client) -> None:
    opening = factories.opening()
    client.force_login(factories.user(role=Role.COMMITTEE))
    shown = client.get(reverse("interviews:opening", args=[opening.pk])).content.decode()
    assert reverse("interviews:opening_edit", args=[opening.pk]) not in shown
    assert reverse("interviews:interview_new") not in shown


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    factories.interview(opening=opening)
    client.force_login(ines)
    with django_assert_num_queries(4):
        client.get(OPENINGS)
    with django_assert_num_queries(8):
        client.get(reverse("interviews:opening", args=[opening.pk]))
    for _ in range(5):
        factories.interview(opening=opening)
        factories.opening(created_by=ines)
    with django_assert_num_queries(4):
        client.get(OPENINGS)
    with django_assert_num_queries(8):
        client.get(reverse("interviews:opening", args=[opening.pk]))


def test_they_are_for_reading_by_people_who_signed_in(client: Client) -> None:
    opening = factories.opening()
    for address in (OPENINGS, reverse("interviews:opening", args=[opening.pk])):
        client.logout()
        assert client.get(address).status_code == 302
        client.force_login(opening.created_by)
        assert client.post(address).status_code == 405
