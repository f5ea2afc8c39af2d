"""Confirming and dismissing red flags, and what that does to the verdict."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.evidence.claims import FlagStatus
from evaluations.models import Evaluation
from evaluations.present import PresentItem
from tests.evaluations.cases import drafted, interviewer_of, present_flag, present_rating, refreshed
from tests.evaluations.pages.deciding import rows, send, url_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(flags=(4, 2))


def test_an_undecided_flag_does_not_count_but_the_page_says_what_it_would_do(evaluation: Evaluation) -> None:
    assert (evaluation.verdict, evaluation.verdict_if_confirmed) == ("Hire", "Leaning No Hire")
    page = signed_in(interviewer_of(evaluation)).get(f"/evaluations/{evaluation.pk}/").text
    assert "Leaning No Hire if the flags are confirmed" in page


def test_confirming_lowers_the_verdict(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    entry = present_flag(evaluation)
    response = send(client, evaluation, entry, status="confirmed", severity=4)
    assert response.headers["Location"].endswith(f"#item-{entry.id}")
    assert present_flag(evaluation).item.status is FlagStatus.CONFIRMED
    stored = refreshed(evaluation)
    assert (stored.verdict, stored.verdict_if_confirmed) == ("Leaning No Hire", "Leaning No Hire")
    assert "Confirmed by Ines Interviewer" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_dismissing_takes_it_out_of_both_verdicts(evaluation: Evaluation) -> None:
    send(signed_in(interviewer_of(evaluation)), evaluation, present_flag(evaluation), status="dismissed", severity=4)
    stored = refreshed(evaluation)
    assert (stored.verdict, stored.verdict_if_confirmed) == ("Hire", "Hire")


def test_a_corrected_severity_counts_and_the_drafted_one_is_named(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    response = send(client, evaluation, present_flag(evaluation), status="confirmed", severity=5)
    assert "<strong>No Hire</strong>" in response.text
    assert "drafted with severity 4" in response.text
    assert "8 to decide" in response.text
    assert "<html" not in response.text


def test_back_to_undecided_undoes_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for status in ("confirmed", "unconfirmed"):
        send(client, evaluation, present_flag(evaluation), status=status, severity=4)
    assert not present_flag(evaluation).is_decided
    assert refreshed(evaluation).verdict == "Hire"
    assert rows() == (2, 2)


@pytest.mark.parametrize("severity", ["0", "6", "", "high", "-2"])
def test_a_severity_that_is_none_is_refused_beside_the_flag(evaluation: Evaluation, severity: str) -> None:
    entry = present_flag(evaluation)
    for htmx in (True, False):
        client = signed_in(interviewer_of(evaluation), htmx=htmx)
        response = send(client, evaluation, entry, status="confirmed", severity=severity)
        assert response.status_code == 422
        assert response.text.index(f'id="item-{entry.id}"') < response.text.index("A severity is a number from 1 to 5")
    assert rows() == (0, 0)


def test_a_status_that_is_none_is_refused(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert send(client, evaluation, present_flag(evaluation), status="maybe", severity=2).status_code == 400
    assert rows() == (0, 0)


def test_a_rating_is_no_flag(evaluation: Evaluation) -> None:
    url = url_of(evaluation, present_rating(evaluation)).replace("/ratings/", "/flags/")
    client = signed_in(interviewer_of(evaluation))
    assert client.post(url, {"number": 1, "status": "confirmed", "severity": 2}).status_code == 409
    assert rows() == (0, 0)


def test_the_slower_of_two_sees_who_decided(evaluation: Evaluation) -> None:
    entry = present_flag(evaluation)
    send(signed_in(interviewer_of(evaluation)), evaluation, entry, status="dismissed", severity=4)
    response = send(signed_in(interviewer_of(evaluation), htmx=True), evaluation, entry, status="confirmed", severity=4)
    assert response.status_code == 409
    assert "Ines Interviewer decided this since you opened the page" in response.text
    assert "Dismissed by Ines Interviewer" in response.text


def test_only_the_interviewer_decides(evaluation: Evaluation) -> None:
    entry = present_flag(evaluation)
    found = others(
        evaluation.answer.interview, lambda client: send(client, evaluation, entry, status="confirmed", severity=4)
    )
    assert found == INTERVIEWER_ONLY
    assert rows() == (0, 0)


def test_it_is_sent_by_post(evaluation: Evaluation) -> None:
    url = url_of(evaluation, present_flag(evaluation))
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url, "post") == set()


def test_a_decision_costs_the_same_however_many_flags_there_are() -> None:
    counts = []
    for evaluation in (drafted(flags=(1,)), drafted(flags=(1,) * 30)):
        client = signed_in(interviewer_of(evaluation), htmx=True)
        with CaptureQueriesContext(connection) as captured:
            send(client, evaluation, present_flag(evaluation), status="confirmed", severity=1)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_flags_confirmed_at_once_both_count() -> None:
    def confirm(both: tuple[Evaluation, PresentItem]) -> None:
        send(signed_in(interviewer_of(both[0])), *both, status="confirmed", severity=3)

    for _ in range(10):
        evaluation = drafted(flags=(3, 3))
        all_at_once(confirm, [(evaluation, present_flag(evaluation, index)) for index in range(2)])
        assert refreshed(evaluation).verdict == "Leaning Hire"
