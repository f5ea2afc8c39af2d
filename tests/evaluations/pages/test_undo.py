"""Taking back one's own last edit of an item."""

import pytest

from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Edit, Evaluation
from interviews.models import Interview
from tests import factories
from tests.evaluations.cases import drafted, interviewer_of, present_flag, present_rating, present_verdict, refreshed
from tests.evaluations.pages.deciding import add, again, edit, entry_of, item_url, rows, send, words_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(claims=2)


def test_edits_are_taken_back_one_by_one_to_the_draft(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    for text in ("First", "Second", "Third"):
        edit(client, evaluation, again(evaluation, entry), text=text)
    found = []
    for _ in range(3):
        edit(client, evaluation, again(evaluation, entry), "undo")
        found.append(again(evaluation, entry).item.text)
    assert found == ["Second", "First", entry.item.text]
    assert again(evaluation, entry).item == entry.item
    response = edit(client, evaluation, again(evaluation, entry), "undo")
    assert response.status_code == 422
    assert "There is nothing to undo here" in response.text
    assert Edit.objects.count() == 6


def test_after_an_undo_new_words_are_undone_to_where_it_led(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    for action, text in (("", "First"), ("", "Second"), ("undo", ""), ("", "Other"), ("undo", ""), ("undo", "")):
        edit(client, evaluation, again(evaluation, entry), action, text=text)
    assert again(evaluation, entry).item == entry.item


def test_what_was_added_goes_and_comes_with_it(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    add(client, evaluation, Section.NOTES, text="My own")
    entry = entry_of(evaluation, index=-1)
    edit(client, evaluation, entry, "undo")
    assert words_of(evaluation) == ["notes 0", "notes 1"]
    edit(client, evaluation, again(evaluation, entry), "put-back")
    assert words_of(evaluation) == ["notes 0", "notes 1", "My own"]


def test_a_place_and_a_removal_are_taken_back(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, "move", direction="down")
    edit(client, evaluation, again(evaluation, entry), "remove")
    assert words_of(evaluation) == ["notes 1"]
    edit(client, evaluation, again(evaluation, entry), "undo")
    assert words_of(evaluation) == ["notes 1", "notes 0"]
    edit(client, evaluation, again(evaluation, entry), "undo")
    assert words_of(evaluation) == ["notes 0", "notes 1"]


def test_a_decision_that_is_taken_back_is_to_be_made_again(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    send(client, evaluation, present_rating(evaluation), rating="Concern")
    send(client, evaluation, present_flag(evaluation), status="dismissed", severity=2)
    Evaluation.objects.update(reviewed_at="2026-01-01T00:00Z", reviewed_by=interviewer_of(evaluation))
    response = edit(client, evaluation, present_rating(evaluation), "undo")
    assert refreshed(evaluation).verdict == "Hire"
    assert "To decide · drafted Meets+" in response.text
    assert refreshed(evaluation).reviewed_at is None
    edit(client, evaluation, present_flag(evaluation), "undo")
    assert present_flag(evaluation).item.status is FlagStatus.UNCONFIRMED
    assert not present_rating(evaluation).is_decided


def test_a_verdict_of_ones_own_is_taken_back(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_verdict(evaluation), verdict="No Hire", reason="Said so outside")
    edit(client, evaluation, present_verdict(evaluation), "undo")
    assert refreshed(evaluation).final_verdict == "Hire"


def test_what_another_wrote_last_is_theirs(evaluation: Evaluation) -> None:
    first, entry = interviewer_of(evaluation), entry_of(evaluation)
    edit(signed_in(first), evaluation, entry, text="By Ines")
    second = factories.user(name="Otto Other")
    Interview.objects.update(interviewer=second)
    edit(signed_in(second), evaluation, again(evaluation, entry), text="By Otto")
    Interview.objects.update(interviewer=first)
    response = edit(signed_in(first), evaluation, again(evaluation, entry), "undo")
    assert response.status_code == 422
    assert "Otto Other wrote this last, so it is theirs to undo" in response.text
    assert again(evaluation, entry).item.text == "By Otto"


def test_what_somebody_changed_since_is_not_undone(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, text="First")
    before = again(evaluation, entry)
    edit(client, evaluation, before, text="Second")
    assert edit(client, evaluation, before, "undo").status_code == 409
    assert again(evaluation, entry).item.text == "Second"


def test_it_is_offered_where_there_is_something_of_ones_own(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    page = f"/evaluations/{evaluation.pk}/"
    assert f'id="undo-{entry.id}"' not in client.get(page).text
    edit(client, evaluation, entry, text="Mine")
    assert f'id="undo-{entry.id}"' in client.get(page).text
    edit(client, evaluation, again(evaluation, entry), "undo")
    assert f'id="undo-{entry.id}"' not in client.get(page).text


def test_only_the_interviewer_and_only_by_post(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, text="Mine")
    mine = again(evaluation, entry)
    assert others(evaluation.answer.interview, lambda c: edit(c, evaluation, mine, "undo")) == INTERVIEWER_ONLY
    assert wrong_methods(client, item_url(evaluation, entry, "undo"), "post") == set()
    assert rows() == (1, 1)
