"""Adding an item of one's own, also resting on what was selected in the answer."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import present
from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.models import Edit, Evaluation
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, refreshed, request
from tests.evaluations.pages.deciding import add, entry_of, rows, words_of
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
GROWING = sorted(set(Section) - {Section.RATINGS, Section.RECOMMENDATION})
QUOTE = "a queue that nobody emptied"
SELECTED: dict[str, Any] = {"in": "answer", "start": ANSWER.index(QUOTE), "end": ANSWER.index(QUOTE) + len(QUOTE)}


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


def url(evaluation: Evaluation, section: Section = Section.NOTES) -> str:
    return f"/evaluations/{evaluation.pk}/sections/{section}/new/"


@pytest.mark.parametrize("section", GROWING)
def test_one_of_every_kind_stands_at_the_end_of_its_section(evaluation: Evaluation, section: Section) -> None:
    client = signed_in(interviewer_of(evaluation))
    response = add(client, evaluation, section, text="My own", label="Blames others", severity=3)
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/#item-{'a' * 32}"
    added = entry_of(evaluation, section, -1)
    assert (added.item.text, added.item.basis, added.draft, added.number) == ("My own", Basis.PERSON, None, 1)
    assert "My own" in client.get(f"/evaluations/{evaluation.pk}/").text


def test_a_flag_that_a_person_names_is_confirmed_and_counts(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    response = add(client, evaluation, Section.FLAGS, label="Fabrication risk", severity=5, text="")
    assert entry_of(evaluation, Section.FLAGS, -1).item.status is FlagStatus.CONFIRMED
    assert refreshed(evaluation).verdict == "No Hire"
    assert "<strong>No Hire</strong>" in response.text
    assert "Confirmed by Ines Interviewer" in response.text


def test_it_comes_back_as_a_fragment_with_the_place_for_the_next(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    response = add(client, evaluation, Section.NOTES, text="My own")
    assert 'id="add-notes"' in response.text
    assert 'hx-swap-oob="beforeend:#list-notes"><li class="claim" id="item-aaaa' in response.text.replace("\n", "")
    assert "<html" not in response.text
    assert len(response.content) < 5_000


def test_what_was_selected_is_its_evidence(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation), htmx=True)
    form = client.get(url(evaluation), SELECTED).text
    assert f">{QUOTE}</q>" in form
    assert f'name="start" value="{SELECTED["start"]}"' in form
    response = add(client, evaluation, Section.NOTES, text="Found it", **SELECTED)
    added = entry_of(evaluation, Section.NOTES, -1).item
    assert added.basis is Basis.QUOTED
    assert [ANSWER[span.start : span.end] for span in added.evidence] == [QUOTE]
    assert f"<mark>{QUOTE}</mark>" in response.text


def test_a_selection_that_is_no_quote_becomes_its_whole_sentence(evaluation: Evaluation) -> None:
    start = ANSWER.index("nobody emptied")
    given: dict[str, Any] = {"in": "answer", "start": start, "end": start + 14}
    form = signed_in(interviewer_of(evaluation), htmx=True).get(url(evaluation), given).text
    assert "at least four whole words" in form
    assert "I read the printer logs for two weeks and found a queue that nobody emptied.</q>" in form
    refused = add(signed_in(interviewer_of(evaluation)), evaluation, Section.NOTES, text="Kept words", **given)
    assert refused.status_code == 422
    assert ">Kept words</textarea>" in refused.text
    assert rows() == (0, 0)


def test_sent_twice_it_is_added_once(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for _ in range(2):
        assert add(client, evaluation, Section.NOTES, text="My own").status_code == 302
    assert words_of(evaluation) == ["notes 0", "My own"]
    assert rows() == (1, 1)


@pytest.mark.parametrize(
    ("section", "typed", "told"),
    [
        (Section.NOTES, {"text": " "}, "Write something"),
        (Section.NOTES, {"text": "x" * 2001}, "at most 2,000"),
        (Section.FLAGS, {"text": "Said", "severity": 2}, "A red flag needs a name"),
        (Section.FLAGS, {"text": "Said", "label": "x" * 201, "severity": 2}, "at most 200"),
        (Section.FLAGS, {"text": "Said", "label": "Vagueness", "severity": 0}, "from 1 to 5"),
        (Section.NOTES, {"text": "Said", "item": "../x"}, "Reload the page"),
        (Section.NOTES, {"text": "Said", "in": "elsewhere", "start": 0, "end": 9}, "not a part of what was said"),
        (Section.NOTES, {"text": "Said", "in": "answer", "start": 9, "end": 9_999}, "not a part of what was said"),
        (Section.NOTES, {"text": "Said", "in": "answer", "start": "x", "end": 9}, "not a part of what was said"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_form(
    evaluation: Evaluation, section: Section, typed: dict[str, Any], told: str
) -> None:
    response = add(signed_in(interviewer_of(evaluation)), evaluation, section, **{"item": "a" * 32, **typed})
    assert response.status_code == 422
    assert told in response.text
    assert str(typed["text"]).strip() in response.text
    assert rows() == (0, 0)


def test_the_form_can_be_put_away(evaluation: Evaluation) -> None:
    text = signed_in(interviewer_of(evaluation), htmx=True).get(url(evaluation), {"cancel": 1}).text
    assert "Add a note" in text
    assert "<form" not in text


@pytest.mark.parametrize("section", ["ratings", "recommendation", "elsewhere"])
def test_what_the_rubric_lists_is_not_added_to(evaluation: Evaluation, section: str) -> None:
    client = signed_in(interviewer_of(evaluation))
    address = f"/evaluations/{evaluation.pk}/sections/{section}/new/"
    assert {client.get(address).status_code, client.post(address).status_code} == {404}


def test_nothing_is_added_before_the_section_arrived() -> None:
    evaluation = request()
    response = add(signed_in(interviewer_of(evaluation)), evaluation, Section.NOTES, text="Too early")
    assert response.status_code == 422
    assert "Nothing can be added here yet" in response.text


def test_only_the_interviewer_adds(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    assert others(interview, lambda c: add(c, evaluation, Section.NOTES, text="Mine")) == INTERVIEWER_ONLY
    assert others(interview, lambda c: c.get(url(evaluation))) == INTERVIEWER_ONLY
    assert rows() == (0, 0)
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get", "post") == set()


def test_it_costs_the_same_however_much_there_is() -> None:
    counts = set()
    for evaluation in (drafted(), drafted(claims=60)):
        client = signed_in(interviewer_of(evaluation), htmx=True)
        with CaptureQueriesContext(connection) as captured:
            add(client, evaluation, Section.NOTES, item=evaluation.pk.hex, text="My own", **SELECTED)
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_kept_in_an_order_of_their_own(evaluation: Evaluation) -> None:
    def write(number: int) -> None:
        client = signed_in(interviewer_of(evaluation))
        add(client, evaluation, Section.NOTES, item=f"{number:032x}", text=f"Note {number}")

    all_at_once(write, range(8))
    entries = present.read(evaluation).items(Section.NOTES)
    assert len({entry.rank for entry in entries}) == len(entries) == 9
    assert Edit.objects.count() == 8
