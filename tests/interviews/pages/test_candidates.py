"""Finding a candidate."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interviews.models import Candidate, Role
from tests import factories

pytestmark = pytest.mark.django_db
CANDIDATES = reverse("interviews:candidates")


def listed(client: Client, **query: str) -> list[str]:
    return [candidate.name for candidate in client.get(CANDIDATES, query).context["page"]]


def test_an_interviewer_sees_whom_they_added_interview_shadow_or_share_a_panel_on(client: Client) -> None:
    ines = factories.user()
    factories.candidate(name="Added", created_by=ines)
    factories.interview(candidate=factories.candidate(name="Interviewed"), interviewer=ines)
    factories.interview(candidate=factories.candidate(name="Shadowed"), shadows=[ines])
    shared = factories.opening(panel=[ines])
    factories.interview(candidate=factories.candidate(name="Panel"), opening=shared)
    factories.interview(candidate=factories.candidate(name="Stranger"))
    client.force_login(ines)
    assert listed(client) == ["Added", "Interviewed", "Panel", "Shadowed"]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADMIN])
def test_the_committee_and_admins_see_everybody(client: Client, role: Role) -> None:
    factories.candidate(name="Mara")
    client.force_login(factories.user(role=role))
    assert listed(client) == ["Mara"]


@pytest.mark.parametrize("words", ["zoe", "ZOË", "ängs zoe", "  Zoë   Ångström ", "oe"])
def test_a_name_is_found_whatever_its_case_accents_and_order(client: Client, words: str) -> None:
    ines = factories.user()
    factories.candidate(name="Zoë Ångström", created_by=ines)
    factories.candidate(name="Mara", created_by=ines)
    client.force_login(ines)
    assert listed(client, q=words) == ["Zoë Ångström"]


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "nobody"])
def test_what_is_in_no_name_finds_nobody(client: Client, words: str) -> None:
    ines = factories.user()
    factories.candidate(name="Mara", created_by=ines)
    client.force_login(ines)
    assert listed(client, q=words) == []


def test_withdrawn_candidates_are_listed_only_when_asked_for(client: Client) -> None:
    ines = factories.user()
    factories.candidate(name="Active", created_by=ines)
    factories.candidate(name="Withdrawn", created_by=ines, status=Candidate.Status.WITHDRAWN)
    client.force_login(ines)
    assert listed(client) == ["Active"]
    assert listed(client, status="withdrawn") == ["Withdrawn"]
    assert listed(client, status="all") == ["Active", "Withdrawn"]


def test_a_long_list_comes_in_pages_that_keep_what_narrows_it(client: Client) -> None:
    ines = factories.user()
    for number in range(51):
        factories.candidate(name=f"Mara {number:02}", created_by=ines)
    client.force_login(ines)
    assert len(listed(client)) == 50
    assert "?q=mara&amp;page=2" in client.get(CANDIDATES, {"q": "mara"}).content.decode()
    assert listed(client, page="2") == ["Mara 50"]
    assert listed(client, page="nonsense")[0] == "Mara 00"
    assert listed(client, page="99") == ["Mara 50"]


def test_an_odd_address_is_no_error(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get(CANDIDATES + "?q=%00&status=%00&page=-1").status_code == 200


def test_an_erased_candidate_stays_in_the_list(client: Client) -> None:
    ines = factories.user()
    factories.candidate(name="Mara", created_by=ines)
    factories.candidate(created_by=ines).identity.delete()
    client.force_login(ines)
    assert listed(client) == ["Mara", "Erased candidate"]


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ines = factories.user()
    factories.interview(interviewer=ines)
    client.force_login(ines)
    with django_assert_num_queries(6):
        client.get(CANDIDATES)
    for _ in range(10):
        factories.interview(interviewer=ines)
    with django_assert_num_queries(6):
        client.get(CANDIDATES)


def test_only_who_interviews_is_offered_a_new_interview(client: Client) -> None:
    new = reverse("interviews:interview_new")
    client.force_login(factories.user())
    assert new in client.get(CANDIDATES).content.decode()
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert new not in client.get(CANDIDATES).content.decode()


def test_it_is_for_reading_by_people_who_signed_in(client: Client) -> None:
    assert client.get(CANDIDATES).status_code == 302
    client.force_login(factories.user())
    assert client.post(CANDIDATES).status_code == 405
