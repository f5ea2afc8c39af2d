"""The page of an interview."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Candidate, Interview, Role
from tests import factories

pytestmark = pytest.mark.django_db


def page(client: Client, interview: Interview) -> str:
    return client.get(reverse("interviews:interview", args=[interview.pk])).content.decode()


def test_it_tells_who_when_for_what_and_with_whom(client: Client) -> None:
    ines, sam = factories.user(name="Ines"), factories.user(name="Sam Shadow")
    interview = factories.interview(interviewer=ines, held_on=date(2026, 11, 3), shadows=[sam])
    answer = factories.answer(interview=interview, question="What broke?")
    client.force_login(ines)
    shown = page(client, interview)
    for fact in (
        interview.candidate.name,
        interview.opening.title,
        "Ines",
        "Sam Shadow",
        "3 November 2026",
        "What broke?",
    ):
        assert fact in shown
    assert reverse("evaluations:answer_state", args=[answer.pk]) in shown


def test_only_its_interviewer_is_led_to_pasting(client: Client) -> None:
    sam = factories.user()
    interview = factories.interview(shadows=[sam])
    paste = reverse("evaluations:paste", args=[interview.pk])
    client.force_login(interview.interviewer)
    assert paste in page(client, interview)
    for reader in (sam, factories.user(role=Role.COMMITTEE), factories.user(role=Role.ADMIN)):
        client.force_login(reader)
        assert paste not in page(client, interview)


def test_nothing_is_pasted_for_a_candidate_who_withdrew(client: Client) -> None:
    interview = factories.interview(candidate=factories.candidate(status=Candidate.Status.WITHDRAWN))
    client.force_login(interview.interviewer)
    assert reverse("evaluations:paste", args=[interview.pk]) not in page(client, interview)


def test_a_panel_member_reads_the_facts_and_not_the_answers(client: Client) -> None:
    interview = factories.interview()
    factories.answer(interview=interview, question="A question of a colleague?")
    member = factories.user()
    interview.opening.panel.add(member)
    client.force_login(member)
    shown = page(client, interview)
    assert interview.opening.title in shown
    assert "A question of a colleague?" not in shown


def test_strangers_and_visitors_do_not_reach_it(client: Client) -> None:
    address = reverse("interviews:interview", args=[factories.interview().pk])
    assert client.get(address).status_code == 302
    client.force_login(factories.user())
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405
