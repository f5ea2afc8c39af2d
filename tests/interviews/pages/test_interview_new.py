"""Starting an interview: one form, whatever exists already."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Candidate, Interview, Opening, PanelMember, Role, User
from tests import factories

pytestmark = pytest.mark.django_db
NEW = reverse("interviews:interview_new")


@pytest.fixture
def ines(client: Client) -> User:
    user = factories.user(name="Ines")
    client.force_login(user)
    return user


def start(client: Client, **typed: Any) -> Any:
    form = {"id": uuid4(), "name": "Mara", "title": "Data Engineer", "level": "Senior", "held_on": "2026-11-20"}
    return client.post(NEW, {**form, **typed})


def test_a_new_candidate_for_a_new_opening_leads_to_pasting(client: Client, ines: User) -> None:
    response = start(client)
    interview = Interview.objects.get()
    assert response.headers["Location"] == reverse("evaluations:paste", args=[interview.pk])
    assert (interview.candidate.name, interview.interviewer) == ("Mara", ines)
    assert (interview.opening.title, interview.opening.level) == ("Data Engineer", "Senior")
    assert interview.held_on == date(2026, 11, 20)
    assert PanelMember.objects.get().seat == PanelMember.Seat.CHAIR


def test_what_exists_is_taken_and_not_made_again(client: Client, ines: User) -> None:
    mara = factories.candidate(name="Mara", created_by=ines)
    opening = factories.opening(created_by=ines)
    start(client, candidate=mara.pk, opening=opening.pk, title="", level="")
    interview = Interview.objects.get()
    assert (interview.candidate, interview.opening) == (mara, opening)
    assert (Candidate.objects.count(), Opening.objects.count()) == (1, 1)


def test_sending_the_form_twice_makes_one_interview(client: Client, ines: User) -> None:
    key = uuid4()
    first, second = start(client, id=key), start(client, id=key)
    assert first.headers["Location"] == second.headers["Location"]
    assert (Interview.objects.count(), Candidate.objects.count(), Opening.objects.count()) == (1, 1, 1)


def test_the_key_of_somebody_elses_interview_is_of_no_use(client: Client, ines: User) -> None:
    foreign = factories.interview()
    assert start(client, id=foreign.pk).status_code == 404


def test_a_name_that_exists_asks_who_is_meant(client: Client, ines: User) -> None:
    factories.candidate(name="Mára", created_by=ines)
    response = start(client)
    assert response.status_code == 422
    assert "There is a candidate with this name." in response.content.decode()
    assert [candidate.name for candidate in response.context["form"].known] == ["Mára"]
    start(client, candidate="new")
    assert Interview.objects.get().candidate.name == "Mara"


def test_a_name_among_candidates_of_others_is_not_given_away(client: Client, ines: User) -> None:
    factories.candidate(name="Mara")
    assert start(client).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Who was interviewed?"),
        ({"name": "x" * 201}, "at most 200 can be kept"),
        ({"name": "Ma\0ra"}, "characters that are not text"),
        ({"candidate": str(uuid4())}, "This candidate is no longer there."),
        ({"candidate": "nonsense"}, "This candidate is no longer there."),
        ({"title": ""}, "Choose an opening above, or name a new one."),
        ({"title": "x" * 201}, "at most 200 can be kept"),
        ({"level": ""}, "Which level does it have?"),
        ({"level": "Principal"}, "Principal is not one of the available choices."),
        ({"opening": str(uuid4())}, "This opening is archived, or not there any more."),
        ({"held_on": "yesterday"}, "Enter a valid date."),
        ({"held_on": "0026-11-20"}, "check the year"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(client: Client, ines: User, typed: dict[str, str], said: str) -> None:
    response = start(client, **typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Candidate.objects.exists()
    assert not Opening.objects.exists()


def test_a_withdrawn_candidate_is_not_interviewed(client: Client, ines: User) -> None:
    gone = factories.candidate(name="Mara", created_by=ines, status=Candidate.Status.WITHDRAWN)
    response = start(client, candidate=gone.pk)
    assert "This candidate has withdrawn." in response.content.decode()
    assert not Interview.objects.exists()


def test_candidates_and_openings_of_others_cannot_be_taken(client: Client, ines: User) -> None:
    assert start(client, candidate=factories.candidate().pk).status_code == 422
    assert start(client, opening=factories.opening().pk).status_code == 422
    assert not Interview.objects.exists()


def test_the_form_begins_with_what_is_likely(client: Client, ines: User) -> None:
    factories.opening(title="Older", created_by=ines)
    latest = factories.interview(interviewer=ines, opening=factories.opening(created_by=ines)).opening
    mara = factories.candidate(name="Mara", created_by=ines)
    form = client.get(NEW, {"candidate": str(mara.pk)}).context["form"]
    assert form["opening"].value() == latest.pk
    assert form["name"].value() == "Mara"
    assert form["held_on"].value()


def test_while_a_name_is_typed_the_candidates_it_may_mean_are_shown(client: Client, ines: User) -> None:
    for name in ("Mara Zwei", "Amara", "Mara", "Tom Maravilla"):
        factories.candidate(name=name, created_by=ines)
    factories.candidate(name="Mara Foreign")
    response = client.get(reverse("interviews:interview_known"), {"name": "mar"})
    assert [candidate.name for candidate in response.context["form"].known] == ["Mara", "Mara Zwei", "Tom Maravilla"]
    response = client.get(reverse("interviews:interview_known"), {"name": "mara"})
    assert [candidate.name for candidate in response.context["form"].known] == ["Mara", "Mara Zwei", "Tom Maravilla"]
    assert not client.get(reverse("interviews:interview_known"), {"name": "\0"}).context["form"].known


def test_the_committee_starts_none(client: Client) -> None:
    client.force_login(factories.user(role=Role.COMMITTEE))
    assert client.get(NEW).status_code == 403
    assert start(client).status_code == 403
    assert not Interview.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert start(client).status_code == 302
    assert not Interview.objects.exists()
