import re

import pytest

from evaluations.evidence.claims import Section
from tests.engines.builtin.answers import BLAMING, BULLETS, SOLID, SPOKEN, STAFF, STUDENT, WE_ONLY, WITH_EVIDENCE
from tests.engines.builtin.drafting import feedback, texts


@pytest.mark.parametrize("answer", WITH_EVIDENCE.values(), ids=WITH_EVIDENCE)
def test_the_summary_has_the_length_a_committee_reads(answer: str) -> None:
    assert 4 <= len(feedback(answer)[Section.SUMMARY]) <= 7


@pytest.mark.parametrize("answer", WITH_EVIDENCE.values(), ids=WITH_EVIDENCE)
def test_the_summary_speaks_of_the_candidate_in_the_third_person(answer: str) -> None:
    for sentence in feedback(answer)[Section.SUMMARY]:
        outside_quotes = re.sub("“[^”]*”", "", sentence.text)
        assert not re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b", outside_quotes)
        assert sentence.text[0].isupper()
        assert sentence.text.endswith(".")


@pytest.mark.parametrize("answer", [SOLID, STAFF, SPOKEN, STUDENT, BULLETS])
def test_nothing_is_told_twice(answer: str) -> None:
    quotes = [quote for sentence in feedback(answer)[Section.SUMMARY] for quote in sentence.quotes]
    assert len(quotes) == len(set(quotes))


def test_the_summary_tells_scenario_choice_result_and_reflection() -> None:
    summary = texts(feedback(SOLID)[Section.SUMMARY])
    for told in ("invoice service", "instead of patching their own code", "from 8% to 0.2%", "they should have asked"):
        assert told in summary


def test_a_choice_that_was_told_is_not_reported_as_missing() -> None:
    assert "No alternative" not in texts(feedback(STAFF)[Section.SUMMARY])
    assert "No alternative" in texts(feedback(WE_ONLY)[Section.SUMMARY])


def test_a_team_telling_is_named_as_such() -> None:
    assert "own part is not clear" in texts(feedback(WE_ONLY)[Section.SUMMARY])


def test_blame_stays_in_the_candidates_words_so_that_it_cannot_change_sides() -> None:
    assert "their fault" not in re.sub("“[^”]*”", "", texts(feedback(BLAMING)[Section.SUMMARY]))
