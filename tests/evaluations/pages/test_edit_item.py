"""Rewording an item in place."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.models import Edit, Evaluation
from tests.evaluations.cases import drafted, interviewer_of, present_flag, present_rating, present_verdict, refreshed
from tests.evaluations.pages.deciding import again, edit, entry_of, item_url, rows, send
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
MOST_BYTES = 5_000


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


@pytest.mark.parametrize("section", Section)
def test_an_item_of_every_kind_can_be_put_in_ones_own_words(evaluation: Evaluation, section: Section) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation, section)
    response = edit(client, evaluation, entry, text="In my own words <b>", label="Blames others", severity=3)
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/#item-{entry.id}"
    changed = again(evaluation, entry)
    # Of a rating and a verdict the word is what rests on something; it is not what was reworded.
    basis = Basis.QUOTED if section in (Section.RATINGS, Section.RECOMMENDATION) else Basis.PERSON
    assert (changed.item.text, changed.item.basis) == ("In my own words <b>", basis)
    assert changed.item.evidence == entry.item.evidence
    assert changed.draft == entry.item
    assert (changed.item.label, changed.item.severity) == (
        ("Blames others", 3) if section is Section.FLAGS else ("", entry.item.severity)
    )
    assert "In my own words &lt;b&gt;" in client.get(f"/evaluations/{evaluation.pk}/").text


@pytest.mark.parametrize("section", [Section.RATINGS, Section.FLAGS])
def test_other_words_decide_nothing(evaluation: Evaluation, section: Section) -> None:
    entry = entry_of(evaluation, section)
    edit(signed_in(interviewer_of(evaluation)), evaluation, entry, text="Otherwise", label="Vagueness", severity=2)
    assert not again(evaluation, entry).is_decided
    assert "8 to decide" in signed_in(interviewer_of(evaluation)).get(f"/evaluations/{evaluation.pk}/").text


def test_other_words_leave_what_was_decided_and_who_said_why(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_verdict(evaluation), verdict="No Hire", reason="Said so outside")
    edit(client, evaluation, present_verdict(evaluation), text="Not solid at all")
    assert refreshed(evaluation).final_verdict == "No Hire"
    assert "“Said so outside”" in client.get(f"/evaluations/{evaluation.pk}/").text
    send(client, evaluation, present_flag(evaluation), status="confirmed", severity=2)
    edit(client, evaluation, present_flag(evaluation), text="Otherwise", label="Vagueness", severity=4)
    assert present_flag(evaluation).item.status is FlagStatus.CONFIRMED
    assert refreshed(evaluation).verdict == "Leaning No Hire"


def test_the_drafted_words_give_back_what_they_rested_on(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    for text in ("Otherwise", entry.item.text):
        edit(client, evaluation, again(evaluation, entry), text=text)
    assert not again(evaluation, entry).is_changed
    assert rows() == (2, 2)


def test_the_same_words_change_nothing(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    assert edit(signed_in(interviewer_of(evaluation)), evaluation, entry, text=entry.item.text).status_code == 302
    assert rows() == (0, 0)


def test_the_form_stands_alone_without_scripts_and_in_place_with_them(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    url = item_url(evaluation, entry)
    alone = signed_in(interviewer_of(evaluation)).get(url).text
    assert alone.count("<html") == 1
    assert f'action="{url}"' in alone
    placed = signed_in(interviewer_of(evaluation), htmx=True).get(url).text
    assert placed.lstrip().startswith(f'<li class="claim is-open" id="item-{entry.id}"')
    shown = signed_in(interviewer_of(evaluation), htmx=True).get(item_url(evaluation, entry, "shown")).text
    assert shown.lstrip().startswith(f'<li class="claim" id="item-{entry.id}"')


@pytest.mark.parametrize(
    ("section", "typed", "told"),
    [
        (Section.NOTES, {"text": "  "}, "Write something"),
        (Section.NOTES, {"text": "x" * 2001}, "at most 2,000"),
        (Section.NOTES, {"text": "a\x00b"}, "characters that are not text"),
        (Section.FLAGS, {"text": "kept", "label": " ", "severity": 2}, "A red flag needs a name"),
        (Section.FLAGS, {"text": "kept", "label": "Vagueness", "severity": 6}, "from 1 to 5"),
        (Section.FLAGS, {"text": "kept", "label": "Vagueness"}, "from 1 to 5"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_form_which_keeps_it(
    evaluation: Evaluation, section: Section, typed: dict[str, Any], told: str
) -> None:
    for htmx in (True, False):
        client = signed_in(interviewer_of(evaluation), htmx=htmx)
        response = edit(client, evaluation, entry_of(evaluation, section), **typed)
        assert response.status_code == 422
        assert told in response.text
        assert str(typed["text"]).strip() in response.text
    assert rows() == (0, 0)


def test_the_slower_of_two_sees_what_it_says_now_and_keeps_their_own_words(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    edit(signed_in(interviewer_of(evaluation)), evaluation, entry, text="The first to save")
    for htmx in (True, False):
        client = signed_in(interviewer_of(evaluation), htmx=htmx)
        response = edit(client, evaluation, entry, text="Typed for five minutes")
        assert response.status_code == 409
        assert ">The first to save</q>" in response.text
        assert ">Typed for five minutes</textarea>" in response.text
        assert 'name="number" value="2"' in response.text
    assert again(evaluation, entry).item.text == "The first to save"


def test_an_item_that_is_not_there_is_not_edited(evaluation: Evaluation) -> None:
    client, stray = signed_in(interviewer_of(evaluation)), entry_of(drafted())
    assert edit(client, evaluation, stray, text="Mine").status_code == 409
    assert client.get(item_url(evaluation, stray)).status_code == 404
    assert rows() == (0, 0)


def test_only_the_interviewer_edits(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    interview = evaluation.answer.interview
    assert others(interview, lambda client: edit(client, evaluation, entry, text="Mine")) == INTERVIEWER_ONLY
    assert others(interview, lambda client: client.get(item_url(evaluation, entry))) == INTERVIEWER_ONLY
    assert rows() == (0, 0)


def test_other_methods_are_refused(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    assert wrong_methods(client, item_url(evaluation, entry), "get", "post") == set()
    assert wrong_methods(client, item_url(evaluation, entry, "shown"), "get") == set()


def test_an_edit_costs_the_same_on_10_and_on_500_items_and_its_answer_is_small() -> None:
    short, long = drafted(flags=(1,), claims=1), drafted(flags=(1,) * 40, claims=60)
    counts = set()
    for evaluation in (short, long):
        client = signed_in(interviewer_of(evaluation), htmx=True)
        with CaptureQueriesContext(connection) as captured:
            response = edit(client, evaluation, entry_of(evaluation), text="Short, as people write")
        assert len(response.content) < MOST_BYTES
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 20


@pytest.mark.parametrize("section", Section)
def test_no_answer_to_an_edit_is_large(evaluation: Evaluation, section: Section) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    response = edit(client, evaluation, entry_of(evaluation, section), text="In my words", label="Named", severity=2)
    assert len(response.content) < MOST_BYTES


@pytest.mark.parametrize("section", [Section.NOTES, Section.FLAGS])
def test_no_answer_to_what_is_done_with_an_item_is_large(section: Section) -> None:
    evaluation = drafted(flags=(2, 4), claims=2)
    client, entry = signed_in(interviewer_of(evaluation), htmx=True), entry_of(evaluation, section)
    for action in ("move", "remove", "put-back", "undo"):
        response = edit(client, evaluation, again(evaluation, entry), action, direction="down")
        assert response.status_code == 200
        assert len(response.content) < MOST_BYTES


def test_no_answer_to_a_decision_is_large(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    for answer in (
        send(client, evaluation, present_rating(evaluation), rating="Below"),
        send(client, evaluation, present_flag(evaluation), status="confirmed", severity=4),
        send(client, evaluation, present_verdict(evaluation), verdict="No Hire", reason="Said so outside"),
    ):
        assert len(answer.content) < MOST_BYTES


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_taken_and_the_other_is_told(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)

    def write(text: str) -> int:
        return edit(signed_in(interviewer_of(evaluation)), evaluation, entry, text=text).status_code

    assert sorted(all_at_once(write, ["Mine", "Yours"])) == [302, 409]
    assert Edit.objects.count() == 1
