"""What a candidate page keeps of signed scorecards: shared by who reads the same, and never out of date."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import samples
from evaluations.models import CaseBody, Evaluation, OpeningPolicy
from interviews.models import Candidate, Interview, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.panels import interviewed
from tests.evaluations.signed import fill, reopen, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return factories.user(role=Role.COMMITTEE, name="Mona Member")


def look(user: User, candidate: Candidate) -> str:
    return signed_in(user).get(f"/candidates/{candidate.pk}/").text


def keys() -> set[object]:
    return set(CaseBody.objects.values_list("key", flat=True))


def _evaluations(candidate: Candidate) -> list[Evaluation]:
    held = Evaluation.objects.filter(answer__interview__candidate=candidate)
    return list(held.order_by("answer__interview__created_at", "answer__created_at"))


def queries(user: User, candidate: Candidate) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/candidates/{candidate.pk}/")
    return len(captured)


def test_two_members_share_one_which_names_neither_and_holds_no_form(member: User) -> None:
    candidate = interviewed(2)
    look(member, candidate)
    [before] = CaseBody.objects.all()
    look(factories.user(role=Role.COMMITTEE), candidate)
    [body] = CaseBody.objects.all()
    assert body.made_at == before.made_at
    html = body.verdicts + body.before + body.after
    assert "csrf" not in html
    assert "<form" not in html
    assert member.name not in html


def test_a_scorecard_that_is_signed_again_makes_another_in_its_place(member: User) -> None:
    candidate = interviewed(2)
    look(member, candidate)
    first = keys()
    interview = Interview.objects.filter(candidate=candidate)[0]
    reopen(interview)
    assert "Pending: not signed yet" in look(member, candidate)
    fill(interview, verdict="No Hire", verdict_reason="Thought again.")
    sign(interview)
    shown = look(member, candidate)
    assert "Thought again." in shown
    assert "Pending: not signed yet" not in shown
    assert not first & keys()


def test_who_is_renamed_is_called_so_at_once(member: User) -> None:
    candidate = interviewed(1)
    look(member, candidate)
    User.objects.filter(interviews__candidate=candidate).update(name="Renata Renamed")
    assert "Renata Renamed, answer 1" in look(member, candidate)
    assert CaseBody.objects.count() == 1


def test_a_peer_who_reads_a_part_reads_one_of_their_own(member: User) -> None:
    candidate = interviewed(2)
    look(member, candidate)
    interview = Interview.objects.filter(candidate=candidate)[0]
    shadow = factories.user()
    interview.shadows.create(user=shadow)
    shown = look(shadow, candidate)
    assert [shown.count(f"evaluations/{one.pk}/") > 0 for one in _evaluations(candidate)] == [True, False]
    assert CaseBody.objects.count() == 2


def test_whoever_must_not_know_the_candidate_has_one_without_the_name(member: User) -> None:
    candidate = interviewed(1)
    interview = Interview.objects.get(candidate=candidate)
    reopen(interview)
    name = f"{candidate.identity.name} did it"
    fill(interview, verdict="No Hire", verdict_reason=name)
    sign(interview)
    admin = factories.user(role=Role.ADMIN)
    assert name in look(admin, candidate)
    OpeningPolicy.objects.filter(opening=interview.opening).update(blind=True)
    look(member, candidate)
    hidden = CaseBody.objects.latest("pk")
    assert CaseBody.objects.count() == 2
    assert candidate.identity.name not in hidden.verdicts + hidden.before + hidden.after
    assert "[name] did it" in hidden.verdicts
    assert name in look(admin, candidate)


def test_without_it_the_page_says_the_same(member: User) -> None:
    candidate = interviewed(2)
    client = signed_in(member)
    pages = []
    for _ in range(2):
        page = client.get(f"/candidates/{candidate.pk}/")
        pages.append(page.text.partition("<main")[2].partition("The committee")[0])
        CaseBody.objects.all().delete()
    assert pages[0] == pages[1]


def test_a_place_for_it_cannot_be_typed(member: User) -> None:
    candidate = interviewed(1)
    opening = Interview.objects.get(candidate=candidate).opening_id
    candidate.identity.name = f"<!--before {opening}-->"
    candidate.identity.save()
    assert look(member, candidate).count(">Competencies<") == 1


@pytest.mark.parametrize(("interviews", "answers"), [(1, 1), (6, 30), (6, 200)])
def test_it_costs_as_many_queries_for_two_hundred_answers_as_for_one(interviews: int, answers: int) -> None:
    candidate = samples.make_signed(interviews=interviews, answers=answers)
    member = User.objects.filter(role=Role.COMMITTEE).order_by("email")[0]
    look(member, candidate)  # a rubric is parsed once per process
    CaseBody.objects.all().delete()
    assert [queries(member, candidate), queries(member, candidate)] == [10, 5]
