"""Signing: confirmed, of what was seen, once; from then on nothing in the interview changes."""

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from evaluations import moving, replying, requests, review, scorecards
from evaluations.evidence.claims import PassKind
from evaluations.models import Draft, Edit, Evaluation, Pass, Scorecard, SectionChoice
from evaluations.pipeline import passes
from evaluations.present import read
from interviews.models import Answer, FollowUpReply, Interview, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.signed import decide, fill, ready, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/scorecard/sign/"


def confirm(client: Client, interview: Interview) -> int:
    seal = scorecards.current(interview).seal
    return client.post(url(interview), {"seal": seal}).status_code


def test_the_page_says_what_is_signed_and_confirming_signs_it() -> None:
    interview = ready(answers=2)
    client = signed_in(interview.interviewer)
    text = client.get(url(interview)).text
    assert "the evaluations of 2 answers" in text
    assert not Scorecard.objects.is_signed(interview.pk), "asking signs nothing"
    assert confirm(client, interview) == 302
    scorecard = Scorecard.objects.get()
    assert (scorecard.signed_by, scorecard.verdict, scorecard.own_verdict) == (interview.interviewer, "Hire", "Hire")
    assert scorecard.combined["Ownership"] == "Meets+"
    assert [verdict for _, verdict, _ in scorecard.answers] == ["Hire", "Hire"]
    assert not Evaluation.objects.filter(reviewed_at=None).exists(), "its evaluations are signed with it"


def test_a_signed_one_says_by_whom_and_offers_nothing_to_edit() -> None:
    interview = signed()
    text = signed_in(interview.interviewer).get(f"/interviews/{interview.pk}/scorecard/").text
    assert "Signed by Ines Interviewer" in text
    assert "<textarea" not in text
    assert "Reopen" in text
    names = [row.competency for row in scorecards.current(interview).ratings]
    assert names == list(cases.RUBRIC.competency_names), "in the rubric's order"


def test_what_is_undecided_refuses_it() -> None:
    interview = factories.interview()
    cases.drafted(interview)
    fill(interview, verdict="Hire")
    client = signed_in(interview.interviewer)
    assert "Still to decide" in client.get(url(interview)).text
    assert confirm(client, interview) == 409
    assert not Scorecard.objects.is_signed(interview.pk)


def test_without_an_own_verdict_it_is_refused() -> None:
    interview = ready(verdict="")
    assert confirm(signed_in(interview.interviewer), interview) == 409


def test_what_changed_since_it_was_shown_is_shown_first() -> None:
    interview = ready()
    seen = scorecards.current(interview).seal
    evaluation = Evaluation.objects.get()
    client = signed_in(interview.interviewer)
    send(client, evaluation, cases.present_rating(evaluation, "Culture Fit"), rating="Strong")
    response = client.post(url(interview), {"seal": seen})
    assert response.status_code == 409
    assert "Something changed since you opened the page" in response.text
    assert not Scorecard.objects.is_signed(interview.pk)


def test_signing_twice_changes_nothing() -> None:
    interview = signed()
    before = Scorecard.objects.values().get()
    assert confirm(signed_in(interview.interviewer), interview) == 302
    assert Scorecard.objects.values().get() == before


def test_only_the_interviewer_signs() -> None:
    interview = ready()
    assert others(interview, lambda client: client.get(url(interview))) == INTERVIEWER_ONLY
    seal = scorecards.current(interview).seal
    assert others(interview, lambda client: client.post(url(interview), {"seal": seal})) == INTERVIEWER_ONLY
    assert not Scorecard.objects.is_signed(interview.pk)


def test_the_committee_sees_the_evaluations_from_then_on() -> None:
    interview = ready()
    evaluation = Evaluation.objects.get()
    member = signed_in(factories.user(role=Role.COMMITTEE))
    assert member.get(f"/evaluations/{evaluation.pk}/").status_code == 404
    sign(interview)
    assert member.get(f"/evaluations/{evaluation.pk}/").status_code == 200


def test_no_rating_flag_or_verdict_of_it_changes_any_more() -> None:
    interview = signed()
    evaluation = Evaluation.objects.get()
    client = signed_in(interview.interviewer)
    edits = Edit.objects.count()
    for response in (
        send(client, evaluation, cases.present_rating(evaluation), rating="Below"),
        send(client, evaluation, cases.present_flag(evaluation), status="confirmed", severity=5),
        send(client, evaluation, cases.present_verdict(evaluation), verdict="No Hire", reason="Late"),
    ):
        assert response.status_code == 422
        assert "The scorecard of this interview is signed" in response.text
    assert Edit.objects.count() == edits


def test_the_scorecard_itself_is_not_saved_any_more_and_what_was_typed_is_not_lost() -> None:
    interview = signed()
    address = f"/interviews/{interview.pk}/scorecard/"
    response = signed_in(interview.interviewer).post(address, {"revision": 1, "note": "Afterthought"})
    assert response.status_code == 409
    assert "Afterthought" in response.text
    assert scorecards.current(interview).words.note == ""


def test_nothing_is_pasted_into_it_and_what_was_typed_is_not_lost() -> None:
    interview = signed()
    typed = {"id": "11111111-1111-4111-8111-111111111111", "question": "And then?", "answer": "Then I went home early."}
    address = f"/interviews/{interview.pk}/paste/"
    assert "is signed, so nothing can be added" in signed_in(interview.interviewer).get(address).text
    response = signed_in(interview.interviewer).post(address, typed)
    assert response.status_code == 409
    assert "Then I went home early." in response.text
    assert Evaluation.objects.count() == 1


def test_nothing_is_moved_into_it_out_of_it_or_deleted_from_it() -> None:
    interview = signed()
    other = factories.interview(interviewer=interview.interviewer, candidate=factories.candidate(name="Nils Next"))
    elsewhere, inside = cases.drafted(other), Evaluation.objects.get(answer__interview=interview)
    client = signed_in(interview.interviewer)
    assert client.post(f"/answers/{elsewhere.answer_id}/move/", {"interview": interview.pk}).status_code == 422
    assert client.post(f"/answers/{inside.answer_id}/move/", {"interview": other.pk}).status_code == 422
    assert client.post(f"/answers/{inside.answer_id}/delete/").status_code == 409
    assert cases.refreshed(inside).answer.interview == interview
    assert cases.refreshed(elsewhere).answer.interview == other


def test_an_answer_that_was_moved_into_it_meanwhile_is_neither_deleted_nor_moved_nor_drafted_again() -> None:
    """Whoever read the answer before still takes it for one of an open interview."""
    elsewhere = factories.interview()
    evaluation = cases.drafted(elsewhere)
    by, before = elsewhere.interviewer, Answer.objects.select_related("interview").get()
    interview = factories.interview(interviewer=by, opening=elsewhere.opening)
    moving.move(evaluation.answer, interview, by)
    decide(evaluation)
    fill(interview, verdict="Hire")
    sign(interview)
    for act in (
        lambda: moving.delete(before),
        lambda: moving.move(before, factories.interview(interviewer=by), by),
        lambda: requests.request(before, by),
        lambda: replying.add_reply(before, uuid4(), "And you?", "I did all of it.", by),
    ):
        with pytest.raises(review.Refused, match="is signed"):
            act()
    assert Answer.objects.get().interview == interview


def test_no_reply_is_added_and_what_was_typed_is_not_lost() -> None:
    interview = signed()
    typed = {"id": uuid4(), "question": "Who helped?", "reply": "My lead reviewed it."}
    response = signed_in(interview.interviewer).post(f"/evaluations/{Evaluation.objects.get().pk}/reply/", typed)
    assert response.status_code == 409
    assert "The scorecard of this interview is signed" in response.text
    assert "My lead reviewed it." in response.text
    assert not FollowUpReply.objects.exists()


def test_nothing_is_drafted_again_and_no_part_of_a_later_draft_is_kept_or_taken() -> None:
    interview = ready()
    evaluation = Evaluation.objects.get()
    requests.request(evaluation.answer, interview.interviewer)
    sign(interview)
    before = Evaluation.objects.values().get()
    client, url = signed_in(interview.interviewer), f"/evaluations/{evaluation.pk}/again/"
    response = client.post(url)
    assert response.status_code == 409
    assert "The scorecard of this interview is signed" in response.text
    assert '<form method="post" action="/evaluations' not in client.get(url).text
    for part in ("close/", "notes/"):
        assert "is signed" in client.post(url + part, {"choice": "kept"}, follow=True).text
    assert Evaluation.objects.values().get() == before
    assert Draft.objects.count() == 2
    assert not SectionChoice.objects.exists()


def test_its_evaluations_offer_nothing_to_change() -> None:
    interview = ready()
    address = f"/evaluations/{Evaluation.objects.get().pk}/"
    client = signed_in(interview.interviewer)
    assert "Delete this answer" in client.get(address).text
    sign(interview)
    text = client.get(address).text
    assert text.count('<fieldset class="rating" disabled>') == len(cases.RUBRIC.competency_names)
    for control in ("/flags/", "/recommendation/", "/reply/", "/again/", "/move/", "/paste/", "Delete this answer"):
        assert control not in text
    assert "Scorecard signed" in text


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_brings_later_changes_nothing_that_was_signed(settings: Settings) -> None:
    """Of a draft that another took the place of, and of one that arrives beside what was decided."""
    settings.DEBRIEF_ENGINE = "plain"
    superseded = cases.request()
    interview = superseded.answer.interview
    evaluation = requests.request(superseded.answer, interview.interviewer)
    for kind in PassKind:
        passes.run(cases.pass_of(evaluation, kind).pk)
    decide(evaluation)
    fill(interview, verdict="Hire", verdict_reason="As it was said.")
    requests.request(evaluation.answer, interview.interviewer)
    sign(interview)
    before = Evaluation.objects.values().get(), Scorecard.objects.values().get(), read(cases.refreshed(evaluation))
    late = Pass.objects.filter(state=Pass.State.WAITING)
    assert len(late) == 4
    for work in late:
        passes.run(work.pk)
    assert not late.all().exists()
    after = Evaluation.objects.values().get(), Scorecard.objects.values().get(), read(cases.refreshed(evaluation))
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_who_rates_while_it_is_signed_comes_before_it_or_is_refused() -> None:
    """Never after it: what was signed is what stands."""
    interview = ready()
    evaluation = Evaluation.objects.get()
    rating = cases.present_rating(evaluation)
    seal = scorecards.current(interview).seal

    def act(what: str) -> int:
        client = signed_in(interview.interviewer)
        if what == "sign":
            return client.post(url(interview), {"seal": seal}).status_code
        return send(client, evaluation, rating, rating="Below").status_code

    all_at_once(act, ["sign", "rate"])
    card, standing = scorecards.current(interview), cases.present_rating(evaluation).item.rating
    assert card.is_signed == (standing == "Meets+")


@pytest.mark.django_db(transaction=True)
def test_what_is_pasted_while_it_is_signed_is_signed_too_or_refused() -> None:
    interview = ready()
    seal = scorecards.current(interview).seal
    typed = {"id": "11111111-1111-4111-8111-111111111111", "question": "And then?", "answer": "Then I went home early."}

    def act(what: str) -> int:
        client = signed_in(interview.interviewer)
        if what == "sign":
            return client.post(url(interview), {"seal": seal}).status_code
        return client.post(f"/interviews/{interview.pk}/paste/", typed).status_code

    all_at_once(act, ["sign", "paste"])
    assert scorecards.current(interview).is_signed == (Evaluation.objects.count() == 1)


def test_other_methods_are_refused() -> None:
    interview = ready()
    assert wrong_methods(signed_in(interview.interviewer), url(interview), "get", "post") == set()


def test_an_answer_that_is_decided_but_not_marked_as_reviewed_needs_no_second_click() -> None:
    interview = factories.interview()
    decide(cases.drafted(interview))
    fill(interview, verdict="Hire")
    assert sign(interview).is_signed
