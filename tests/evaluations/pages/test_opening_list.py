"""The openings a person sees, and the page of one."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from evaluations import lists
from interviews.models import Candidate, Level, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.signed import signed

pytestmark = pytest.mark.django_db
OPENINGS = reverse("interviews:openings")


def listed(client: Client, **query: str) -> list[str]:
    return [row.opening.title for row in client.get(OPENINGS, query).context["rows"]]


def test_an_interviewer_sees_those_of_their_panels(client: Client) -> None:
    ines = factories.user()
    factories.opening(title="Chaired", created_by=ines)
    factories.opening(title="Joined", panel=[ines])
    factories.opening(title="Foreign")
    client.force_login(ines)
    assert listed(client) == ["Chaired", "Joined"]


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
    assert [row.candidate.name for row in response.context["rows"]] == ["Mara"]
    assert "0 of 2 signed" in shown


def test_they_are_found_by_the_beginnings_of_words_in_their_titles_and_by_level(client: Client) -> None:
    ines = factories.user()
    factories.opening(title="Data Engineer", level=Level.STAFF, created_by=ines)
    factories.opening(title="Développeur web", created_by=ines)
    client.force_login(ines)
    assert listed(client, q="eng da") == ["Data Engineer"]
    assert listed(client, q="DÉVEL") == ["Développeur web"]
    assert listed(client, q="gineer") == []
    assert listed(client, level="Staff") == ["Data Engineer"]
    assert "No opening matches" in client.get(OPENINGS, {"q": "gineer"}).content.decode()


def test_archived_ones_are_listed_when_asked_for(client: Client) -> None:
    ines = factories.user()
    factories.opening(title="Now", created_by=ines)
    factories.opening(title="Then", created_by=ines, is_archived=True)
    client.force_login(ines)
    assert (listed(client), listed(client, status="archived")) == (["Now"], ["Then"])
    assert listed(client, status="all") == ["Now", "Then"]


def test_a_row_counts_who_is_still_there_and_what_is_signed(client: Client) -> None:
    cases.publish_rubric()
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    signed(factories.interview(opening=opening, interviewer=ines))
    factories.interview(opening=opening)
    gone = factories.candidate(status=Candidate.Status.ARCHIVED)
    signed(factories.interview(opening=opening, candidate=gone))
    client.force_login(ines)
    (row,) = client.get(OPENINGS).context["rows"]
    assert (row.candidates, row.interviews, row.signed) == (2, 2, 1)


def test_of_very_many_interviews_some_are_counted_and_it_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "COUNTED_AT_MOST", 2)
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    for _ in range(3):
        factories.interview(opening=opening)
    client.force_login(ines)
    shown = client.get(OPENINGS).content.decode()
    assert "more than 2 interviews" in shown
    assert "at least 2 candidates" in shown


def test_archived_candidates_are_not_on_the_page_of_one(client: Client) -> None:
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    for status in Candidate.Status:
        factories.interview(opening=opening, candidate=factories.candidate(name=str(status.label), status=status))
    client.force_login(ines)
    response = client.get(reverse("interviews:opening", args=[opening.pk]))
    assert [row.candidate.name for row in response.context["rows"]] == ["Withdrawn", "Active"]
    assert f"?opening={opening.pk}&amp;status=all" in response.content.decode()


def test_the_page_of_one_comes_in_pages(client: Client) -> None:
    ines = factories.user()
    opening = factories.opening(created_by=ines)
    for _ in range(51):
        factories.interview(opening=opening)
    client.force_login(ines)
    address = reverse("interviews:opening", args=[opening.pk])
    page = client.get(address).context["page"]
    assert len(page.rows) == 50
    assert len(client.get(address, {"after": str(page.after)}).context["rows"]) == 1


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
    with django_assert_num_queries(6):
        client.get(OPENINGS)
    with django_assert_num_queries(9):
        client.get(reverse("interviews:opening", args=[opening.pk]))
    for _ in range(5):
        factories.interview(opening=opening)
        factories.opening(created_by=ines)
    with django_assert_num_queries(6):
        client.get(OPENINGS)
    with django_assert_num_queries(9):
        client.get(reverse("interviews:opening", args=[opening.pk]))


def test_they_are_for_reading_by_people_who_signed_in(client: Client) -> None:
    opening = factories.opening()
    for address in (OPENINGS, reverse("interviews:opening", args=[opening.pk])):
        client.logout()
        assert client.get(address).status_code == 302
        client.force_login(opening.created_by)
        assert client.post(address).status_code == 405
