"""The history of an item: exact, in order, and readable by whoever reads the evaluation."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation
from tests.evaluations.cases import drafted, interviewer_of, present_flag, present_rating
from tests.evaluations.pages.deciding import add, again, edit, entry_of, item_url, send
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


def actions(text: str) -> list[str]:
    return re.findall(r'<li><p><span class="state(?: state-edited)?">([^<]+)</span>', text)


def test_every_edit_is_there_the_latest_first_with_old_and_new(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    edit(client, evaluation, entry, text="notes about labels")
    edit(client, evaluation, again(evaluation, entry), "evidence", sentence=2)
    edit(client, evaluation, again(evaluation, entry), "remove")
    edit(client, evaluation, again(evaluation, entry), "undo")
    text = client.get(item_url(evaluation, entry, "history")).text
    assert actions(text) == ["Undone", "Removed", "Evidence changed", "Reworded", "Drafted by builtin"]
    assert "notes <del>0</del><ins>about labels</ins>" in text.replace("</ins><ins>", "")
    assert "found a queue that nobody emptied.</q>" in text
    assert text.count("Ines Interviewer") >= 4
    assert text.count("<time ") == Edit.objects.count() + 1


def test_a_decision_is_told_with_its_reason(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Not assessed", reason="Asked <elsewhere>")
    send(client, evaluation, present_flag(evaluation), status="confirmed", severity=4)
    rating = client.get(item_url(evaluation, present_rating(evaluation), "history")).text
    assert "Rating: Meets+ → Not assessed" in strip_tags(rating)
    assert "“Asked &lt;elsewhere&gt;”" in rating
    flag = strip_tags(client.get(item_url(evaluation, present_flag(evaluation), "history")).text)
    assert "Severity: 2 → 4" in flag
    assert "Decision: unconfirmed → confirmed" in flag


def test_what_a_person_added_begins_with_them(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    add(client, evaluation, Section.NOTES, text="My own")
    text = client.get(item_url(evaluation, entry_of(evaluation, index=-1), "history")).text
    assert actions(text) == ["Added"]
    assert "draft" not in strip_tags(text.partition("<main")[2]).lower()


def test_back_at_the_draft_it_says_so(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    for text in ("Otherwise", entry.item.text):
        edit(client, evaluation, again(evaluation, entry), text=text)
    assert "It says what was drafted." in client.get(item_url(evaluation, entry, "history")).text


def test_it_stands_alone_without_scripts_and_in_place_with_them(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    edit(signed_in(interviewer_of(evaluation)), evaluation, entry, text="Otherwise")
    url = item_url(evaluation, entry, "history")
    assert "<html" in signed_in(interviewer_of(evaluation)).get(url).text
    assert "<html" not in signed_in(interviewer_of(evaluation), htmx=True).get(url).text


def test_whoever_reads_the_evaluation_reads_it(evaluation: Evaluation) -> None:
    entry = entry_of(evaluation)
    url = item_url(evaluation, entry, "history")
    assert others(evaluation.answer.interview, lambda client: client.get(url)) == READERS
    assert others(evaluation.answer.interview, lambda c: c.get(item_url(evaluation, entry, "shown"))) == READERS
    client = signed_in(interviewer_of(evaluation))
    assert wrong_methods(client, url, "get") == set()
    assert client.get(f"/evaluations/{evaluation.pk}/items/{'f' * 32}/history/").status_code == 404


def test_a_long_history_costs_what_a_short_one_does(evaluation: Evaluation) -> None:
    client, entry = signed_in(interviewer_of(evaluation)), entry_of(evaluation)
    counts = set()
    for edits in (1, 12):
        for number in range(edits):
            edit(client, evaluation, again(evaluation, entry), text=f"Written {edits} {number}")
        with CaptureQueriesContext(connection) as captured:
            client.get(item_url(evaluation, entry, "history"))
        counts.add(len(captured))
    assert len(counts) == 1
