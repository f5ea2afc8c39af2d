"""Deciding otherwise than the rubric: with a reason, and both verdicts are kept."""

import pytest

from evaluations.evidence.claims import PassKind, Section
from evaluations.models import DraftSection, Evaluation
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE
from tests.evaluations.cases import drafted, interviewer_of, present_rating, present_verdict, refreshed
from tests.evaluations.pages.deciding import rows, send, url_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db

REASON = "The second half of the talk said more than this answer."


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(flags=())


def test_both_verdicts_and_the_reason_are_shown(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_verdict(evaluation), verdict="Leaning Hire", reason=REASON)
    stored = refreshed(evaluation)
    assert (stored.verdict, stored.override, stored.final_verdict) == ("Hire", "Leaning Hire", "Leaning Hire")
    page = client.get(f"/evaluations/{evaluation.pk}/").text
    assert "decided by Ines Interviewer; the rubric says Hire" in page
    assert f"“{REASON}”" in page


def test_the_item_and_what_follows_come_back_as_a_fragment(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    response = send(client, evaluation, present_verdict(evaluation), verdict="No Hire", reason=REASON)
    assert response.status_code == 200
    assert response.text.lstrip().startswith('<li class="claim recommendation"')
    assert 'id="standing" hx-swap-oob="true"' in response.text
    assert "<html" not in response.text


def test_an_override_stands_while_the_rubric_moves_on(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_verdict(evaluation), verdict="Strong Hire", reason=REASON)
    send(client, evaluation, present_rating(evaluation), rating="Below")
    stored = refreshed(evaluation)
    assert (stored.verdict, stored.final_verdict) == ("Leaning No Hire", "Strong Hire")


def test_it_can_be_taken_back(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_verdict(evaluation), verdict="No Hire", reason=REASON)
    send(client, evaluation, present_verdict(evaluation), verdict="", reason="")
    assert refreshed(evaluation).final_verdict == "Hire"
    assert rows() == (2, 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"verdict": "No Hire", "reason": " "}, "Say in a sentence why"),
        ({"verdict": "Perhaps", "reason": REASON}, "is not a verdict of this rubric"),
        ({"verdict": INSUFFICIENT_EVIDENCE, "reason": REASON}, "is not a verdict of this rubric"),
        ({"verdict": "No Hire", "reason": REASON * 50}, "at most 2,000"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_cannot_be_taken_is_refused_in_its_place_with_what_was_typed(
    evaluation: Evaluation, typed: dict[str, str], told: str, htmx: bool
) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=htmx)
    response = send(client, evaluation, present_verdict(evaluation), **typed)
    assert response.status_code == 422
    assert told in response.text
    assert typed["reason"].strip() in response.text
    assert '<details class="override" open>' in response.text
    assert rows() == (0, 0)


def test_the_slower_of_two_sees_the_other_and_keeps_what_was_typed(evaluation: Evaluation) -> None:
    entry = present_verdict(evaluation)
    client = signed_in(interviewer_of(evaluation), htmx=True)
    send(client, evaluation, entry, verdict="No Hire", reason="First")
    response = send(client, evaluation, entry, verdict="Strong Hire", reason=REASON)
    assert response.status_code == 409
    assert "decided this since you opened the page" in response.text
    assert REASON in response.text
    assert refreshed(evaluation).override == "No Hire"


def test_only_the_interviewer_overrides(evaluation: Evaluation) -> None:
    entry = present_verdict(evaluation)
    found = others(
        evaluation.answer.interview, lambda client: send(client, evaluation, entry, verdict="No Hire", reason=REASON)
    )
    assert found == INTERVIEWER_ONLY
    assert rows() == (0, 0)


def test_it_is_sent_by_post(evaluation: Evaluation) -> None:
    url = url_of(evaluation, present_verdict(evaluation))
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url, "post") == set()


def test_an_engine_that_recommends_nothing_leaves_the_verdict_of_the_rubric(evaluation: Evaluation) -> None:
    DraftSection.objects.filter(work__kind=PassKind.FEEDBACK, name=Section.RECOMMENDATION).update(items=[])
    page = signed_in(interviewer_of(evaluation)).get(f"/evaluations/{evaluation.pk}/")
    assert page.status_code == 200
    assert "Mean of 7 assessed ratings" in page.text
