"""Drafting again: the later draft arrives beside what was decided, and is taken section by section or not at all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from evaluations import present, records, redrafting, requests
from evaluations.evidence.claims import PassKind, Section
from evaluations.models import Draft, Edit, Evaluation, SectionChoice
from evaluations.pipeline import passes
from tests import endpoints, factories
from tests.evaluations.cases import drafted, interviewer_of, pass_of, present_rating, refreshed
from tests.evaluations.pages.deciding import send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _engine(settings: Settings) -> None:
    settings.DEBRIEF_ENGINE = "plain"


@pytest.fixture
def evaluation() -> Evaluation:
    """With a rating that somebody corrected."""
    made = drafted()
    send(signed_in(interviewer_of(made)), made, present_rating(made), rating="Below")
    return refreshed(made)


@pytest.fixture
def client(evaluation: Evaluation) -> Client:
    return signed_in(interviewer_of(evaluation))


def url(evaluation: Evaluation, part: str = "") -> str:
    return f"/evaluations/{evaluation.pk}/again/{part}"


def draft_again(evaluation: Evaluation) -> Draft:
    """Arrived as a whole."""
    requests.request(evaluation.answer, interviewer_of(evaluation))
    draft = refreshed(evaluation).proposal
    assert draft
    for work in draft.passes.all():
        passes.run(work.pk)
    return draft


def take(client: Client, evaluation: Evaluation, section: Section, choice: str = "taken") -> None:
    assert client.post(url(evaluation, f"{section}/"), {"choice": choice}).status_code == 302


def texts(evaluation: Evaluation, section: Section) -> list[str]:
    return [entry.item.text for entry in present.read(refreshed(evaluation)).items(section)]


def test_what_was_decided_stands_while_a_later_draft_arrives(client: Client, evaluation: Evaluation) -> None:
    notes, verdict = texts(evaluation, Section.NOTES), evaluation.verdict
    assert client.post(url(evaluation), {"engine": ""}).headers["Location"] == url(evaluation)
    assert "Being drafted" in client.get(url(evaluation)).text
    draft_again(evaluation)
    assert present_rating(refreshed(evaluation)).item.rating == "Below"
    assert texts(evaluation, Section.NOTES) == notes
    assert refreshed(evaluation).verdict == verdict
    assert "A later draft is beside this one" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_where_nobody_has_decided_anything_the_later_draft_takes_its_place() -> None:
    untouched = drafted()
    requests.request(untouched.answer, interviewer_of(untouched))
    now = refreshed(untouched)
    assert now.draft
    assert (now.draft.number, now.proposal) == (2, None)


def test_a_section_that_is_taken_is_the_later_drafts(client: Client, evaluation: Evaluation) -> None:
    draft = draft_again(evaluation)
    drafted_notes = [entry.item.text for entry in redrafting.proposed(draft).items(Section.NOTES)]
    strengths = texts(evaluation, Section.STRENGTHS)
    assert drafted_notes != texts(evaluation, Section.NOTES)
    take(client, evaluation, Section.NOTES)
    assert texts(evaluation, Section.NOTES) == drafted_notes
    assert texts(evaluation, Section.STRENGTHS) == strengths
    (record,) = records.of(Evaluation.objects.all())
    assert [item.text for item in record.items(Section.NOTES)] == drafted_notes


def test_ratings_that_are_taken_are_to_be_decided_again_and_the_history_stays(
    client: Client, evaluation: Evaluation
) -> None:
    draft = draft_again(evaluation)
    notes = texts(evaluation, Section.NOTES)
    take(client, evaluation, Section.RATINGS)
    now = refreshed(evaluation)
    assert now.draft == draft
    assert not present_rating(now).is_decided
    assert Edit.objects.filter(evaluation=evaluation).count() == 1
    assert texts(evaluation, Section.NOTES) == notes
    standing = present.stand(present.read(now), rubric=draft.rubric_version.rubric, level=draft.level, aims=draft.aims)
    assert now.verdict == standing.decision.verdict
    # Its recommendation goes with them.
    assert SectionChoice.objects.get(section=Section.RECOMMENDATION).choice == "taken"


def test_a_section_that_is_kept_changes_nothing(client: Client, evaluation: Evaluation) -> None:
    draft_again(evaluation)
    take(client, evaluation, Section.RATINGS, "kept")
    assert present_rating(refreshed(evaluation)).item.rating == "Below"
    assert refreshed(evaluation).taken == {}


def test_once_every_section_is_chosen_the_later_draft_is_gone(client: Client, evaluation: Evaluation) -> None:
    draft_again(evaluation)
    for section in Section:
        take(client, evaluation, section, "taken" if section is Section.FLAGS else "kept")
    assert refreshed(evaluation).proposal is None
    assert list(refreshed(evaluation).taken) == [Section.FLAGS]
    assert SectionChoice.objects.count() == len(Section)


def test_the_rest_can_be_kept_at_once(client: Client, evaluation: Evaluation) -> None:
    draft_again(evaluation)
    take(client, evaluation, Section.NOTES)
    client.post(url(evaluation, "close/"))
    assert refreshed(evaluation).proposal is None
    assert SectionChoice.objects.filter(choice="kept").count() == len(Section) - 1
    client.post(url(evaluation, "close/"))
    assert SectionChoice.objects.count() == len(Section)


def test_what_has_not_arrived_cannot_be_taken(client: Client, evaluation: Evaluation) -> None:
    requests.request(evaluation.answer, interviewer_of(evaluation))
    response = client.post(url(evaluation, "notes/"), {"choice": "taken"}, follow=True)
    assert "This part of the later draft is not there yet." in response.text
    assert refreshed(evaluation).taken == {}


def test_calibration_says_before_after_and_why(client: Client, evaluation: Evaluation) -> None:
    draft = draft_again(evaluation)
    after = next(
        entry.item
        for entry in redrafting.proposed(draft).items(Section.RATINGS)
        if entry.item.competency == "Ownership"
    )
    row = client.get(url(evaluation)).text.partition('role="rowheader">Ownership</th>')[2].partition("</tr>")[0]
    assert ">Below</td>" in row
    assert after.rating in row
    assert "moved" in row


def test_a_section_taken_and_kept_at_once_is_chosen_once(evaluation: Evaluation) -> None:
    draft_again(evaluation)
    by = interviewer_of(evaluation)
    choices = [SectionChoice.Choice.TAKEN, SectionChoice.Choice.KEPT] * 3
    all_at_once(lambda choice: redrafting.choose(evaluation, Section.NOTES, choice, by), choices)
    chosen = SectionChoice.objects.get()
    assert (chosen.choice == "taken") == (Section.NOTES in refreshed(evaluation).taken)


def test_a_pass_of_the_earlier_draft_that_is_tried_again_respects_what_was_taken(
    client: Client, evaluation: Evaluation
) -> None:
    draft = draft_again(evaluation)
    take(client, evaluation, Section.FLAGS)
    work = pass_of(refreshed(evaluation), PassKind.RED_FLAGS)
    work.sections.all().delete()
    type(work).objects.filter(pk=work.pk).update(state="waiting")
    passes.run(work.pk)
    flags = [entry.item.label for entry in redrafting.proposed(draft).items(Section.FLAGS)]
    assert [entry.item.label for entry in present.read(refreshed(evaluation)).items(Section.FLAGS)] == flags


def test_the_page_takes_as_many_queries_whatever_it_shows(client: Client, evaluation: Evaluation) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            client.get(url(evaluation))
        return len(context)

    draft_again(evaluation)
    queries()
    few = queries()
    for _ in range(5):
        factories.follow_up(answer=evaluation.answer)
    assert queries() == few


@pytest.mark.parametrize(("section", "choice"), [("notes", ""), ("notes", "both"), ("pictures", "taken")])
def test_what_is_no_choice_is_not_found(client: Client, evaluation: Evaluation, section: str, choice: str) -> None:
    draft_again(evaluation)
    assert client.post(url(evaluation, f"{section}/"), {"choice": choice}).status_code == 404
    assert not SectionChoice.objects.exists()


def test_an_engine_that_is_none_is_not_asked(client: Client, evaluation: Evaluation) -> None:
    client.post(url(evaluation), {"engine": "nobody"})
    assert Draft.objects.count() == 1


def test_only_the_interviewer_drafts_again(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    draft_again(evaluation)
    assert others(interview, lambda visitor: visitor.get(url(evaluation))) == INTERVIEWER_ONLY
    assert others(interview, lambda visitor: visitor.post(url(evaluation))) == INTERVIEWER_ONLY
    taking = {"choice": "taken"}
    assert others(interview, lambda visitor: visitor.post(url(evaluation, "notes/"), taking)) == INTERVIEWER_ONLY
    assert others(interview, lambda visitor: visitor.post(url(evaluation, "close/"))) == INTERVIEWER_ONLY
    assert not SectionChoice.objects.exists()


def test_other_methods_are_refused(client: Client, evaluation: Evaluation) -> None:
    assert wrong_methods(client, url(evaluation), "get", "post") == set()
    assert wrong_methods(client, url(evaluation, "notes/"), "post") == set()
    assert wrong_methods(client, url(evaluation, "close/"), "post") == set()


def test_while_the_configuration_of_engines_is_broken_the_others_draft(client: Client, evaluation: Evaluation) -> None:
    with endpoints.broken() as reason:
        page = client.get(url(evaluation))
        assert page.status_code == 200
        assert "the configuration of some cannot be read" in page.text
        assert reason not in page.text
        client.post(url(evaluation), {"engine": "plain"})
    assert refreshed(evaluation).proposal
