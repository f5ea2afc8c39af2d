"""Answers in voices that no word list was made for: what an interviewer would miss or would have to take back."""

import pytest

from evaluations.engines.builtin.doers import acting
from evaluations.engines.builtin.lexicon import words
from evaluations.evidence.claims import Section
from tests.engines.builtin.answers import BOASTING, BULLETS, MANAGER, NURSE, PROGRAMME, SOLID, TERSE, WITH_EVIDENCE
from tests.engines.builtin.drafting import feedback, flags, ratings, texts, verdict

TOLD_WELL = {"terse": TERSE, "nurse": NURSE, "programme": PROGRAMME, "manager": MANAGER}
WANTS_MORE = {"found", "told", "asked", "noticed", "that", "the", "to", "of", "&", "b/c", "when", "because", "w/"}


def reflection(answer: str) -> str:
    summary = feedback(answer)[Section.SUMMARY]
    return next(claim.text for claim in summary if claim.text.startswith("Looking back"))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Last week I quietly rewired the whole panel.", "I"),
        ("We then polished the manual.", "we"),
        ("Drafted the plan and mailed it.", "I"),
        ("I was promoted in May.", ""),
        ("I never rewired the panel.", ""),
        ("She wrote the report and I liked it.", ""),
        ("Failed payments were rising.", ""),
    ],
)
def test_a_deed_is_known_by_who_does_it_whatever_the_verb(sentence: str, who: str) -> None:
    assert acting(words(sentence)) == who


@pytest.mark.parametrize("answer", WITH_EVIDENCE.values(), ids=WITH_EVIDENCE)
def test_a_note_never_stops_at_a_word_that_wants_more(answer: str) -> None:
    last_words = {note.text.split()[-1] for note in feedback(answer)[Section.NOTES]}
    assert not last_words & WANTS_MORE


def test_of_two_clauses_the_weightier_one_is_noted_with_its_numbers() -> None:
    told = "Nobody had complained yet, but I noticed in the job history that it grew from 20 minutes to three hours."
    notes = texts(feedback(f"{SOLID} {told}")[Section.NOTES])
    assert "grew from 20 min to 3 hrs" in notes
    assert "Nobody had complained" not in notes


def test_a_clause_before_the_main_one_is_not_torn_from_it() -> None:
    assert "Before they became a tester they were" in texts(feedback(NURSE)[Section.SUMMARY]).replace(
        "before", "Before"
    )


def test_a_place_is_not_taken_for_an_adverb() -> None:
    answer = f"{BULLETS}\n- Direct orders from Italy doubled within two months"
    assert "from Italy doubled" in texts(feedback(answer)[Section.NOTES])


@pytest.mark.parametrize("answer", TOLD_WELL.values(), ids=TOLD_WELL)
def test_what_the_answer_tells_is_not_reported_as_missing(answer: str) -> None:
    drafted = feedback(answer, level="Senior")
    said = texts((*drafted[Section.SUMMARY], *drafted[Section.IMPROVEMENTS], *drafted[Section.RECOMMENDATION]))
    assert "what came of it" not in said
    assert "No result" not in said
    assert "learned or would change" not in said
    assert "No measurable result" not in flags(answer)


@pytest.mark.parametrize(
    ("answer", "regret", "since"),
    [
        (TERSE, "the mistake was theirs too", "put a check in the build"),
        (NURSE, "would raise their doubt in the first planning meeting", ""),
        (PROGRAMME, "should have seen that in the first quarter", "read the contracts first now"),
        (MANAGER, "got one thing wrong", "these days they write down who is affected"),
    ],
)
def test_the_reflection_is_what_the_candidate_regrets_and_what_they_changed(
    answer: str, regret: str, since: str
) -> None:
    assert regret in reflection(answer)
    assert since in reflection(answer)


def test_a_heading_in_words_does_not_hide_the_regret() -> None:
    told = "What I would do differently: I saw the trend in March and only looked into it in April."
    assert reflection(f"{BULLETS.rpartition(chr(10))[0]}\n- {told}") == (
        "Looking back, they saw the trend in March and only looked into it in April."
    )


@pytest.mark.parametrize("answer", TOLD_WELL.values(), ids=TOLD_WELL)
def test_a_regret_is_not_praised_as_ownership(answer: str) -> None:
    ownership = [claim for claim in feedback(answer)[Section.STRENGTHS] if claim.text.startswith("Took responsibility")]
    assert not any(word in claim.text for claim in ownership for word in ("mistake", "wrong", "should have"))


def test_a_silence_that_is_owned_as_a_mistake_is_no_red_flag() -> None:
    assert "Communication breakdown" not in flags(MANAGER)
    assert "Communication breakdown" in flags(f"{SOLID} I did not tell the client about the second failure.")


def test_boasting_is_flagged_and_no_evidence_of_culture_fit() -> None:
    assert "Overclaiming contribution" in flags(BOASTING)
    assert ratings(BOASTING)["Culture Fit"].rating == "Below"


def test_influence_without_reports_meets_the_bar_of_staff() -> None:
    assert ratings(PROGRAMME, level="Staff")["Leadership / Influence"].rating == "Meets+"
    assert verdict(PROGRAMME, level="Staff") in {"Hire", "Strong Hire"}
