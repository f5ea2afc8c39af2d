"""Stopping what is still being drafted."""

import pytest

from evaluations.evidence.claims import PassKind, Section
from evaluations.models import DraftSection, Evaluation, Pass
from tests.evaluations.cases import drafted, interviewer_of, pass_of, request
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/cancel/"


def test_what_is_still_to_come_stops_and_what_was_shown_of_it_goes() -> None:
    evaluation = request()
    work = pass_of(evaluation)
    Pass.objects.filter(pk=work.pk).update(state=Pass.State.RUNNING)
    DraftSection.objects.create(work=work, name=Section.NOTES, items=[], is_provisional=True)
    client = signed_in(interviewer_of(evaluation))
    assert client.post(url(evaluation)).headers["Location"] == f"/evaluations/{evaluation.pk}/"
    assert set(Pass.objects.values_list("state", flat=True)) == {Pass.State.CANCELLED}
    assert not DraftSection.objects.exists()
    page = client.get(f"/evaluations/{evaluation.pk}/").text
    assert page.count("Cancelled before it was drafted.") == len(PassKind)
    assert "progress/?seen" not in page


def test_a_pass_that_is_done_stays() -> None:
    evaluation = drafted()
    Pass.objects.filter(kind=PassKind.RED_FLAGS).update(state=Pass.State.RUNNING)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert pass_of(evaluation).state == Pass.State.DONE
    assert pass_of(evaluation).sections.exists()


def test_where_nothing_is_running_nothing_happens() -> None:
    evaluation = drafted()
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert set(Pass.objects.values_list("state", flat=True)) == {Pass.State.DONE}


def test_only_the_interviewer_cancels() -> None:
    evaluation = request()
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation))) == INTERVIEWER_ONLY
    assert set(Pass.objects.values_list("state", flat=True)) == {Pass.State.WAITING}


def test_it_is_sent_by_post() -> None:
    evaluation = request()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "post") == set()
