"""Samples are the same for the same seed, are made once, and hold what the product would hold."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from evaluations import present, samples, scorecards, signing
from evaluations.evidence.grounding import is_evidence
from evaluations.models import Evaluation, OpeningPolicy, Pass, Scorecard
from evaluations.scorecards import Card
from interviews.models import Candidate, Identity, Interview, PanelMember, Text, User

pytestmark = pytest.mark.django_db


def stored() -> dict[str, list[dict[str, Any]]]:
    """By table every row, without keys that are counted and keys of what was loaded."""
    return {
        model._meta.label: sorted(
            (
                {key: value for key, value in row.items() if key not in COUNTED}
                for row in model._default_manager.values()
            ),
            key=repr,
        )
        for app in ("interviews", "evaluations")
        for model in apps.get_app_config(app).get_models()
        if model._meta.model_name not in ("question", "rubricversion")
    }


COUNTED = {"id", "work_id", "attempt_id", "question_id", "version_id", "rubric_version_id", "recusal_id"}


def made_and_undone(candidates: int, seed: int = 1) -> dict[str, list[dict[str, Any]]]:
    with transaction.atomic():
        samples.make(candidates, seed=seed)
        found = stored()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same() -> None:
    assert made_and_undone(12, seed=5) == made_and_undone(12, seed=5)


def test_another_seed_makes_others() -> None:
    samples.make(10, seed=1)
    names = set(Identity.objects.values_list("name", flat=True))
    samples.make(10, seed=2)
    assert Candidate.objects.count() == 20
    assert set(Identity.objects.values_list("name", flat=True)) != names


def test_a_second_run_adds_what_is_missing_and_changes_nothing() -> None:
    whole = made_and_undone(14)
    assert samples.make(6).candidates == 6
    assert samples.make(14).candidates == 8
    assert stored() == whole
    assert samples.make(14).candidates == 0
    assert stored() == whole


def test_more_answers_are_made_where_more_are_wanted() -> None:
    samples.make(8, answers_per_interview=9)
    assert max(interview.answers.count() for interview in Interview.objects.all()) > 2


def test_everybody_has_an_invented_address_that_nobody_mails_to() -> None:
    samples.make(5)
    assert all(user.email.endswith("@debrief.example") and not user.reminders for user in User.objects.all())
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_each_opening_has_a_chair_a_panel_and_a_rubric() -> None:
    samples.make(5)
    chairs = PanelMember.objects.filter(seat=PanelMember.Seat.CHAIR)
    assert chairs.count() == OpeningPolicy.objects.count() == 6
    assert PanelMember.objects.exclude(seat=PanelMember.Seat.CHAIR).count() > 12


def evaluations() -> Iterator[Evaluation]:
    return Evaluation.objects.with_facts().iterator()


def test_all_evidence_is_found_in_what_was_said() -> None:
    samples.make(25)
    looked_at = 0
    for evaluation in evaluations():
        said = present.said(evaluation.answer, present.replies_to(evaluation.answer))
        for entry in present.read(evaluation).by_id.values():
            for span in entry.item.evidence:
                assert is_evidence(span, said)
                looked_at += 1
    assert looked_at > 500


def test_every_verdict_is_that_of_the_rules() -> None:
    samples.make(25)
    for evaluation in evaluations():
        columns = ("verdict", "verdict_if_confirmed", "trace", "override")
        before = {name: getattr(evaluation, name) for name in columns}
        present.restand(evaluation)
        evaluation.refresh_from_db()
        assert {name: getattr(evaluation, name) for name in columns} == before
        assert evaluation.verdict


def frozen(card: Card) -> tuple[object, ...]:
    answers = [(answer.evaluation.pk, answer.verdict, answer.ratings) for answer in card.answers]
    return card.version, card.level, card.ratings, answers, card.verdict, card.trace


def test_a_signed_scorecard_says_what_signing_it_now_would_freeze() -> None:
    samples.make(40)
    signed = Scorecard.objects.in_force().select_related("interview__interviewer", "interview__opening")
    assert signed.count() > 20
    for scorecard in signed:
        interview = scorecard.interview
        before = scorecards.current(interview)
        signing.reopen(interview, interview.interviewer, "To look at it anew.", scorecard.number)
        after = scorecards.current(interview)
        assert frozen(after) == frozen(before)
        assert after.is_complete


def test_one_is_signed_with_as_many_interviews_and_answers_as_wanted() -> None:
    candidate = samples.make_signed(interviews=6, answers=30)
    interviews = Interview.objects.filter(candidate=candidate)
    assert [interview.answers.count() for interview in interviews] == [5] * 6
    assert Scorecard.objects.in_force().filter(interview__in=interviews).count() == 6
    assert samples.make_signed(interviews=2, answers=3) != candidate


def test_no_worker_is_left_anything_and_all_keys_are_there() -> None:
    samples.make(25)
    assert set(Pass.objects.values_list("state", flat=True)) == {Pass.State.DONE}
    connection.check_constraints()


def test_no_answer_reads_as_the_template_that_it_was_made_of() -> None:
    samples.make(25, answers_per_interview=5)
    assert not [text.body for text in Text.objects.all() if any(mark in text.body for mark in "{}[]|~")]
