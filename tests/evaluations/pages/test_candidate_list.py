"""Finding a candidate."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interviews import paging
from interviews.models import Candidate, Level, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.signed import signed

pytestmark = pytest.mark.django_db
CANDIDATES = reverse("interviews:candidates")


def listed(client: Client, **query: str) -> list[str]:
    return [row.candidate.name for row in client.get(CANDIDATES, {"sort": "name", **query}).context["rows"]]


def shown(client: Client, **query: str) -> str:
    return " ".join(client.get(CANDIDATES, query).content.decode().split())


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
    assert "4 candidates" in shown(client)


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADMIN])
def test_the_committee_and_admins_see_everybody(client: Client, role: Role) -> None:
    factories.candidate(name="Mara")
    client.force_login(factories.user(role=role))
    assert listed(client) == ["Mara"]


@pytest.mark.parametrize("words", ["zoe", "ZOË", "ängs zoe", "  Zoë   Ångström ", "zo", "o'br", "luc", "Jean-Luc"])
def test_a_name_is_found_by_the_beginnings_of_its_words_whatever_their_case_accents_and_order(
    client: Client, words: str
) -> None:
    ines = factories.user()
    factories.candidate(name="Zoë Ångström O'Brien Jean-Luc", created_by=ines)
    factories.candidate(name="Mara", created_by=ines)
    client.force_login(ines)
    assert listed(client, q=words) == ["Zoë Ångström O'Brien Jean-Luc"]


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "nobody", "ara", "mara nobody", ":*", "!mara | x", "m" * 5000])
def test_what_no_word_of_a_name_begins_with_finds_nobody(client: Client, words: str) -> None:
    ines = factories.user()
    factories.candidate(name="Mara", created_by=ines)
    client.force_login(ines)
    assert listed(client, q=words) == []
    assert "No candidate matches" in shown(client, q=words)


def test_withdrawn_and_archived_candidates_are_listed_only_when_asked_for(client: Client) -> None:
    ines = factories.user()
    for status in Candidate.Status:
        factories.candidate(name=str(status.label), created_by=ines, status=status)
    client.force_login(ines)
    assert listed(client) == ["Active"]
    assert listed(client, status="withdrawn") == ["Withdrawn"]
    assert listed(client, status="archived") == ["Archived"]
    assert listed(client, status="all") == ["Active", "Archived", "Withdrawn"]


def test_it_is_narrowed_by_opening_and_level(client: Client) -> None:
    ines = factories.user()
    staff = factories.opening(title="Data", level=Level.STAFF, created_by=ines)
    junior = factories.opening(title="Web", level=Level.JUNIOR_MID, created_by=ines)
    factories.interview(opening=staff, candidate=factories.candidate(name="Ana"))
    factories.interview(opening=junior, candidate=factories.candidate(name="Bo"))
    client.force_login(ines)
    assert listed(client, opening=str(staff.pk)) == ["Ana"]
    assert listed(client, level="Junior-Mid") == ["Bo"]
    assert listed(client, opening=str(staff.pk), level="Junior-Mid") == []
    assert listed(client, opening=str(junior.pk), q="bo") == ["Bo"]


def test_an_opening_that_is_not_for_this_person_narrows_to_nobody_and_is_not_named(client: Client) -> None:
    ines = factories.user()
    factories.candidate(name="Mara", created_by=ines)
    foreign = factories.opening(title="Foreign")
    client.force_login(ines)
    assert listed(client, opening=str(foreign.pk)) == []
    assert "Foreign" not in shown(client, opening=str(foreign.pk))


def test_an_archived_opening_is_offered_only_where_it_is_chosen(client: Client) -> None:
    ines = factories.user()
    old = factories.opening(title="Old", created_by=ines, is_archived=True)
    client.force_login(ines)
    assert "Old" not in shown(client)
    assert "Old · Junior-Mid (archived)" in shown(client, opening=str(old.pk))


def test_the_newest_come_first_unless_somebody_wants_names(client: Client) -> None:
    ines = factories.user()
    for name in ("Bo", "Ana"):
        factories.candidate(name=name, created_by=ines)
    factories.candidate(name="Cy", created_by=ines)
    client.force_login(ines)
    assert listed(client, sort="newest") == ["Cy", "Ana", "Bo"]
    assert listed(client, sort="name") == ["Ana", "Bo", "Cy"]


def test_a_row_says_what_for_who_was_last_and_how_many_are_signed(client: Client) -> None:
    cases.publish_rubric()
    ines = factories.user()
    mara = factories.candidate(name="Mara", created_by=ines)
    signed(factories.interview(interviewer=ines, candidate=mara))
    tom = factories.user(name="Tom Last")
    factories.interview(interviewer=tom, candidate=mara, opening=factories.opening(title="Web", panel=[ines]))
    factories.interview(candidate=mara, opening=factories.opening(title="Foreign"))
    client.force_login(ines)
    assert "1 of 2 signed" in shown(client)
    assert shown(client).rindex("Web · Junior-Mid") < shown(client).rindex("Backend Engineer · Junior-Mid")
    assert "Tom Last" in shown(client)
    assert "Foreign" not in shown(client)


def test_a_long_list_comes_in_pages_that_keep_what_narrows_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED_AT_MOST", 50)
    ines = factories.user()
    made = [factories.candidate(name=f"Mara {number:02}", created_by=ines) for number in range(51)]
    client.force_login(ines)
    first = shown(client, q="mara", sort="name")
    assert len(listed(client)) == 50
    assert "More than 50 candidates" in first
    assert f"?q=mara&amp;sort=name&amp;after={made[49].pk}" in first
    assert listed(client, q="mara", after=str(made[49].pk)) == ["Mara 50"]
    assert listed(client, q="mara", before=str(made[50].pk))[0] == "Mara 00"


@pytest.mark.parametrize(
    "query", ["q=%00&status=%00&after=-1", "opening=x&level=x&sort=x", "after=x&before=y", "sort=name&after=%00"]
)
def test_an_odd_address_is_no_error(client: Client, query: str) -> None:
    client.force_login(factories.user())
    assert client.get(f"{CANDIDATES}?{query}").status_code == 200


def test_an_erased_candidate_stays_in_the_list_by_date(client: Client) -> None:
    ines = factories.user()
    factories.candidate(name="Mara", created_by=ines)
    erased = factories.candidate(created_by=ines)
    erased.identity.delete()
    client.force_login(ines)
    assert listed(client, sort="newest") == ["Erased candidate", "Mara"]
    assert listed(client, sort="name") == ["Mara"]
    assert listed(client, sort="name", after=str(erased.pk)) == ["Mara"]


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ines = factories.user()
    factories.interview(interviewer=ines)
    client.force_login(ines)
    with django_assert_num_queries(7):
        client.get(CANDIDATES)
    for _ in range(10):
        factories.interview(interviewer=ines)
    with django_assert_num_queries(7):
        client.get(CANDIDATES)


def test_only_who_interviews_is_offered_a_new_interview(client: Client) -> None:
    new = reverse("interviews:interview_new")
    client.force_login(factories.user())
    assert new in shown(client)
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert new not in shown(client)


def test_it_is_for_reading_by_people_who_signed_in(client: Client) -> None:
    assert client.get(CANDIDATES).status_code == 302
    client.force_login(factories.user())
    assert client.post(CANDIDATES).status_code == 405
