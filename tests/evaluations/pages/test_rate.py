"""Rating a competency: setting another step, keeping the drafted one, taking it out of the judgement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import present, review
from evaluations.evidence.claims import Basis, Unusable
from evaluations.models import Edit, Evaluation
from evaluations.moving import move
from evaluations.present import PresentItem
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED
from interviews.models import Level
from tests import factories
from tests.evaluations.cases import RUBRIC, drafted, interviewer_of, present_rating, refreshed
from tests.evaluations.pages.deciding import rows, send, url_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


def test_a_corrected_rating_is_shown_with_who_corrected_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    response = send(client, evaluation, present_rating(evaluation), rating="Meets")
    entry = present_rating(evaluation)
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/#item-{entry.id}"
    assert (entry.item.rating, entry.item.basis) == ("Meets", Basis.PERSON)
    assert "Changed from Meets+ by Ines Interviewer" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_keeping_the_drafted_rating_decides_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Meets+")
    assert present_rating(evaluation).is_decided
    assert Edit.objects.get().action == Edit.Action.KEPT
    assert "Kept by Ines Interviewer" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_going_back_to_the_drafted_rating_gives_back_what_it_rested_on(evaluation: Evaluation) -> None:
    client, drafted_item = signed_in(interviewer_of(evaluation)), present_rating(evaluation).item
    for rating in ("Below", "Meets+"):
        send(client, evaluation, present_rating(evaluation), rating=rating)
    assert present_rating(evaluation).item == drafted_item
    assert Edit.objects.count() == 2


def test_the_verdict_and_what_is_left_to_decide_come_along(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    entry = present_rating(evaluation)
    response = send(client, evaluation, entry, rating="Concern")
    assert response.status_code == 200
    assert f'id="item-{entry.id}"' in response.text
    assert "<strong>No Hire</strong>" in response.text
    assert "7 to decide" in response.text
    assert "<html" not in response.text


def test_the_stored_verdict_is_what_the_rules_make_of_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for rating in (*RUBRIC.rating_words, NOT_ASSESSED):
        send(client, evaluation, present_rating(evaluation), rating=rating, reason="Said elsewhere")
        stored = refreshed(evaluation)
        assert stored.draft
        standing = present.stand(present.read(stored), rubric=RUBRIC, level=stored.draft.level, aims=stored.draft.aims)
        assert (stored.verdict, stored.verdict_if_confirmed) == (standing.decision.verdict, standing.if_confirmed)
        assert stored.trace == [[step.text, step.decided] for step in standing.decision.trace]


def test_a_person_who_rates_has_found_the_answer_usable() -> None:
    names = dict.fromkeys(RUBRIC.competency_names, NOT_ASSESSED)
    evaluation = drafted(ratings=names, unusable=Unusable.TOO_SHORT)
    assert evaluation.verdict == INSUFFICIENT_EVIDENCE
    client = signed_in(interviewer_of(evaluation))
    for name in RUBRIC.competency_names:
        send(client, evaluation, present_rating(evaluation, name), rating="Meets+")
    assert refreshed(evaluation).verdict == "Hire"


def test_not_assessed_needs_a_reason_and_says_so_beside_the_rating(evaluation: Evaluation) -> None:
    entry = present_rating(evaluation)
    for htmx in (True, False):
        client = signed_in(interviewer_of(evaluation), htmx=htmx)
        response = send(client, evaluation, entry, rating=NOT_ASSESSED, reason="   ")
        assert response.status_code == 422
        assert response.text.index(f'id="item-{entry.id}"') < response.text.index("Say in a sentence why")
        assert f'name="reason" id="reason-{entry.id}"' in response.text
    assert rows() == (0, 0)


def test_not_assessed_with_a_reason_takes_it_out_and_keeps_the_reason(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating=NOT_ASSESSED, reason="Asked in another round <b>")
    assert present_rating(evaluation).item.rating == NOT_ASSESSED
    assert "“Asked in another round &lt;b&gt;”" in client.get(f"/evaluations/{evaluation.pk}/").text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"rating": "Splendid"}, "is not a rating of this rubric"),
        ({}, "is not a rating of this rubric"),
        ({"rating": NOT_ASSESSED, "reason": "x" * 2001}, "at most 2,000"),
        ({"rating": NOT_ASSESSED, "reason": "a\x00b"}, "characters that are not text"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_words_and_nothing_is_written(
    evaluation: Evaluation, typed: dict[str, str], told: str
) -> None:
    response = send(signed_in(interviewer_of(evaluation)), evaluation, present_rating(evaluation), **typed)
    assert response.status_code == 422
    assert told in response.text
    assert rows() == (0, 0)


@pytest.mark.parametrize("number", ["0", "2", "", "x", "-1", "9" * 30, "１"])
def test_a_decision_on_a_state_that_is_not_the_present_one_is_refused(evaluation: Evaluation, number: str) -> None:
    client = signed_in(interviewer_of(evaluation))
    entry = present_rating(evaluation)
    send(client, evaluation, entry, rating="Meets")
    send(client, evaluation, present_rating(evaluation), rating="Below")
    assert send(client, evaluation, entry, rating="Strong", number=number).status_code == 409
    assert present_rating(evaluation).item.rating == "Below"


@pytest.mark.parametrize("number", ["", "one", "99"])
def test_an_undecided_one_whose_state_was_not_told_is_refused_with_words(evaluation: Evaluation, number: str) -> None:
    entry = present_rating(evaluation)
    response = send(signed_in(interviewer_of(evaluation)), evaluation, entry, rating="Strong", number=number)
    assert response.status_code == 409
    assert "below is how it stands now" in response.text
    assert rows() == (0, 0)


def test_the_slower_of_two_sees_the_present_state_and_who_decided(evaluation: Evaluation) -> None:
    entry = present_rating(evaluation)
    send(signed_in(interviewer_of(evaluation)), evaluation, entry, rating="Below")
    for htmx in (True, False):
        response = send(signed_in(interviewer_of(evaluation), htmx=htmx), evaluation, entry, rating="Strong")
        assert response.status_code == 409
        assert "Ines Interviewer decided this since you opened the page" in response.text
        assert "Changed from Meets+ by Ines Interviewer" in response.text
        assert 'name="number" value="2"' in response.text
    assert rows() == (1, 1)


def test_an_item_of_another_evaluation_or_of_another_kind_is_not_there(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    stray = present_rating(drafted())
    assert send(client, evaluation, stray, rating="Meets").status_code == 409
    flag = present.read(evaluation).sections
    for section, entries in flag.items():
        if section != "ratings":
            url = url_of(evaluation, entries[0]).replace(f"/{section}/", "/ratings/")
            assert client.post(url, {"number": 1, "rating": "Meets"}).status_code == 409
    assert rows() == (0, 0)


def test_a_decision_on_a_draft_that_was_replaced_meanwhile_is_refused(evaluation: Evaluation) -> None:
    by = interviewer_of(evaluation)
    entry = present_rating(evaluation)
    staff = factories.interview(interviewer=by, opening=factories.opening(level=Level.STAFF))
    move(evaluation.answer, staff, by)
    with pytest.raises(review.Outdated):
        review.rate(evaluation, review.Decision(author=by, item=entry.id, number=1), "Below")
    assert refreshed(evaluation).verdict == ""
    assert rows() == (0, 0)


def test_only_the_interviewer_rates(evaluation: Evaluation) -> None:
    entry = present_rating(evaluation)
    found = others(evaluation.answer.interview, lambda client: send(client, evaluation, entry, rating="Meets"))
    assert found == INTERVIEWER_ONLY
    assert rows() == (0, 0)


def test_it_is_sent_by_post(evaluation: Evaluation) -> None:
    url = url_of(evaluation, present_rating(evaluation))
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url, "post") == set()


def test_a_decision_costs_the_same_however_much_there_is() -> None:
    short, long = drafted(flags=(1,), claims=1), drafted(flags=(1,) * 30, claims=40)
    counts = []
    for evaluation in (short, long):
        client = signed_in(interviewer_of(evaluation), htmx=True)
        with CaptureQueriesContext(connection) as captured:
            send(client, evaluation, present_rating(evaluation), rating="Below")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 30


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_taken_and_the_other_is_told(evaluation: Evaluation) -> None:
    def lower(entry: PresentItem) -> int:
        return send(signed_in(interviewer_of(evaluation)), evaluation, entry, rating="Below").status_code

    for _ in range(10):
        entry = present_rating(evaluation)
        assert sorted(all_at_once(lower, [entry] * 2)) == [302, 409]
        assert present_rating(evaluation).number == entry.number + 1


@pytest.mark.django_db(transaction=True)
def test_every_decision_of_many_at_once_is_kept_in_order(evaluation: Evaluation) -> None:
    def insist(rating: str) -> None:
        client = signed_in(interviewer_of(evaluation), htmx=True)
        while send(client, evaluation, present_rating(evaluation), rating=rating).status_code == 409:
            pass

    ratings = [RUBRIC.rating_words[index % len(RUBRIC.rating_words)] for index in range(20)]
    all_at_once(insist, ratings)
    edits = Edit.objects.select_related("wording").order_by("number")
    assert [edit.number for edit in edits] == list(range(2, 22))
    assert sorted(edit.wording.item["rating"] for edit in edits) == sorted(ratings)
    assert present_rating(evaluation).item.rating == edits.last().wording.item["rating"]  # type: ignore[union-attr]
