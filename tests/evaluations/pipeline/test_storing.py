"""Storing at the same moment as somebody else changes the same evaluation."""

from collections.abc import Callable
from functools import partial

import pytest
from pytest_django import Settings

from evaluations import present, review
from evaluations.evidence.claims import FlagStatus, PassKind, Section
from evaluations.models import Attempt, Evaluation, Pass
from evaluations.moving import delete
from evaluations.pipeline import passes
from interviews.models import Text
from tests.evaluations.cases import RUBRIC, drafted, interviewer_of, pass_of, present_flag, refreshed, request
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 10


def _do(act: Callable[[], object]) -> None:
    act()


def assert_verdict_follows(evaluation: Evaluation) -> None:
    stored = refreshed(evaluation)
    assert stored.draft
    standing = present.stand(present.read(stored), rubric=RUBRIC, level=stored.draft.level, aims=stored.draft.aims)
    assert (stored.verdict, stored.verdict_if_confirmed) == (standing.decision.verdict, standing.if_confirmed)


def test_two_passes_that_end_together_are_both_in_the_verdict(settings: Settings) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    for _ in range(ROUNDS):
        evaluation = request()
        all_at_once(passes.run, [pass_of(evaluation, kind).pk for kind in PassKind])
        assert len(present.read(evaluation).sections) == len(Section)
        assert_verdict_follows(evaluation)


def test_a_flag_decided_while_the_ratings_arrive_is_in_the_verdict(settings: Settings) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    for _ in range(ROUNDS):
        evaluation = drafted(flags=(5,))
        work = pass_of(evaluation)
        work.sections.all().delete()
        Pass.objects.filter(pk=work.pk).update(state=Pass.State.WAITING)

        by = review.Decision(author=interviewer_of(evaluation), item=present_flag(evaluation).id, number=1)
        confirm = partial(review.decide_flag, evaluation, by, FlagStatus.CONFIRMED, 5)
        acts: list[Callable[[], object]] = [confirm, partial(passes.run, work.pk)]
        all_at_once(_do, acts)
        assert refreshed(evaluation).verdict == "No Hire"
        assert_verdict_follows(evaluation)


def test_an_answer_deleted_while_its_draft_is_stored_is_gone_without_an_error(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    for _ in range(ROUNDS):
        evaluation = request()
        acts: list[Callable[[], object]] = [partial(passes.run, pass_of(evaluation, kind).pk) for kind in PassKind]
        acts.append(partial(delete, evaluation.answer))
        all_at_once(_do, acts)
    assert not any(model.objects.exists() for model in (Evaluation, Pass, Attempt, Text))
    assert caplog.text == ""
