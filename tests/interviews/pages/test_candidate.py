"""The page of a candidate."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interviews.models import Candidate, Interview, Role
from tests import factories

pytestmark = pytest.mark.django_db


def page(client: Client, candidate: Candidate) -> str:
    return client.get(reverse("interviews:candidate", args=[candidate.pk])).content.decode()


@pytest.fixture
def interview() -> Interview:
    return factories.interview(candidate=factories.candidate(name="Mara <Example>"))


def test_it_shows_the_answers_in_order_each_with_the_way_to_its_evaluation(
    client: Client, interview: Interview
) -> None:
    answers = [factories.answer(interview=interview, question=f"Question {number}?") for number in (1, 2)]
    client.force_login(interview.interviewer)
    shown = page(client, interview.candidate)
    assert shown.index("Question 1?") < shown.index("Question 2?")
    for answer in answers:
        assert f'hx-get="{reverse("evaluations:answer_state", args=[answer.pk])}"' in shown
        assert f'href="{reverse("evaluations:answer", args=[answer.pk])}"' in shown


def test_a_name_is_text_whatever_is_in_it(client: Client, interview: Interview) -> None:
    client.force_login(interview.interviewer)
    assert "Mara &lt;Example&gt;" in page(client, interview.candidate)
    assert "<Example>" not in page(client, interview.candidate)


def test_a_panel_member_sees_that_a_colleague_interviewed_and_not_what_was_said(
    client: Client, interview: Interview
) -> None:
    factories.answer(interview=interview, question="A question of a colleague?")
    member = factories.user(name="Pia Panel")
    interview.opening.panel.add(member)
    client.force_login(member)
    shown = page(client, interview.candidate)
    assert interview.interviewer.name in shown
    assert "A question of a colleague?" not in shown
    assert "What was said here is open to those who were there" in shown


def test_who_shadows_reads_along(client: Client) -> None:
    shadow = factories.user()
    interview = factories.interview(shadows=[shadow])
    factories.answer(interview=interview, question="A question of a colleague?")
    client.force_login(shadow)
    assert "A question of a colleague?" in page(client, interview.candidate)


def test_to_a_stranger_it_does_not_exist(client: Client, interview: Interview) -> None:
    client.force_login(factories.user())
    assert client.get(reverse("interviews:candidate", args=[interview.candidate.pk])).status_code == 404
    assert client.get(reverse("interviews:candidate", args=[uuid4()])).status_code == 404


def test_the_committee_reads_and_changes_nothing(client: Client, interview: Interview) -> None:
    client.force_login(factories.user(role=Role.COMMITTEE))
    shown = page(client, interview.candidate)
    for name in ("candidate_status", "candidate_rename"):
        assert reverse(f"interviews:{name}", args=[interview.candidate.pk]) not in shown


def test_the_number_of_queries_does_not_grow(
    client: Client, interview: Interview, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("interviews:candidate", args=[interview.candidate.pk])
    factories.answer(interview=interview)
    client.force_login(factories.user(role=Role.COMMITTEE))
    with django_assert_num_queries(5):
        client.get(address)
    for _ in range(3):
        another = factories.interview(candidate=interview.candidate, shadows=[factories.user()])
        factories.answer(interview=another)
        factories.answer(interview=another)
    with django_assert_num_queries(5):
        client.get(address)


def test_it_is_for_reading_by_people_who_signed_in(client: Client, interview: Interview) -> None:
    address = reverse("interviews:candidate", args=[interview.candidate.pk])
    assert client.get(address).status_code == 302
    client.force_login(interview.interviewer)
    assert client.post(address).status_code == 405
