"""The kit of an opening: which questions its interviewers are offered first."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews import kits
from interviews.models import KitQuestion, Opening, Question, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> User:
    return factories.user()


@pytest.fixture
def opening(chair: User) -> Opening:
    return factories.opening(created_by=chair)


@pytest.fixture
def questions() -> list[Question]:
    return [factories.question(wording=f"Question {name}?") for name in "ABC"]


def address(opening: Opening) -> str:
    return reverse("interviews:opening_kit", args=[opening.pk])


def kit(opening: Opening) -> str:
    """The letters of its questions."""
    wordings = KitQuestion.objects.filter(opening=opening).values_list("question__wording", flat=True)
    return "".join(wording[-2] for wording in wordings)


def test_questions_are_added_ordered_and_taken_out(chair: User, opening: Opening, questions: list[Question]) -> None:
    client, seen = signed_in(chair), []
    a, b, c = questions
    for verb, question in (("add", c), ("add", a), ("add", b), ("add", a), ("up", b), ("down", c), ("remove", a)):
        assert client.post(address(opening), {verb: question.pk}).headers["Location"] == address(opening)
        seen.append(kit(opening))
    assert seen == ["C", "CA", "CAB", "CAB", "CBA", "BCA", "BC"]


def test_at_an_end_and_outside_of_the_kit_nothing_moves(
    chair: User, opening: Opening, questions: list[Question]
) -> None:
    client = signed_in(chair)
    for question in questions[:2]:
        kits.add(opening, question)
    client.post(address(opening), {"up": questions[0].pk})
    client.post(address(opening), {"down": questions[1].pk})
    client.post(address(opening), {"up": questions[2].pk})
    client.post(address(opening), {"remove": questions[2].pk})
    assert kit(opening) == "AB"


def test_its_questions_come_first_where_one_is_picked(chair: User, opening: Opening, questions: list[Question]) -> None:
    kits.add(opening, questions[2])
    kits.add(opening, questions[1])
    interview = factories.interview(interviewer=chair, opening=opening)
    elsewhere = factories.interview(interviewer=chair)
    offered = []
    for held in (interview, elsewhere):
        page = signed_in(chair).get(f"/interviews/{held.pk}/paste/questions/").text
        offered.append(sorted("ABC", key=lambda name: page.index(f"Question {name}?")))
    assert offered == [["C", "B", "A"], ["A", "B", "C"]]
    assert "Question C?" in signed_in(chair).get(f"/openings/{opening.pk}/").text


def test_a_kit_holds_no_more_than_an_interview_asks(chair: User, opening: Opening, questions: list[Question]) -> None:
    for _ in range(kits.LIMIT):
        kits.add(opening, factories.question())
    response = signed_in(chair).post(address(opening), {"add": questions[0].pk})
    assert response.status_code == 422
    assert "A kit has at most 12 questions." in response.text
    assert KitQuestion.objects.count() == kits.LIMIT


@pytest.mark.parametrize("posted", [{}, {"add": ""}, {"add": "x"}, {"add": str(uuid4())}, {"steal": "x"}])
def test_what_no_page_sends_finds_nothing(chair: User, opening: Opening, posted: dict[str, str]) -> None:
    assert signed_in(chair).post(address(opening), posted).status_code == 404
    assert kit(opening) == ""


@pytest.mark.django_db(transaction=True)
def test_many_who_add_at_once_all_count(chair: User, opening: Opening, questions: list[Question]) -> None:
    all_at_once(lambda question: kits.add(opening, question), [*questions, *questions])
    assert sorted(kit(opening)) == ["A", "B", "C"]
    assert list(KitQuestion.objects.values_list("rank", flat=True)) == [0, 1, 2]


def test_the_number_of_queries_does_not_grow_with_the_kit(
    chair: User, opening: Opening, questions: list[Question]
) -> None:
    counts = []
    for question in questions:
        kits.add(opening, question)
        client = signed_in(chair)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(opening))
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_who_sees_the_opening_sees_it_and_only_chairs_and_admins_change_it(
    opening: Opening, questions: list[Question]
) -> None:
    panel, committee = factories.user(), factories.user(role=Role.COMMITTEE)
    opening.panel.add(panel)
    kits.add(opening, questions[0])
    for reader in (panel, committee):
        page = signed_in(reader).get(address(opening))
        assert "Question A?" in page.text
        assert "<button" not in page.text.partition("<main")[2]
        assert signed_in(reader).post(address(opening), {"add": questions[1].pk}).status_code == 403
    assert signed_in(factories.user()).get(address(opening)).status_code == 404
    assert Client().post(address(opening), {"add": questions[1].pk}).status_code == 302
    assert kit(opening) == "A"
    signed_in(factories.user(role=Role.ADMIN)).post(address(opening), {"add": questions[1].pk})
    assert kit(opening) == "AB"


def test_other_methods_are_refused(chair: User, opening: Opening) -> None:
    assert wrong_methods(signed_in(chair), address(opening), "get", "post") == set()
