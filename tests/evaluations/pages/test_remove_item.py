"""Removing an item, and putting it back."""

import pytest

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation
from tests.evaluations.cases import drafted, interviewer_of, present_flag, refreshed
from tests.evaluations.pages.deciding import again, edit, entry_of, item_url, rows, send, words_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(claims=3)


def test_a_removed_item_is_folded_at_the_end_and_can_be_put_back_in_its_place(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation, index=1)
    assert edit(client, evaluation, entry, "remove").status_code == 302
    assert words_of(evaluation) == ["notes 0", "notes 2"]
    page = client.get(f"/evaluations/{evaluation.pk}/").text
    assert "<summary>1 removed</summary>" in page
    assert "Removed by Ines Interviewer" in page
    edit(client, evaluation, again(evaluation, entry), "put-back")
    assert words_of(evaluation) == ["notes 0", "notes 1", "notes 2"]
    assert again(evaluation, entry).item == entry.item


def test_it_supports_nothing_any_more(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    response = edit(signed_in(interviewer_of(evaluation), htmx=True), evaluation, entry, "remove")
    sentence = response.text.partition('<span class="sentence')[2]
    assert 'hx-swap-oob="true"' in sentence
    assert entry.id not in sentence.partition("</span>")[0]
    assert f'<li class="claim is-removed" id="item-{entry.id}"' in response.text


def test_a_removed_flag_counts_for_nothing_and_is_not_waited_for() -> None:
    evaluation = drafted(flags=(4,))
    client = signed_in(interviewer_of(evaluation), htmx=True)
    send(client, evaluation, present_flag(evaluation), status="confirmed", severity=4)
    assert refreshed(evaluation).verdict == "Leaning No Hire"
    response = edit(client, evaluation, present_flag(evaluation), "remove")
    assert refreshed(evaluation).verdict == "Hire"
    assert "7 to decide" in response.text


@pytest.mark.parametrize("action", ["put-back", "undo"])
def test_what_is_back_and_undecided_is_to_be_reviewed_again(action: str) -> None:
    evaluation = drafted(flags=(4,))
    client = signed_in(interviewer_of(evaluation))
    for entry in present.read(evaluation).items(Section.RATINGS):
        send(client, evaluation, entry, rating="Meets+")
    flag = present_flag(evaluation)
    edit(client, evaluation, flag, "remove")
    client.post(f"/evaluations/{evaluation.pk}/review/")
    assert refreshed(evaluation).reviewed_at
    edit(client, evaluation, again(evaluation, flag), action)
    assert not refreshed(evaluation).reviewed_at


@pytest.mark.parametrize("action", ["", "evidence"])
def test_a_removed_item_is_not_changed_before_it_is_put_back(evaluation: Evaluation, action: str) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, "remove")
    response = edit(client, evaluation, again(evaluation, entry), action, text="Mine", sentence=1)
    assert response.status_code == 409
    assert "put it back first" in response.text
    assert rows() == (1, 1)


def test_twice_changes_nothing_more(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    assert edit(client, evaluation, entry, "put-back").status_code == 302
    for _ in range(2):
        edit(client, evaluation, again(evaluation, entry), "remove")
    assert rows() == (1, 1)


def test_on_a_state_that_somebody_changed_it_is_refused(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, text="Changed meanwhile")
    response = edit(client, evaluation, entry, "remove")
    assert response.status_code == 409
    assert "Changed meanwhile" in response.text
    assert not again(evaluation, entry).is_removed


@pytest.mark.parametrize("section", [Section.RATINGS, Section.RECOMMENDATION])
def test_what_the_rubric_lists_stays(evaluation: Evaluation, section: Section) -> None:
    response = edit(signed_in(interviewer_of(evaluation)), evaluation, entry_of(evaluation, section), "remove")
    assert response.status_code == 409
    assert rows() == (0, 0)


@pytest.mark.parametrize("action", ["remove", "put-back"])
def test_only_the_interviewer_and_only_by_post(evaluation: Evaluation, action: str) -> None:
    entry = entry_of(evaluation)
    found = others(evaluation.answer.interview, lambda client: edit(client, evaluation, entry, action))
    assert found == INTERVIEWER_ONLY
    client = signed_in(interviewer_of(evaluation))
    assert wrong_methods(client, item_url(evaluation, entry, action), "post") == set()
    assert Edit.objects.count() == 0
