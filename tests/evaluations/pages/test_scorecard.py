"""The interview as a whole: prefilled from its evaluations, the interviewer's own on top, what is left in a list."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from evaluations import scorecards
from evaluations.evidence.claims import FlagStatus, PassKind
from evaluations.models import Pass, Scorecard
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED
from interviews.models import Interview
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, READERS, others, signed_in, wrong_methods
from tests.evaluations.signed import decide, fill, ready, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return factories.interview()


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/scorecard/"


def page(interview: Interview) -> str:
    return signed_in(interview.interviewer).get(url(interview)).text


def save(interview: Interview, typed: Mapping[str, str], *, htmx: bool = False, revision: int = 0) -> HttpResponse:
    client = signed_in(interview.interviewer, htmx=htmx)
    return client.post(url(interview), {"revision": revision, **typed})  # type: ignore[return-value]


def test_it_is_prefilled_with_what_the_answers_combine_to(interview: Interview) -> None:
    cases.drafted(interview, ratings={"Ownership": "Below", "Execution": NOT_ASSESSED})
    cases.drafted(interview, ratings={"Ownership": "Meets+", "Execution": "Strong"})
    card = scorecards.current(interview)
    combined = {row.competency: row.combined for row in card.ratings}
    assert (combined["Ownership"], combined["Execution"], combined["Culture Fit"]) == ("Meets", "Strong", "Meets+")
    text = page(interview)
    assert "Answer 1: Below" in text
    assert "Answer 2: Meets+" in text
    assert not Scorecard.objects.exists(), "looking at it makes nothing"


def test_an_interview_without_answers_has_one_that_says_so(interview: Interview) -> None:
    cases.publish_rubric()
    assert "There is no answer in this interview yet." in page(interview)
    assert scorecards.current(interview).verdict == INSUFFICIENT_EVIDENCE


def test_confirmed_flags_of_every_answer_count(interview: Interview) -> None:
    first, second = cases.drafted(interview, flags=(3,)), cases.drafted(interview, flags=(3,))
    decide(first, FlagStatus.CONFIRMED)
    before = scorecards.current(interview)
    assert (before.verdict, before.if_confirmed) == ("Hire", "Leaning Hire")
    decide(second, FlagStatus.CONFIRMED)
    after = scorecards.current(interview)
    assert (after.verdict, after.if_confirmed) == ("Leaning Hire", "")


def test_what_is_undecided_is_listed_with_where_to_decide_it(interview: Interview) -> None:
    done, open_, failed, coming = (cases.drafted(interview) for _ in range(4))
    decide(done)
    Pass.objects.filter(draft=failed.draft_id, kind=PassKind.FEEDBACK).update(state=Pass.State.FAILED)
    Pass.objects.filter(draft=coming.draft_id, kind=PassKind.FEEDBACK).update(state=Pass.State.WAITING)
    text = page(interview)
    assert "Answer 1:\n" not in text
    assert f"/evaluations/{open_.pk}/#item-{cases.present_rating(open_).id}" in text
    assert "8 ratings and flags to decide" in text
    assert "its draft is not complete" in text
    assert "still being drafted" in text
    assert "Choose your own verdict" in text


def test_once_nothing_is_left_it_says_so() -> None:
    assert "Everything is decided." in page(ready())


def test_own_ratings_verdict_and_note_are_kept_beside_what_the_answers_say(interview: Interview) -> None:
    decide(cases.drafted(interview))
    typed = {"rating-0": "Below", "reason-0": "In the talk as a whole.", "verdict": "Hire", "note": "Ask about tests."}
    response = save(interview, {**typed, "verdict_reason": "A weak day."})
    assert response.status_code == 302
    card = scorecards.current(interview)
    row = card.ratings[0]
    assert (row.combined, row.own, row.reason) == ("Meets+", "Below", "In the talk as a whole.")
    assert (card.verdict, card.scorecard.own_verdict) == ("Leaning No Hire", "Hire")
    text = page(interview)
    assert "the rubric says Leaning No Hire" in text
    assert "Ask about tests." in text


def test_making_one_not_assessed_or_deciding_otherwise_wants_a_reason(interview: Interview) -> None:
    decide(cases.drafted(interview))
    save(interview, {"rating-0": NOT_ASSESSED, "verdict": "No Hire"})
    text = page(interview)
    assert "Say why Ownership is not assessed" in text
    assert "Say why you decide otherwise than the rubric" in text
    assert not scorecards.current(interview).is_complete
    reasons = {"reason-0": "Cut short.", "verdict_reason": "Too little."}
    save(interview, {"rating-0": NOT_ASSESSED, "verdict": "No Hire", **reasons}, revision=1)
    assert scorecards.current(interview).is_complete


def test_a_correction_that_the_answers_come_to_agree_with_is_none_any_more(interview: Interview) -> None:
    evaluation = cases.drafted(interview)
    fill(interview, ratings={"Ownership": "Below"})
    assert scorecards.current(interview).ratings[0].own == "Below"
    decision = cases.present_rating(evaluation)
    signed_in(interview.interviewer).post(
        f"/evaluations/{evaluation.pk}/ratings/{decision.id}/", {"number": 1, "rating": "Below"}
    )
    assert scorecards.current(interview).ratings[0].own == ""


def test_a_touched_rating_gives_back_what_follows_and_nothing_else(interview: Interview) -> None:
    decide(cases.drafted(interview))
    response = save(interview, {"rating-0": "Below"}, htmx=True)
    text = response.text
    assert "The rubric says Leaning No Hire." in text
    assert 'value="1"' in text
    assert "rating-step" not in text
    assert len(text) < 5_000


def test_saving_leads_on_to_signing_where_that_is_wanted(interview: Interview) -> None:
    cases.drafted(interview)
    where = f"/interviews/{interview.pk}/scorecard/sign/"
    assert save(interview, {"sign": "1"}).headers["Location"] == where
    assert save(interview, {"sign": "1"}, revision=1, htmx=True).headers["HX-Redirect"] == where


@pytest.mark.parametrize("htmx", [True, False])
def test_who_was_slower_gets_the_present_state_and_keeps_what_they_typed(interview: Interview, htmx: bool) -> None:
    cases.drafted(interview)
    save(interview, {"note": "The first tab's."})
    response = save(interview, {"note": "The second tab's."}, htmx=htmx)
    assert response.status_code == 409
    text = response.text
    assert 'Note: <span dir="auto">The first tab&#x27;s.</span>' in text
    assert ">The second tab&#x27;s.</textarea>" in text
    assert 'name="revision" id="card-revision" value="1"' in text
    assert scorecards.current(interview).words.note == "The first tab's."


@pytest.mark.parametrize("typed", [{"rating-0": "Excellent"}, {"verdict": "Maybe"}, {"note": "x" * 20_001}])
def test_what_is_on_no_scale_or_too_long_is_refused_and_stays_in_the_form(
    interview: Interview, typed: dict[str, str]
) -> None:
    cases.drafted(interview)
    response = save(interview, {"verdict_reason": "Typed before.", **typed})
    assert response.status_code == 422
    assert "Typed before." in response.text
    assert not Scorecard.objects.exists()


def test_two_who_save_the_first_time_at_once_make_one(transactional_db: None) -> None:
    interview = factories.interview()
    cases.drafted(interview)
    statuses = all_at_once(lambda _: save(interview, {"note": "Mine"}).status_code, range(2))
    assert sorted(statuses) == [302, 409]
    assert Scorecard.objects.get().revision == 1


def test_it_is_read_by_who_reads_the_interview_and_saved_by_its_interviewer(interview: Interview) -> None:
    cases.drafted(interview)
    assert others(interview, lambda client: client.get(url(interview))) == READERS
    assert others(interview, lambda client: client.post(url(interview), {"revision": 0})) == INTERVIEWER_ONLY
    shadow = interview.shadows.all()[0].user
    text = signed_in(shadow).get(url(interview)).text
    assert "<textarea" not in text
    assert "Save" not in text


def test_the_committee_sees_it_once_it_is_signed(interview: Interview) -> None:
    signed(interview)
    assert others(interview, lambda client: client.get(url(interview))) == {**READERS, "committee": 200}


def test_it_costs_as_many_queries_for_many_answers_as_for_one(interview: Interview) -> None:
    def count() -> int:
        client = signed_in(interview.interviewer)
        with CaptureQueriesContext(connection) as captured:
            client.get(url(interview))
        return len(captured)

    cases.drafted(interview)
    few = count()
    for _ in range(5):
        cases.drafted(interview)
    assert count() == few <= 12


def test_other_methods_are_refused(interview: Interview) -> None:
    assert wrong_methods(signed_in(interview.interviewer), url(interview), "get", "post") == set()
