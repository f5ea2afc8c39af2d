"""One pass from claim to stored result, in this process."""

import pytest
from pytest_django import Settings

from evaluations import present, requests
from evaluations.engines.base import EngineFailure
from evaluations.evidence.claims import SECTIONS, Basis, PassKind, Section
from evaluations.models import Attempt, Draft, DraftSection, Evaluation, Pass
from evaluations.moving import delete
from evaluations.pipeline import passes
from evaluations.pipeline.results import WITHDRAWN
from evaluations.rules.rubric import NOT_ASSESSED
from tests.engines import scripted
from tests.engines.gates import Gates
from tests.evaluations.cases import ANSWER, interviewer_of, pass_of, refreshed, request

pytestmark = pytest.mark.django_db(transaction=True)


def requested(settings: Settings, engine: str) -> Evaluation:
    settings.DEBRIEF_ENGINE = engine
    return request()


def run_both(evaluation: Evaluation) -> Evaluation:
    for kind in PassKind:
        passes.run(pass_of(evaluation, kind).pk)
    return refreshed(evaluation)


def test_both_passes_give_every_section_and_a_verdict(settings: Settings) -> None:
    evaluation = run_both(requested(settings, "plain"))
    assert set(present.read(evaluation).sections) == set(Section)
    assert evaluation.verdict == "Hire"
    assert not present.read(evaluation).provisional


def test_a_pass_that_is_done_is_not_drafted_again(settings: Settings) -> None:
    evaluation = requested(settings, "plain")
    for _ in range(3):
        run_both(evaluation)
    assert Attempt.objects.count() == len(PassKind)
    assert DraftSection.objects.count() == len(Section)


def test_an_attempt_tells_what_was_asked_of_whom_and_what_came_back(settings: Settings) -> None:
    evaluation = run_both(requested(settings, "plain"))
    attempt = pass_of(evaluation).attempts.get()
    assert (attempt.engine, attempt.model, attempt.prompt_version) == ("plain", scripted.MODEL, "p1")
    assert (attempt.tokens_in, attempt.tokens_out) == (None, None)
    assert attempt.outcome == Attempt.Outcome.STORED
    assert attempt.duration_ms is not None
    assert attempt.raw_reply.body == "The reply, as it came."


def test_a_quote_that_is_not_in_the_answer_supports_nothing(settings: Settings) -> None:
    state = present.read(run_both(requested(settings, "misquoting")))
    assert all(not entry.item.evidence for entry in state.by_id.values())
    assert {entry.item.basis for entry in state.items(Section.NOTES)} == {Basis.UNVERIFIED}
    assert set(state.ratings.values()) == {NOT_ASSESSED}
    assert {entry.item.claimed_rating for entry in state.items(Section.RATINGS)} == {"Meets+"}


def test_a_failure_is_told_in_the_engines_words_and_the_reply_is_kept(settings: Settings) -> None:
    evaluation = run_both(requested(settings, "spent"))
    work = pass_of(evaluation)
    assert (work.state, work.failure) == (Pass.State.FAILED, scripted.SPENT)
    assert work.attempts.get().outcome == Attempt.Outcome.FAILED
    assert work.attempts.get().raw_reply.body == '{"error": "quota"}'
    assert evaluation.verdict == ""


def test_a_defect_of_the_engine_fails_its_pass_only_and_tells_nobody_what_was_said(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    evaluation = run_both(requested(settings, "broken"))
    broken = pass_of(evaluation, PassKind.RED_FLAGS)
    assert broken.state == Pass.State.FAILED
    assert broken.failure == passes.ENGINE_DEFECT
    assert pass_of(evaluation, PassKind.FEEDBACK).state == Pass.State.DONE
    assert evaluation.verdict == "Hire"
    assert "RuntimeError" in caplog.text
    assert not any(sentence in caplog.text for sentence in ANSWER.split(". "))


@pytest.mark.parametrize("engine", ["off-scale", "incomplete"])
def test_an_unusable_reply_is_refused_with_the_reason_and_kept_for_whoever_looks_into_it(
    settings: Settings, engine: str
) -> None:
    evaluation = run_both(requested(settings, engine))
    work = pass_of(evaluation)
    assert work.state == Pass.State.FAILED
    assert "could not be used" in work.failure
    assert not work.sections.exists()
    assert work.attempts.get().raw_reply.body == "The reply, as it came."
    assert work.attempts.get().model == scripted.MODEL


def test_an_engine_that_is_no_longer_there_fails_in_plain_words(settings: Settings) -> None:
    work = pass_of(run_both(requested(settings, "removed")))
    assert work.state == Pass.State.FAILED
    assert "Traceback" not in work.failure


@pytest.mark.parametrize("engine", ["spent", "broken", "off-scale"])
def test_a_failed_pass_can_be_tried_again(settings: Settings, engine: str) -> None:
    evaluation = run_both(requested(settings, engine))
    Draft.objects.update(engine="plain")
    for kind in PassKind:
        requests.retry(evaluation, kind)
    run_both(evaluation)
    assert {work.state for work in Pass.objects.all()} == {Pass.State.DONE}
    outcomes = dict(Attempt.objects.filter(work__draft=evaluation.draft_id).values_list("number", "outcome"))
    assert outcomes[2] == Attempt.Outcome.STORED


def test_a_busy_engine_is_not_bothered_before_it_said(settings: Settings, gates: Gates) -> None:
    evaluation = run_both(requested(settings, "busy"))
    gates.open()
    run_both(evaluation)
    work = pass_of(evaluation)
    assert (work.state, work.failure) == (Pass.State.WAITING, scripted.BUSY)
    assert work.attempts.get().outcome == Attempt.Outcome.RETRY_LATER


def test_a_section_that_is_shown_early_is_provisional_until_the_reply_is_whole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[frozenset[Section], str]] = []

    def look(gates: Gates, kind: PassKind) -> None:
        state = present.read(evaluation)
        shown.append((state.provisional, state.items(Section.NOTES)[0].item.text))

    monkeypatch.setattr(Gates, "enter", look)
    evaluation = requested(settings, "streaming")
    passes.run(pass_of(evaluation).pk)
    assert shown == [(frozenset({Section.NOTES}), scripted.NOTES_SHOWN_EARLY)]
    state = present.read(evaluation)
    assert not state.provisional
    assert set(state.sections) == set(SECTIONS[PassKind.FEEDBACK])
    assert state.items(Section.NOTES)[0].item.text != scripted.NOTES_SHOWN_EARLY


def test_what_was_shown_early_goes_when_the_engine_fails_and_the_pass_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(gates: Gates, kind: PassKind) -> None:
        raise EngineFailure("cut", "The invented line was cut.")

    monkeypatch.setattr(Gates, "enter", fail)
    evaluation = run_both(requested(settings, "streaming"))
    assert not DraftSection.objects.exists()
    assert pass_of(evaluation).state == Pass.State.FAILED
    assert pass_of(evaluation).failure == f"The invented line was cut. {WITHDRAWN}"


def test_cancelling_while_an_engine_drafts_stores_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = requested(settings, "gated")
    monkeypatch.setattr(Gates, "enter", lambda gates, kind: requests.cancel(evaluation))
    passes.run(pass_of(evaluation).pk)
    work = pass_of(evaluation)
    assert work.state == Pass.State.CANCELLED
    assert work.attempts.get().outcome == Attempt.Outcome.SUPERSEDED
    assert not DraftSection.objects.exists()


def test_a_cancelled_pass_can_be_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = requested(settings, "gated")
    monkeypatch.setattr(Gates, "enter", lambda gates, kind: requests.cancel(evaluation))
    passes.run(pass_of(evaluation).pk)
    monkeypatch.undo()
    settings.DEBRIEF_ENGINE = "gated"
    Gates().open()
    requests.retry(evaluation, PassKind.FEEDBACK)
    passes.run(pass_of(evaluation).pk)
    assert pass_of(evaluation).state == Pass.State.DONE


def test_an_answer_that_is_deleted_while_it_is_drafted_leaves_nothing_behind(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = requested(settings, "gated")
    monkeypatch.setattr(Gates, "enter", lambda gates, kind: delete(evaluation.answer))
    passes.run(pass_of(evaluation).pk)
    assert not Evaluation.objects.exists()
    assert not Attempt.objects.exists()


def test_a_pass_of_a_draft_that_was_replaced_does_not_touch_the_verdict(settings: Settings) -> None:
    evaluation = requested(settings, "plain")
    old = pass_of(evaluation)
    requests.request(evaluation.answer, interviewer_of(evaluation))
    passes.run(old.pk)
    assert refreshed(evaluation).verdict == ""
