"""The review is done once everything in it is decided."""

import pytest
from pytest_django import Settings

from evaluations import redrafting, requests
from evaluations.evidence.claims import FlagStatus, PassKind, Section
from evaluations.models import DraftSection, Evaluation, Pass, SectionChoice
from evaluations.pipeline import passes
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.models import Role
from tests import factories
from tests.evaluations.cases import RUBRIC, drafted, interviewer_of, pass_of, present_flag, present_rating, refreshed
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(ratings={"Ownership": NOT_ASSESSED})


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/review/"


def decide_everything(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for name in RUBRIC.competency_names:
        entry = present_rating(evaluation, name)
        send(client, evaluation, entry, rating=entry.item.rating)
    send(client, evaluation, present_flag(evaluation), status="dismissed", severity=2)


def test_once_everything_is_decided_it_is_reviewed_by_a_person(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    client = signed_in(interviewer_of(evaluation))
    assert "Everything is decided." in client.get(f"/evaluations/{evaluation.pk}/").text
    assert client.post(url(evaluation)).headers["Location"] == f"/evaluations/{evaluation.pk}/"
    assert refreshed(evaluation).reviewed_by == interviewer_of(evaluation)
    assert "Reviewed by Ines Interviewer" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_it_is_refused_while_something_is_undecided_and_says_how_much(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    response = client.post(url(evaluation))
    assert response.status_code == 409
    assert "8 still to decide" in response.text
    assert refreshed(evaluation).reviewed_at is None


def test_a_drafted_not_assessed_is_a_decision_too(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    item = present_rating(evaluation).item
    assert item.rating == NOT_ASSESSED
    assert present_rating(evaluation).is_decided


def test_an_undecided_flag_alone_refuses_it(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_flag(evaluation), status="unconfirmed", severity=2)
    response = client.post(url(evaluation))
    assert response.status_code == 409
    assert "1 still to decide" in response.text


@pytest.mark.parametrize("state", [Pass.State.WAITING, Pass.State.RUNNING, Pass.State.FAILED, Pass.State.CANCELLED])
def test_it_is_refused_while_half_of_the_draft_is_not_there(evaluation: Evaluation, state: Pass.State) -> None:
    decide_everything(evaluation)
    work = pass_of(evaluation, PassKind.RED_FLAGS)
    work.sections.all().delete()
    Pass.objects.filter(pk=work.pk).update(state=state, started_at=work.due_at)
    response = signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert response.status_code == 409
    assert "The draft is not complete yet." in response.text
    assert refreshed(evaluation).reviewed_at is None


def test_a_provisional_section_refuses_it(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    DraftSection.objects.filter(name=Section.FLAGS).update(is_provisional=True)
    assert signed_in(interviewer_of(evaluation)).post(url(evaluation)).status_code == 409


def test_doing_it_twice_changes_nothing(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    client = signed_in(interviewer_of(evaluation))
    client.post(url(evaluation))
    first = refreshed(evaluation).reviewed_at
    client.post(url(evaluation))
    assert refreshed(evaluation).reviewed_at == first is not None


def test_a_flag_put_back_to_undecided_takes_the_review_back(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    client = signed_in(interviewer_of(evaluation), htmx=True)
    client.post(url(evaluation))
    response = send(client, evaluation, present_flag(evaluation), status=FlagStatus.UNCONFIRMED, severity=2)
    assert "1 to decide" in response.text
    assert refreshed(evaluation).reviewed_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("section", "is_reviewed"), [(Section.NOTES, True), (Section.RATINGS, False), (Section.FLAGS, False)]
)
def test_a_review_holds_until_ratings_or_flags_of_a_later_draft_are_taken(
    evaluation: Evaluation, settings: Settings, section: Section, is_reviewed: bool
) -> None:
    settings.DEBRIEF_ENGINE = "plain"
    decide_everything(evaluation)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    requests.request(evaluation.answer, interviewer_of(evaluation))
    later = refreshed(evaluation).proposal
    assert later
    for work in later.passes.all():
        passes.run(work.pk)
    assert refreshed(evaluation).reviewed_at
    redrafting.choose(evaluation, section, SectionChoice.Choice.TAKEN, interviewer_of(evaluation))
    assert (refreshed(evaluation).reviewed_at is not None) == is_reviewed


def test_a_committee_member_sees_it_from_then_on(evaluation: Evaluation) -> None:
    member = signed_in(factories.user(role=Role.COMMITTEE))
    assert member.get(f"/evaluations/{evaluation.pk}/").status_code == 404
    decide_everything(evaluation)
    signed_in(interviewer_of(evaluation)).post(url(evaluation))
    assert member.get(f"/evaluations/{evaluation.pk}/").status_code == 200


def test_only_the_interviewer_reviews(evaluation: Evaluation) -> None:
    decide_everything(evaluation)
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation))) == INTERVIEWER_ONLY
    assert refreshed(evaluation).reviewed_at is None


def test_it_is_sent_by_post(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "post") == set()
