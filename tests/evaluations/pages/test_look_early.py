"""What is not signed is closed to admins too, until they say that they want to look; then everybody knows they did."""

import pytest

from evaluations.models import Evaluation, Look
from interviews.models import Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods
from tests.evaluations.signed import decide, fill, sign, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return factories.user(role=Role.ADMIN, name="Adam Admin")


def test_an_admin_reads_it_after_looking_and_the_interviewer_sees_who_looked(admin: User) -> None:
    evaluation = cases.drafted()
    interview = evaluation.answer.interview
    client = signed_in(admin)
    pages = [f"/evaluations/{evaluation.pk}/", f"/interviews/{interview.pk}/scorecard/"]
    state = f"/interviews/{interview.pk}/scorecard/state/"
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert "Look anyway" in client.get(state).text
    client.post(f"/interviews/{interview.pk}/look/")
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert "Look anyway" not in client.get(state).text
    told = signed_in(interview.interviewer)
    assert "Adam Admin, an admin, looked before it was signed" in told.get(state).text
    assert "Adam Admin, an admin, looked" in told.get(f"/candidates/{interview.candidate_id}/").text


def test_who_interviews_the_candidate_looks_on_record_even_at_what_is_signed(admin: User) -> None:
    theirs = signed()
    own = factories.interview(candidate=theirs.candidate, opening=theirs.opening, interviewer=admin)
    page = f"/interviews/{theirs.pk}/scorecard/"
    assert signed_in(admin).get(page).status_code == 404
    signed(own)
    assert signed_in(admin).get(page).status_code == 200


def test_a_chair_who_does_not_interview_the_candidate_reads_what_is_signed() -> None:
    evaluation = cases.drafted()
    interview = evaluation.answer.interview
    chair = factories.chair(interview.opening)
    page = f"/candidates/{interview.candidate_id}/"
    assert "Pending: not signed yet" in signed_in(chair).get(page).text
    signed(factories.interview(candidate=interview.candidate, opening=interview.opening))
    shown = signed_in(chair).get(page).text
    assert "Competencies" in shown
    assert "Pending: not signed yet" in shown


def test_only_admins_are_offered_it() -> None:
    interview = cases.drafted().answer.interview
    found = others(interview, lambda client: client.post(f"/interviews/{interview.pk}/look/"))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 404, "panel": 404, "committee": 404, "admin": 302}


def test_looking_twice_is_one_look(admin: User) -> None:
    interview = cases.drafted().answer.interview
    for _ in range(2):
        signed_in(admin).post(f"/interviews/{interview.pk}/look/")
    assert Look.objects.filter(admin=admin).count() == 1


def test_looking_is_no_link(admin: User) -> None:
    interview = cases.drafted().answer.interview
    assert wrong_methods(signed_in(admin), f"/interviews/{interview.pk}/look/", "post") == set()
    assert not Look.objects.exists()


def test_signing_takes_the_record_nowhere(admin: User) -> None:
    interview = cases.drafted().answer.interview
    signed_in(admin).post(f"/interviews/{interview.pk}/look/")
    decide(Evaluation.objects.get(answer__interview=interview))
    fill(interview, verdict="Hire")
    sign(interview)
    assert (
        "looked before it was signed"
        in signed_in(interview.interviewer).get(f"/candidates/{interview.candidate_id}/").text
    )
