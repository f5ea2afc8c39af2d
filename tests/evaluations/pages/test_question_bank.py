"""The question bank: reading it, changing a question, and how it fares."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import asked, requests
from evaluations.models import Scorecard
from interviews.models import Interview, Question, QuestionVersion, Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
BANK = reverse("evaluations:bank")
NEW = reverse("evaluations:bank_new")
TYPED = {
    "wording": "What broke?",
    "aims": ["Ownership", "Execution"],
    "level": "Staff",
    "probes": " And then?\n\nWho  else? ",
    "is_offered": "on",
}


@pytest.fixture
def admin() -> User:
    cases.publish_rubric()
    return factories.user(name="Ada Admin", role=Role.ADMIN)


@pytest.fixture
def question(admin: User) -> Question:
    return factories.question(wording="What broke?", aims=["Ownership"])


def change(by: User, question: Question, seen: int = 1, **otherwise: Any) -> Any:
    address = reverse("evaluations:bank_question", args=[question.pk])
    return signed_in(by).post(address, {**TYPED, "seen": str(seen), **otherwise})


def now(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def in_signed_scorecard(question: Question, *ratings: dict[str, str]) -> Interview:
    """Asked once for each of these ratings by competency."""
    interview = factories.interview()
    answers = []
    for rated in ratings:
        evaluation = requests.request(factories.answer(interview=interview, from_bank=question), interview.interviewer)
        answers.append([str(evaluation.pk), "Hire", rated])
    version = cases.publish_rubric()
    Scorecard.objects.create(
        interview=interview,
        opened_by=interview.interviewer,
        own_verdict="Hire",
        verdict="Hire",
        signed_at="2026-03-01T12:00Z",
        signed_by=interview.interviewer,
        rubric_version=version,
        answers=answers,
    )
    return interview


def test_a_new_question_is_in_the_bank_with_its_first_version(admin: User) -> None:
    assert signed_in(admin).post(NEW, TYPED).headers["Location"] == BANK
    made = Question.objects.get()
    assert (made.wording, made.aims, made.level) == ("What broke?", ["Ownership", "Execution"], "Staff")
    assert (made.probes, made.is_offered) == (["And then?", "Who else?"], True)
    assert [(one.number, one.changed_by) for one in made.versions.all()] == [(1, admin)]
    assert "What broke?" in signed_in(admin).get(BANK, {"q": "broke"}).text


def test_a_change_makes_a_version_and_reaches_nothing_that_was_asked(admin: User, question: Question) -> None:
    answer = factories.answer(from_bank=question)
    assert change(admin, question, wording="What went wrong?", aims=["Execution"]).status_code == 302
    answer.refresh_from_db()
    assert (answer.question_text.body, answer.aims) == ("What broke?", ["Ownership"])
    assert (now(question).wording, now(question).number) == ("What went wrong?", 2)
    versions = question.versions.order_by("number").values_list("number", "wording", "changed_by__name")
    assert list(versions) == [(1, "What broke?", None), (2, "What went wrong?", "Ada Admin")]
    page = signed_in(admin).get(reverse("evaluations:bank_question", args=[question.pk])).text
    assert "1. What broke?" in page
    assert "Asked 1 time." in page


def test_saving_what_is_so_changes_nothing(admin: User, question: Question) -> None:
    change(admin, question)
    change(admin, question, seen=2)
    assert now(question).number == 2
    assert QuestionVersion.objects.count() == 2


def test_one_that_is_no_longer_offered_is_not_picked_from_and_stays_in_the_bank(
    admin: User, question: Question
) -> None:
    interview = factories.interview()
    change(admin, question, is_offered="")
    picker = signed_in(interview.interviewer).get(f"/interviews/{interview.pk}/paste/questions/")
    assert "What broke?" not in picker.text
    assert "not offered" in signed_in(admin).get(BANK).text


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({"wording": " "}, "question is empty"),
        ({"wording": "What\0broke?"}, "characters"),
        ({"wording": "Another?"}, "This question is in the bank already."),
        ({"aims": ["Courage"]}, "Select a valid choice"),
        ({"level": "Principal"}, "Select a valid choice"),
        ({"probes": "\n".join(f"Probe {n}" for n in range(11))}, "At most 10 lines."),
        ({"probes": "x" * 501}, "501 characters"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    admin: User, question: Question, otherwise: dict[str, Any], said: str
) -> None:
    factories.question(wording="Another?")
    response = change(admin, question, **otherwise)
    assert response.status_code == 422
    assert said in response.text
    assert signed_in(admin).post(NEW, {**TYPED, **otherwise}).status_code == (422 if otherwise else 302)
    assert now(question).number == 1


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_what_no_page_sends_is_refused(admin: User, question: Question, seen: str) -> None:
    address = reverse("evaluations:bank_question", args=[question.pk])
    assert signed_in(admin).post(address, {**TYPED, "seen": seen}).status_code == 400


def test_who_saves_over_another_change_is_told_and_keeps_what_they_typed(admin: User, question: Question) -> None:
    change(admin, question, wording="Theirs?")
    response = change(admin, question, wording="Mine?")
    assert response.status_code == 409
    assert "Somebody changed this question meanwhile" in response.text
    assert "Mine?" in response.text
    assert now(question).wording == "Theirs?"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(admin: User, question: Question) -> None:
    statuses = all_at_once(lambda n: change(admin, question, wording=f"Version {n}?").status_code, range(2))
    assert sorted(statuses) == [302, 409]
    assert now(question).number == 2


def test_it_is_counted_how_often_what_it_aims_at_is_not_assessed(admin: User, question: Question) -> None:
    other = factories.question(wording="Other?", aims=["Ownership"])
    in_signed_scorecard(question, {"Ownership": "Meets"}, {"Ownership": "Not assessed"}, {"Execution": "Meets"})
    reopened = in_signed_scorecard(question, {"Ownership": "Not assessed"})
    Scorecard.objects.filter(interview=reopened).update(superseded_at="2026-03-02T12:00Z")
    factories.answer(from_bank=question)
    assert asked.aimed_by([question.pk, other.pk]) == {question.pk: [asked.Aimed("Ownership", 2, 1)]}
    page = signed_in(admin).get(BANK).text
    assert "asked 5 times" in page
    assert "Ownership 1 of 2" in page


def test_the_number_of_queries_does_not_grow_with_the_bank(admin: User, question: Question) -> None:
    counts = []
    for more in (1, 10):
        for _ in range(more):
            in_signed_scorecard(factories.question(aims=["Ownership"]), {"Ownership": "Meets"})
        client = signed_in(admin)
        with CaptureQueriesContext(connection) as queries:
            client.get(BANK)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("words", ["", "'", "a\0b:*", "x" * 5000])
def test_whatever_is_searched_for_is_answered(admin: User, words: str) -> None:
    assert signed_in(admin).get(BANK, {"q": words}).status_code == 200


def test_everybody_reads_and_only_admins_and_chairs_change(admin: User, question: Question) -> None:
    chair, panel, committee = factories.user(), factories.user(), factories.user(role=Role.COMMITTEE)
    factories.opening(created_by=chair, panel=[panel])
    for reader in (panel, committee):
        assert "What broke?" in signed_in(reader).get(BANK).text
        assert NEW not in signed_in(reader).get(BANK).text
        assert change(reader, question, wording="Mine?").status_code == 403
        assert signed_in(reader).post(NEW, TYPED).status_code == 403
    assert change(chair, question, wording="Theirs?").status_code == 302
    assert Client().post(NEW, TYPED).status_code == 302
    assert list(Question.objects.values_list("wording", flat=True)) == ["Theirs?"]


def test_other_methods_are_refused(admin: User, question: Question) -> None:
    client = signed_in(admin)
    assert wrong_methods(client, BANK, "get") == set()
    assert wrong_methods(client, NEW, "get", "post") == set()
    assert wrong_methods(client, reverse("evaluations:bank_question", args=[question.pk]), "get", "post") == set()
