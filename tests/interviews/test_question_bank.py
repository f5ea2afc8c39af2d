"""The question bank: what it comes with, and finding something in it."""

import pytest
from django.core.management import call_command

from interviews import bank
from interviews.models import Question, Role
from tests import factories

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [question.wording for question in Question.objects.matching(words)]


def test_loading_it_twice_adds_nothing() -> None:
    call_command("load_questions")
    before = set(Question.objects.values_list("pk", "wording"))
    call_command("load_questions")
    assert set(Question.objects.values_list("pk", "wording")) == before


def test_aims_that_an_admin_changed_stay() -> None:
    call_command("load_questions")
    question = Question.objects.all()[0]
    Question.objects.filter(pk=question.pk).update(aims=["Ownership"])
    call_command("load_questions")
    question.refresh_from_db()
    assert question.aims == ["Ownership"]


def test_one_that_was_reworded_does_not_come_back() -> None:
    call_command("load_questions")
    question = Question.objects.all()[0]
    wanted = bank.Wanted(wording="In our own words?", aims=question.aims, level="", probes=[], is_offered=True)
    bank.change(question, wanted, factories.user(role=Role.ADMIN), seen=1)
    before = Question.objects.count()
    call_command("load_questions")
    assert Question.objects.count() == before


@pytest.mark.parametrize(
    "words", ["deadline", "DEADLINES", "dead", "moved dead", "execution", "deadline, (moved)!", "the deadline"]
)
def test_a_question_is_found_by_its_words_and_its_aims(words: str) -> None:
    factories.question(wording="Tell me about a deadline that moved.", aims=["Execution"])
    factories.question(wording="Describe a disagreement.", aims=["Collaboration"])
    assert found(words) == ["Tell me about a deadline that moved."]


@pytest.mark.parametrize("words", ["", "  ", "&|!:*", "the", "\0"])
def test_words_that_say_nothing_find_everything(words: str) -> None:
    factories.question(wording="Tell me about a deadline that moved.")
    assert found(words) == ["Tell me about a deadline that moved."]


@pytest.mark.parametrize("words", ["unicorn", "deadline unicorn", "' OR 1=1 --"])
def test_what_is_in_no_question_finds_none(words: str) -> None:
    factories.question(wording="Tell me about a deadline that moved.")
    assert found(words) == []
