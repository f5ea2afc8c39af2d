"""A document as it was kept for years, its marks misread by some program: read where it is at hand."""

from datetime import date
from pathlib import Path

from evaluations.evidence.claims import Section
from evaluations.forms.reading.text_documents import read_text
from tests.rules.samples import DEFAULT

NAME = Path("shared", "seeds", "evaluation-20251225.md")
SEED = next((above / NAME for above in Path(__file__).resolve().parents if (above / NAME).exists()), None)


def test_the_seed_is_read_as_it_was_meant() -> None:
    if SEED is None:
        return
    (read,) = read_text(SEED.read_bytes(), DEFAULT)
    sections = read.sections
    (recommendation,) = sections[Section.RECOMMENDATION]
    assert (read.date, read.level, recommendation.verdict) == (date(2025, 12, 25), "Junior-Mid", "Hire")
    assert {item.competency: item.rating for item in sections[Section.RATINGS]} == {
        **dict.fromkeys(("Ownership", "Problem Solving", "Execution", "Collaboration", "Communication"), "Meets+"),
        "Leadership / Influence": "Meets",
        "Culture Fit": "Meets+",
    }
    assert [(flag.label, flag.severity) for flag in sections[Section.FLAGS]] == [
        ("Overclaiming contribution", 2),
        ("Lack of reflection", 2),
    ]
    assert {section: len(items) for section, items in sections.items() if section is not Section.RATINGS} == {
        Section.NOTES: 15,
        Section.SUMMARY: 4,
        Section.STRENGTHS: 6,
        Section.IMPROVEMENTS: 3,
        Section.RECOMMENDATION: 1,
        Section.FOLLOW_UP_QUESTIONS: 5,
        Section.FLAGS: 2,
        Section.JUSTIFICATION: 3,
        Section.SUGGESTIONS: 3,
    }
    everything = "".join([read.question, read.answer, *(item.text for items in sections.values() for item in items)])
    assert {char for char in everything if not char.isascii()} == {"’"}
    assert len(read.answer.split("\n\n")) == 6
    assert read.not_understood == ()
