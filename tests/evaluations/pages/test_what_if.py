"""What a draft would move is told before it is published: which verdicts, from what to what, and nothing is changed."""

import pytest
from django.test import Client
from kombu.exceptions import OperationalError

from evaluations import publishing, what_if
from evaluations.evidence.claims import FlagStatus
from evaluations.models import Evaluation, MovedVerdict, RubricDraft, WhatIf
from evaluations.rules.quick import Quick
from evaluations.rules.ruling import Facts
from evaluations.tasks import run_what_if
from interviews.models import Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.rubrics import begun, changed, form, with_cap
from tests.evaluations.signed import decide, fill, sign

pytestmark = pytest.mark.django_db

BELOW = {"Execution": "Below"}


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN)


@pytest.fixture
def draft(admin: User) -> RubricDraft:
    """In which any Below leads to No Hire."""
    return with_cap(begun(admin), admin, "No Hire")


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few evaluations take several."""
    monkeypatch.setattr(what_if, "STEP", 2)


def asked(draft: RubricDraft, by: User) -> WhatIf:
    run = what_if.ask(draft, by)
    what_if.run(run.pk)
    run.refresh_from_db()
    return run


def everything() -> list[object]:
    return list(Evaluation.objects.order_by("pk").values())


def test_exactly_those_move_that_the_change_concerns(draft: RubricDraft, admin: User) -> None:
    below = [cases.drafted(ratings=BELOW).pk for _ in range(3)]
    for _ in range(2):
        cases.drafted()
    cases.drafted(ratings={"Execution": "Concern"})
    before = everything()
    run = asked(draft, admin)
    assert (run.total, run.done, run.moved, run.unread) == (6, 6, 3, 0)
    assert run.tally == [["Leaning No Hire", "No Hire", 3]]
    assert set(MovedVerdict.objects.values_list("evaluation", flat=True)) == set(below)
    assert everything() == before


def test_they_are_what_moves_once_it_is_published(draft: RubricDraft, admin: User) -> None:
    moved = cases.drafted(ratings=BELOW)
    run = asked(draft, admin)
    version = publishing.publish(draft, "An invented reason.", revision=draft.revision, by=admin)
    assert Evaluation.objects.get(pk=moved.pk).verdict == "Leaning No Hire"
    again = cases.drafted(ratings=BELOW)
    assert again.draft is not None
    assert (again.draft.rubric_version, again.verdict) == (version, "No Hire")
    assert not WhatIf.objects.filter(pk=run.pk).exists()


def test_a_confirmed_flag_counts_and_one_that_nobody_confirmed_does_not(admin: User) -> None:
    draft = begun(admin)
    flags = {"kind": "confirmed_flags", "severity": 2, "count": 1, "at_best": "No Hire"}
    draft = changed(draft, admin, caps=[*draft.content["caps"], flags])
    confirmed, _unconfirmed = cases.drafted(flags=(2,)), cases.drafted(flags=(2,))
    decide(confirmed, FlagStatus.CONFIRMED)
    asked(draft, admin)
    assert [move.evaluation_id for move in MovedVerdict.objects.all()] == [confirmed.pk]


def test_the_stored_verdict_is_what_the_stored_facts_give_again(admin: User) -> None:
    cases.drafted(ratings=BELOW, flags=(3, 4))
    decide(cases.drafted(flags=(3, 3)), FlagStatus.CONFIRMED)
    for evaluation in Evaluation.objects.select_related("draft__rubric_version"):
        draft = evaluation.draft
        assert draft is not None
        assert evaluation.ruled_on is not None
        facts = Facts.from_json(evaluation.ruled_on)
        again = facts.verdict(Quick(draft.rubric_version.rubric), level=draft.level, aims=draft.aims)
        assert again == evaluation.verdict


def test_what_was_judged_before_facts_were_kept_is_read_from_its_draft_and_edits(
    draft: RubricDraft, admin: User
) -> None:
    evaluation = cases.drafted(ratings=BELOW, flags=(3,))
    decide(evaluation, FlagStatus.CONFIRMED)
    kept = Evaluation.objects.get().ruled_on
    Evaluation.objects.update(ruled_on=None)
    assert asked(draft, admin).moved == 1
    assert Evaluation.objects.get().ruled_on == kept


def test_who_is_rated_with_other_words_is_left_out_and_told(admin: User, client: Client) -> None:
    cases.drafted(ratings=BELOW)
    draft = begun(admin)
    ratings = [row | {"word": "Weak"} if row["word"] == "Below" else row for row in draft.content["ratings"]]
    caps = [row | {"rating": "Weak"} if row.get("rating") == "Below" else row for row in draft.content["caps"]]
    run = asked(changed(draft, admin, ratings=ratings, caps=caps, absence_supports=["Weak"]), admin)
    assert (run.moved, run.unread) == (0, 1)
    assert "1 is left out" in client.get(f"/what-ifs/{run.pk}/").content.decode()


def test_cancelling_stops_it_and_a_doubled_message_does_nothing(
    draft: RubricDraft, admin: User, client: Client
) -> None:
    cases.drafted(ratings=BELOW)
    run = what_if.ask(draft, admin)
    assert "Cancel" in client.get(f"/what-ifs/{run.pk}/").content.decode()
    client.post(f"/what-ifs/{run.pk}/cancel/")
    run_what_if(run.pk)
    run.refresh_from_db()
    assert (run.done, run.moved, run.finished_at) == (0, 0, None)
    finished = asked(draft, admin)
    what_if.run(finished.pk)
    what_if.cancel(finished)
    assert MovedVerdict.objects.count() == 1
    assert WhatIf.objects.get(pk=finished.pk).cancelled_at is None


def test_a_run_that_is_cancelled_between_two_steps_stores_no_more(
    draft: RubricDraft, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        cases.drafted(ratings=BELOW)
    run, read = what_if.ask(draft, admin), what_if._rows

    def rows(name: str, last: object) -> object:
        if last is not None:
            what_if.cancel(run)
        return read(name, last)  # type: ignore[arg-type]

    monkeypatch.setattr(what_if, "_rows", rows)
    what_if.run(run.pk)
    run.refresh_from_db()
    assert (run.done, run.moved, run.finished_at) == (2, 2, None)


def test_the_page_leads_to_the_candidates_narrowed_to_one_way_of_moving(
    draft: RubricDraft, admin: User, client: Client
) -> None:
    interview = factories.interview(candidate=factories.candidate(name="Mara Example"))
    decide(cases.drafted(interview, ratings=BELOW))
    run = asked(draft, admin)
    unsigned = client.get(f"/what-ifs/{run.pk}/").content.decode()
    assert "<strong>1</strong> of 1 verdicts moves." in unsigned
    assert "None that you may read." in unsigned
    fill(interview, verdict="Hire", verdict_reason="As an invented answer.")
    sign(interview)
    page = client.get(f"/what-ifs/{run.pk}/").content.decode()
    assert f"/candidates/{interview.candidate_id}/" in page
    assert "Mara Example" in page
    assert "answers of 1 candidate." in page
    narrowed = {"before": "Hire", "after": "No Hire"}
    assert "Mara Example" not in client.get(f"/what-ifs/{run.pk}/", narrowed).content.decode()


def test_the_editor_saves_and_asks(draft: RubricDraft, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluations.tasks.run_what_if.delay", lambda pk: run_what_if(pk))
    response = client.post(f"/rubric-drafts/{draft.pk}/", form(draft, do="what-if"))
    run = WhatIf.objects.get()
    assert response.headers["Location"] == f"/what-ifs/{run.pk}/"
    assert run.finished_at


def test_where_the_draft_has_errors_nothing_is_run(draft: RubricDraft, admin: User, client: Client) -> None:
    changed(draft, admin, name="")
    response = client.post(f"/rubric-drafts/{draft.pk}/what-if/", follow=True)
    assert "The draft has errors" in response.content.decode()
    assert not WhatIf.objects.exists()


def test_where_the_queue_is_away_it_says_so(
    draft: RubricDraft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(pk: int) -> None:
        raise OperationalError

    monkeypatch.setattr("evaluations.tasks.run_what_if.delay", away)
    response = client.post(f"/rubric-drafts/{draft.pk}/what-if/", follow=True)
    assert "The queue does not answer" in response.content.decode()
