"""The order of a section's items."""

import pytest

from evaluations import present, review
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from tests.evaluations.cases import drafted, interviewer_of
from tests.evaluations.pages.deciding import add, again, edit, entry_of, item_url, rows, words_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted(claims=4)


def order(evaluation: Evaluation) -> str:
    return "".join(words.removeprefix("notes ") for words in words_of(evaluation))


@pytest.mark.parametrize(
    ("index", "direction", "found"),
    [
        (0, "down", "1023"),
        (3, "up", "0132"),
        (1, "up", "1023"),
        (2, "down", "0132"),
        (0, "up", "0123"),
        (3, "down", "0123"),
    ],
)
def test_one_place_at_a_time_and_not_over_the_end(
    evaluation: Evaluation, index: int, direction: str, found: str
) -> None:
    client = signed_in(interviewer_of(evaluation))
    edit(client, evaluation, entry_of(evaluation, index=index), "move", direction=direction)
    assert order(evaluation) == found
    assert rows() == ((0, 0) if found == "0123" else (1, 1))


def test_through_the_whole_list_and_back_over_one_that_was_removed(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry_of(evaluation, index=2), "remove")
    add(client, evaluation, Section.NOTES, text="notes 4")
    for direction, found in (("down", "1034"), ("down", "1304"), ("down", "1340"), ("up", "1304"), ("up", "1034")):
        edit(client, evaluation, again(evaluation, entry), "move", direction=direction)
        assert order(evaluation) == found


def test_a_move_back_and_forth_does_not_wear_out(evaluation: Evaluation) -> None:
    by, entry = interviewer_of(evaluation), entry_of(evaluation)
    for turn in range(60):
        number = again(evaluation, entry).number
        review.move(evaluation, review.Decision(author=by, item=entry.id, number=number), up=bool(turn % 2))
    assert order(evaluation) == "0123"
    assert again(evaluation, entry).number == 61


def test_the_page_puts_it_where_it_stands_now(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    first, second = present.read(evaluation).items(Section.NOTES)[:2]
    response = edit(client, evaluation, first, "move", direction="down")
    assert (response["HX-Retarget"], response["HX-Reswap"]) == (f"#item-{second.id}", "afterend")
    assert f'<div id="item-{first.id}" hx-swap-oob="delete"></div>' in response.text
    response = edit(client, evaluation, again(evaluation, first), "move", direction="up")
    assert (response["HX-Retarget"], response["HX-Reswap"]) == (f"#item-{second.id}", "beforebegin")


@pytest.mark.parametrize("section", [Section.RATINGS, Section.RECOMMENDATION])
def test_the_rubric_orders_its_own(evaluation: Evaluation, section: Section) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert edit(client, evaluation, entry_of(evaluation, section), "move", direction="down").status_code == 409


def test_only_the_interviewer_and_only_by_post(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    found = others(
        evaluation.answer.interview, lambda client: edit(client, evaluation, entry, "move", direction="down")
    )
    assert found == INTERVIEWER_ONLY
    client = signed_in(interviewer_of(evaluation))
    assert wrong_methods(client, item_url(evaluation, entry, "move"), "post") == set()
    assert rows() == (0, 0)
