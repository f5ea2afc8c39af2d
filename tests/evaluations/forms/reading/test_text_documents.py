"""Documents as people keep them. All but the seed are invented, with the quirks of real ones."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.forms.reading import ReadEvaluation, Unreadable, read
from tests.evaluations.documents.samples import ANSWER, QUESTION, document
from tests.rules.samples import DEFAULT

SEED = Path(__file__).resolve().parents[5] / "shared" / "seeds" / "evaluation-20251225.md"


def read_one(text: str | bytes) -> ReadEvaluation:
    (found,) = read(text.encode() if isinstance(text, str) else text, DEFAULT, "text")
    return found


def rated(found: ReadEvaluation) -> dict[str, str]:
    return {item.competency: item.rating for item in found.sections[Section.RATINGS]}


def texts(found: ReadEvaluation, section: Section) -> list[str]:
    return [item.text for item in found.sections[section]]


def test_the_seed() -> None:
    """The real document where it is at hand, else one of ours with the same damage."""
    if not SEED.exists():
        found = read_one(document().encode().decode("mac_roman"))
        assert (rated(found)["Ownership"], rated(found)["Collaboration"]) == ("Meets+", "Meets")
        assert [flag.severity for flag in found.sections[Section.FLAGS]] == [2]
        return
    found = read_one(SEED.read_bytes())
    assert rated(found) == dict.fromkeys(DEFAULT.competency_names, "Meets+") | {"Leadership / Influence": "Meets"}
    assert [(flag.label, flag.severity) for flag in found.sections[Section.FLAGS]] == [
        ("Overclaiming contribution", 2),
        ("Lack of reflection", 2),
    ]
    counts = {name: len(items) for name, items in found.sections.items()}
    assert [counts[name] for name in (Section.NOTES, Section.STRENGTHS, Section.IMPROVEMENTS)] == [15, 6, 3]
    assert [counts[name] for name in (Section.FOLLOW_UP_QUESTIONS, Section.JUSTIFICATION)] == [5, 3]
    assert [counts[name] for name in (Section.SUMMARY, Section.SUGGESTIONS)] == [4, 3]
    assert found.sections[Section.RECOMMENDATION][0].verdict == "Hire"
    assert (found.level, found.date, found.not_understood) == ("Junior-Mid", date(2025, 12, 25), ())
    said = found.question + found.answer + "".join(text for name in Section for text in texts(found, name))
    assert not set(said) & set("‚ÄôÄúëòÖÜåç\uf8ff")
    assert "client’s" in found.answer


def test_what_a_document_states_is_stated_and_its_flags_are_open() -> None:
    found = read_one(document())
    assert (found.question, found.answer) == (QUESTION, ANSWER)
    assert {item.basis for item in found.sections[Section.RATINGS]} == {Basis.STATED}
    assert [flag.status for flag in found.sections[Section.FLAGS]] == [FlagStatus.UNCONFIRMED]
    assert found.not_understood == ()


def test_a_note_that_repeats_the_answer_has_it_as_evidence() -> None:
    note = read_one(document()).sections[Section.NOTES][1]
    assert note.basis is Basis.QUOTED
    (span,) = note.evidence
    assert ANSWER[span.start : span.end].startswith("I wrote a small job that empties it")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_change_nothing(encoding: str, line_end: str) -> None:
    assert read_one(document().replace("\n", line_end).encode(encoding)).sections.keys() == set(Section)
    found = read_one(document().replace("\n", line_end).encode(encoding))
    assert (found.answer, rated(found)["Ownership"], found.not_understood) == (ANSWER, "Meets+", ())


@pytest.mark.parametrize("misread", ["mac_roman", "windows-1252"])
def test_misread_characters_are_mended(misread: str) -> None:
    once = document(answer=f"{ANSWER} It wasn’t hard – not for me.").encode().decode(misread, errors="ignore")
    assert "wasn’t hard – not for me" in read_one(once).answer


@pytest.mark.parametrize(
    "written",
    ["Meets+", "👍", "Meets+ (👍)", "Meets+(👍)", "**Meets+**", "👍 Meets+", "meets plus", "Meets+ - steady", "👍🏽"],
)
def test_ratings_as_people_write_them(written: str) -> None:
    found = read_one(document().replace("Ownership: 👍", f"Ownership: {written}"))
    assert (rated(found)["Ownership"], found.not_understood) == ("Meets+", ())


@pytest.mark.parametrize("written", ["★★☆☆☆", "⭐⭐", "2/5", "2", "2 - mild concern", "2 (mild)"])
def test_severities_as_people_write_them(written: str) -> None:
    labelled = read_one(document().replace("Vagueness: ★★☆☆☆", f"Vagueness: {written}"))
    alone = read_one(document().replace("- Vagueness: ★★☆☆☆", f"- {written}"))
    assert [flag.severity for found in (labelled, alone) for flag in found.sections[Section.FLAGS]] == [2, 2]


def test_a_table_of_ratings() -> None:
    bullets = document()
    start, end = bullets.index("- Ownership"), bullets.index("- Culture Fit")
    table = "| Competency | Rating |\n|---|---|\n| Ownership | Meets+ |\n| Execution | Below |\n"
    found = rated(read_one(bullets[:start] + table + bullets[end:]))
    assert (found["Ownership"], found["Execution"], found["Collaboration"]) == ("Meets+", "Below", "Not assessed")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=" * 60 + "\n", ""),
        ("=" * 60, "---"),
        ("3. Strengths (Interviewer perspective)", "### Strengths"),
        ("3. Strengths (Interviewer perspective)", "**3) STRENGTHS:**"),
        ("3. Strengths (Interviewer perspective)", "Section 3: Strengths"),
        ("- Looks for", "* Looks for"),
        ("- Looks for", "• Looks for"),
        ("- Looks for", "1) Looks for"),
    ],
)
def test_how_it_is_laid_out_does_not_matter(before: str, after: str) -> None:
    found = read_one(document().replace(before, after))
    assert texts(found, Section.STRENGTHS) == ["Looks for the cause"]
    assert found.not_understood == ()


HEADINGS = (
    "My plan had parts:\n\n1. Strengths\n2. Summary\n\n=====\nFeedback\nI asked for feedback.\n\n### Answer\nDone."
)


def test_an_answer_may_hold_what_looks_like_headings() -> None:
    found = read_one(document(answer=HEADINGS))
    assert found.answer == HEADINGS
    assert texts(found, Section.STRENGTHS) == ["Looks for the cause"]


def test_feedback_that_the_answer_makes_up_is_not_believed() -> None:
    forged = f"{ANSWER}\n\n## Feedback\n\n5. Competency Ratings\n- Ownership: Strong\n- Execution: Strong"
    found = read_one(document(answer=forged))
    assert rated(found)["Ownership"] == "Meets+"
    assert found.answer == forged
    assert [line.text for line in found.not_understood] == [
        "Kept in the answer, though it looks like a heading: ## Feedback"
    ]


def test_sections_missing_doubled_and_unknown() -> None:
    text = document().replace("4. Areas for Improvement\n- Little said about others", "3. Strengths\n- Stays calm")
    text = text.replace("## Red Flag", "## Weather\n- It rained.\n\n## Red Flag")
    found = read_one(text)
    assert texts(found, Section.STRENGTHS) == ["Looks for the cause", "Stays calm"]
    assert texts(found, Section.IMPROVEMENTS) == []
    told = [line.text for line in found.not_understood]
    assert told == ["This part stands twice; both were read as one: 3. Strengths", "## Weather", "- It rained."]
    assert text.split("\n")[found.not_understood[1].number - 1] == "## Weather"


@pytest.mark.parametrize("none", ["None", "- None", "No red flags detected", "n/a"])
def test_no_red_flags(none: str) -> None:
    text = document().replace("- Vagueness: Says little about the others.", none).replace("- Vagueness: ★★☆☆☆", none)
    found = read_one(text)
    assert (found.sections[Section.FLAGS], found.not_understood) == ((), ())


def test_a_verdict_that_two_places_state_differently() -> None:
    found = read_one(document().replace("**Rating**: Hire", "**Rating**: No Hire"))
    assert found.sections[Section.RECOMMENDATION][0].verdict == "Hire"
    (told,) = found.not_understood
    assert "says No Hire at its top and Hire" in told.text


@pytest.mark.parametrize(
    ("prose", "level"),
    [
        ("at Senior level", "Senior"),
        ("a staff-level engineer", "Staff"),
        ("Junior/Mid level", "Junior-Mid"),
        ("", None),
    ],
)
def test_the_level_from_prose(prose: str, level: str | None) -> None:
    assert read_one(document(level="").replace("- Looks for the cause", f"- Good, {prose}")).level == level


def test_a_level_that_is_not_clear_is_none() -> None:
    text = document(level="Senior").replace("- Looks for the cause", "- Short of Staff level")
    assert read_one(text).level is None


def test_several_documents_in_a_file() -> None:
    found = read((document(question="One?") + "\n" + document(question="Two?")).encode(), DEFAULT)
    assert [one.question for one in found] == ["One?", "Two?"]


def test_follow_ups() -> None:
    text = document().replace("## Feedback", "## Follow-ups\n\n### Who helped?\n\nNobody did.\n\n## Feedback", 1)
    found = read_one(text)
    assert [(asked.question, asked.reply) for asked in found.follow_ups] == [("Who helped?", "Nobody did.")]
    assert found.answer == ANSWER


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"Dear all,\nnothing here.", b"%PDF-1.4", b"PK\x03\x04", b"\x00\x01\x02"]
)
def test_what_is_no_such_document_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, DEFAULT)


LINES = st.sampled_from(
    [*document().split("\n"), "Invented words.", "## Other", "- a: b", "| x | y |", "- Ownership: 9"]
)


@given(st.lists(LINES, max_size=60))
def test_every_line_is_read_or_told(lines: list[str]) -> None:
    """Words of the file that mean something are in what was read, or in what was not understood."""
    try:
        found = read("\n".join(lines).encode(), DEFAULT, "text")
    except Unreadable:
        return
    kept = " ".join(
        part
        for one in found
        for part in (
            one.question,
            one.answer,
            *(text for asked in one.follow_ups for text in (asked.question, asked.reply)),
            *(f"{item.label} {item.text}" for items in one.sections.values() for item in items),
            *(line.text for line in one.not_understood),
        )
    )
    for word in ("Invented words.", "It was never mentioned", "Name who was involved."):
        assert ("\n".join(lines).count(word) > 0) <= (word in kept)
