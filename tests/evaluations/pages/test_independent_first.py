"""Independent first: what colleagues signed opens to an interviewer with their own signature and closes with it."""

import pytest

from evaluations.models import Evaluation
from interviews.models import Interview, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import ready, reopen, sign, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs() -> Interview:
    return signed()


@pytest.fixture
def own(theirs: Interview) -> Interview:
    """Of a colleague, with the same candidate for the same opening, not signed yet."""
    colleague = factories.user(name="Omar Other")
    theirs.opening.panel.add(colleague)
    return ready(factories.interview(interviewer=colleague, candidate=theirs.candidate, opening=theirs.opening))


def statuses(user: User, interview: Interview) -> set[int]:
    """Of the pages of what was judged in the interview."""
    client, evaluation = signed_in(user), Evaluation.objects.get(answer__interview=interview)
    addresses = (f"/evaluations/{evaluation.pk}/", f"/interviews/{interview.pk}/scorecard/")
    return {client.get(address).status_code for address in addresses}


def test_it_opens_with_the_own_signature_and_closes_when_that_is_reopened(own: Interview, theirs: Interview) -> None:
    assert statuses(own.interviewer, theirs) == {404}
    sign(own)
    assert statuses(own.interviewer, theirs) == {200}
    reopen(own)
    assert statuses(own.interviewer, theirs) == {404}


def test_what_a_colleague_reopened_is_closed_until_they_sign_again(own: Interview, theirs: Interview) -> None:
    sign(own)
    reopen(theirs)
    assert statuses(own.interviewer, theirs) == {404}
    assert "Scorecard pending" in signed_in(own.interviewer).get(f"/interviews/{theirs.pk}/scorecard/state/").text


def test_another_opening_or_another_candidate_opens_nothing(own: Interview, theirs: Interview) -> None:
    user = own.interviewer
    signed(factories.interview(interviewer=user, candidate=theirs.candidate))
    signed(factories.interview(interviewer=user, opening=theirs.opening))
    assert statuses(user, theirs) == {404}


def test_nobody_who_reads_along_may_change_it(own: Interview, theirs: Interview) -> None:
    sign(own)
    client = signed_in(own.interviewer)
    assert client.post(f"/interviews/{theirs.pk}/scorecard/", {"revision": 0}).status_code == 404
    assert client.get(f"/interviews/{theirs.pk}/scorecard/reopen/").status_code == 404
