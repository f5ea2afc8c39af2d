"""What a first start brings along, and that a second one brings nothing more."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from evaluations.management.commands import load_rubrics
from evaluations.models import Draft, Evaluation, OpeningPolicy, RubricVersion
from interviews.models import Role, User
from tests import factories
from tests.evaluations.cases import RUBRIC_SOURCE, drafted

pytestmark = pytest.mark.django_db


def run(command: str) -> str:
    output = StringIO()
    call_command(command, stdout=output, stderr=StringIO())
    return output.getvalue()


def test_the_shipped_rubrics_are_published_once_and_the_first_is_what_openings_begin_with() -> None:
    for _ in range(3):
        run("load_rubrics")
    published = RubricVersion.objects.order_by("name")
    assert [(version.name, version.number) for version in published] == [("FAANG behavioural", 1), ("Four steps", 1)]
    assert OpeningPolicy.objects.of(factories.opening()).version == published[0]


def test_a_changed_rubric_is_a_new_version_and_what_was_judged_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = drafted()
    (tmp_path / "default.toml").write_text(RUBRIC_SOURCE.replace('"4.5"', '"4.6"'), encoding="utf-8")
    monkeypatch.setattr(load_rubrics, "SHIPPED", tmp_path)
    run("load_rubrics")
    assert RubricVersion.objects.current().number == 2
    assert Draft.objects.get(evaluation=evaluation).rubric_version.number == 1


def test_a_published_rubric_cannot_be_changed() -> None:
    run("load_rubrics")
    version = RubricVersion.objects.current()
    with pytest.raises(TypeError, match="publish a new one"):
        version.save()


def test_each_role_can_sign_in_with_what_was_printed() -> None:
    run("load_rubrics")
    lines = [line.split() for line in run("load_samples").splitlines()]
    assert {user.role for user in User.objects.all()} == set(Role)
    assert all(Client().login(username=line[-2], password=line[-1]) for line in lines)


def test_samples_are_loaded_once_and_their_passwords_stay() -> None:
    run("load_rubrics")
    first = run("load_samples")
    evaluations = Evaluation.objects.count()
    assert run("load_samples") == first
    assert Evaluation.objects.count() == evaluations > 0


def test_samples_are_for_an_embedded_installation_only(settings: Settings) -> None:
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="embedded installations only"):
        run("load_samples")
    assert not User.objects.exists()
