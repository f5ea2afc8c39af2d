"""What `manage.py sample_data` makes, and what it says."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from interviews.models import Candidate, User

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str]:
    """What it prints, and what it tells meanwhile."""
    printed, told = StringIO(), StringIO()
    call_command("sample_data", *arguments, stdout=printed, stderr=told)
    return printed.getvalue(), told.getvalue()


def test_it_makes_candidates_and_says_who_can_sign_in() -> None:
    printed, told = run("--candidates", "4")
    assert Candidate.objects.count() == 4
    assert "4 of 4 candidates" in told
    assert all(Client().login(username=line.split()[-2], password=line.split()[-1]) for line in printed.splitlines())


def test_a_second_run_says_that_all_are_there() -> None:
    run("--candidates", "4")
    _, told = run("--candidates", "4")
    assert "nothing was added" in told
    assert Candidate.objects.count() == 4


def test_with_a_password_everybody_signs_in() -> None:
    run("--candidates", "1", "--password", "a word for all of them")
    others = User.objects.filter(email__startswith="committee-")
    assert others
    assert all(other.check_password("a word for all of them") for other in others)


@pytest.mark.parametrize("arguments", [("--candidates", "0"), ("--candidates", "2", "--answers-per-interview", "0")])
def test_nothing_to_make_is_told_in_plain_words(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="at least one"):
        run(*arguments)


def test_it_is_for_an_embedded_installation_only(settings: Settings) -> None:
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="embedded installations only"):
        run("--candidates", "4")
    assert not User.objects.exists()
