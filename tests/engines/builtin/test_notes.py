import re

import pytest

from evaluations.evidence.claims import Section
from tests.engines.builtin.answers import BULLETS, SOLID, STAFF, STUDENT, WITH_EVIDENCE
from tests.engines.builtin.drafting import feedback, texts

ABBREVIATED = ("arch.", "resp.", "incr.", "cust.", "custs.")


@pytest.mark.parametrize("answer", WITH_EVIDENCE.values(), ids=WITH_EVIDENCE)
def test_notes_are_fragments(answer: str) -> None:
    for note in feedback(answer)[Section.NOTES]:
        assert 2 <= len(note.text.split()) <= 16
        assert not note.text.endswith((".", "…", ",", ";", ":")) or note.text.endswith(ABBREVIATED)
        assert not note.text.startswith(("I ", "We ", "The "))
        assert not re.search(r"\b(?:the|an|our|my)\b", note.text)


@pytest.mark.parametrize("answer", [SOLID, STAFF], ids=["solid", "staff"])
def test_there_are_as_many_notes_as_an_interviewer_takes(answer: str) -> None:
    assert 8 <= len(feedback(answer)[Section.NOTES]) <= 15


@pytest.mark.parametrize("answer", [SOLID, STAFF, STUDENT, BULLETS])
def test_notes_follow_the_answer_and_quote_it(answer: str) -> None:
    places = [answer.index(note.quotes[0]) for note in feedback(answer)[Section.NOTES]]
    assert places == sorted(places)


def test_numbers_and_what_they_measure_are_kept() -> None:
    notes = texts(feedback(SOLID)[Section.NOTES])
    assert "failure rate went from 8% to 0.2%" in notes
    assert "1,200 failed payments" in notes


def test_lead_ins_go_and_long_words_are_shortened() -> None:
    answer = SOLID.replace(
        "I took responsibility", "As the engineer on call, I then immediately moved the customer database. I took over"
    )
    assert "Moved cust. DB" in texts(feedback(answer)[Section.NOTES])


def test_the_day_of_the_week_does_not_push_out_what_was_done() -> None:
    answer = SOLID + " It was a Friday afternoon and I restarted the payment queue by hand."
    assert "Restarted payment queue by hand" in texts(feedback(answer)[Section.NOTES])


def test_a_negation_is_never_lost() -> None:
    answer = SOLID + " I did not tell the client about the second failure of the staging system."
    notes = texts(feedback(answer)[Section.NOTES])
    assert "Did not tell client" in notes
