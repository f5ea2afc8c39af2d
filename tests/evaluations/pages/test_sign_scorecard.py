"""Signing: confirmed, of what was seen, once; from then on nothing in the interview changes."""

import pytest
from django.test import Client

from evaluations import scorecards
from evaluations.models import Edit, Evaluation, Scorecard
from interviews.models import Interview, Role
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
    response = signed_in(interview.interviewer).post(f"/interviews/{interview.pk}/paste/", typed)
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
